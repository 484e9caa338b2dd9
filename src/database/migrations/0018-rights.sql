-- people: their rights ----------------------------------------------------------------------------

-- Whoever was erased stays as an id: the figures and the books go on, and lead to nobody.
alter table customers add column erased_at timestamptz;
create index customers_erased on customers (customer_id) where erased_at is not null;

-- What an erased person was known by, as a hash under a key that no dump holds: intake, shops and
-- files do not write it down again.
create table erased_identities (
  hash bytea primary key,
  erased_at timestamptz not null
);

-- The key is derived from the program's own secret, never the secret itself.
create function keyed_hash(key text, content text) returns bytea
language sql immutable parallel safe as $$
  select sha256(convert_to(key, 'UTF8') || sha256(convert_to(key || content, 'UTF8')))
$$;

-- Under what an event of an erased person stands: who sends it again is told that it is known.
create function erased_external_id(key text, source text, external_id text) returns text
language sql immutable parallel safe as $$
  select 'erased ' || encode(substr(keyed_hash(key, source || chr(1) || external_id), 1, 16), 'hex')
$$;

-- Whether a text speaks of somebody: all words of one of their marks stand in it.
create function mentions(content text, marks jsonb) returns boolean
language sql immutable parallel safe as $$
  select exists (
    select from jsonb_array_elements(marks) as mark
    where (
      select bool_and(strpos(lower(content), word) > 0) from jsonb_array_elements_text(mark) as word
    )
  )
$$;

-- Whom a saved reply speaks of.
alter table idempotency_replies add column customer_ids uuid[] not null default '{}';
create index idempotency_replies_customers on idempotency_replies using gin (customer_ids)
  where customer_ids <> '{}';

-- How long each kind of data is kept; a kind without a row is kept as the program presets it.
create table storage_periods (
  kind text primary key,
  -- null: as long as the business wishes
  keep_days integer check (keep_days between 1 and 36525),
  -- nobody is erased for having been away too long before there was time to look who it is
  changed_at timestamptz not null
);

-- What the business itself says in its record of processing activities; the rest writes itself.
create table processing_record (
  only_one boolean primary key default true check (only_one),
  controller text not null default '',
  contact text not null default '',
  officer text not null default '',
  -- activity -> what the business or its adviser says about it
  remarks jsonb not null default '{}'
);
insert into processing_record default values;

call audit('storage_periods', 'kind', beside => 'changed_at');
call audit('processing_record', 'only_one');
