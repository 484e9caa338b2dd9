-- customers: what they agreed to ------------------------------------------------------------------

-- What the business asks for: news by mail, a card for the birthday.
create table consent_purposes (
  purpose text primary key check (purpose ~ '^[a-z][a-z0-9_]{0,63}$'),
  label text not null,
  created_at timestamptz not null,
  archived_at timestamptz
);

-- What people were asked, word for word. Another wording is another version.
create table consent_texts (
  text_id uuid primary key,
  purpose text not null references consent_purposes,
  language text not null,
  version integer not null check (version > 0),
  wording text not null,
  -- sha-256 of the wording
  hash bytea not null,
  created_at timestamptz not null,
  unique (purpose, language, version)
);

-- Each yes and each no. The receipts of one customer are a chain: every hash holds the one before.
-- They say nothing of a person; what proves them lies beside and can be forgotten, since the chain
-- holds only a salted hash of it.
create table consent_receipts (
  customer_id uuid not null,
  number integer not null check (number > 0),
  purpose text not null references consent_purposes,
  channel text not null check (channel in ('email', 'sms', 'phone', 'post', 'push')),
  act text not null check (act in ('granted', 'withdrawn')),
  text_id uuid references consent_texts,
  -- for whom it was said: the customer, and who was merged with them by then
  covers uuid[] not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  source text not null,
  -- the key of who wrote it down
  recorded_by text,
  commitment bytea not null,
  previous_hash bytea,
  hash bytea not null,
  primary key (customer_id, number),
  check (act = 'withdrawn' or text_id is not null)
);
-- said again, it is the same receipt
create unique index consent_receipts_said
  on consent_receipts (customer_id, purpose, channel, act, occurred_at, source);

create table consent_proofs (
  customer_id uuid not null,
  number integer not null,
  salt bytea not null,
  proof jsonb not null,
  primary key (customer_id, number)
);
comment on table consent_proofs is 'erasable';

-- What holds now for a customer and all who count for them: follows from the receipts.
create table consents (
  customer_id uuid not null,
  purpose text not null,
  channel text not null,
  state text not null check (state in ('granted', 'withdrawn')),
  since timestamptz not null,
  primary key (customer_id, purpose, channel)
);
create index consents_purpose on consents (purpose, channel, state, customer_id);

create function refuse_consent_change() returns trigger language plpgsql as $$
begin
  raise exception 'receipts and wordings of consent are append-only'
    using errcode = 'restrict_violation';
end $$;
create trigger consent_receipts_append_only before update or delete or truncate on consent_receipts
  for each statement execute function refuse_consent_change();
create trigger consent_texts_append_only before update or delete or truncate on consent_texts
  for each statement execute function refuse_consent_change();

-- One switch: whoever has died or wants no contact ------------------------------------------------

create table contact_blocks (
  block_id uuid primary key,
  customer_id uuid not null,
  reason text not null check (reason in ('died', 'no_contact')),
  note text,
  blocked_at timestamptz not null,
  blocked_by text,
  lifted_at timestamptz,
  lifted_by text
);
comment on table contact_blocks is 'erasable';
create unique index contact_blocks_standing on contact_blocks (customer_id) where lifted_at is null;
create index contact_blocks_customer on contact_blocks (customer_id);

-- Who is not to be contacted, with all they count for. Few are, so it is asked for as a whole:
-- `customer_id not in (select customer_id from blocked_customers)`.
create view blocked_customers as
  with recursive led as (
    select customer_id as member, customer_id, reason from contact_blocks where lifted_at is null
    union all
    select led.member, merged_into, reason
    from led join customers using (customer_id)
    where merged_into is not null
  )
  -- died before no_contact
  select customer_id, min(reason) as reason from led group by customer_id;

-- attributes: what the business keeps of its customers --------------------------------------------

alter table attribute_definitions
  add column required boolean not null default false,
  -- says something of the person, and so is forgotten with them and told in their export
  add column personal boolean not null default true,
  add column place integer,
  add column archived_at timestamptz;
update attribute_definitions set place = ordered.place
from (
  select name, row_number() over (order by created_at, name) as place from attribute_definitions
) as ordered
where ordered.name = attribute_definitions.name;
alter table attribute_definitions alter column place set not null;

call audit('consent_purposes', 'purpose');
call audit('consent_texts', 'text_id', hidden => 'hash');
call audit('consent_receipts', 'customer_id,number', 'when_said',
  hidden => 'commitment,previous_hash,hash', beside => 'covers,recorded_at,recorded_by');
call audit('contact_blocks', 'block_id', 'when_said', naming => 'customer_id,block_id');
