-- customers: cards as things ------------------------------------------------------------------------

-- Numbers that were made together, to be printed and given out.
create table card_batches (
  batch_id uuid primary key,
  size integer not null check (size > 0),
  note text not null,
  made_at timestamptz not null
);

-- What is known of a number beside whom it leads to, which is an identity of the kind card_number.
-- Numbers of an older system have a row here only once something was said of them. Without an
-- identity a number of ours is new: made, and given to nobody yet.
create table cards (
  -- as identities.value
  number text primary key,
  batch_id uuid references card_batches,
  -- null: by an older system
  made_at timestamptz,
  -- where several cards share a balance: whose this one is
  label text,
  issued_at timestamptz,
  issued_store smallint,
  issued_by text,
  -- from then on the number names nobody; null: never
  stopped_at timestamptz,
  stopped_as text check (stopped_as in ('blocked', 'replaced', 'ended')),
  replaced_by text,
  check ((stopped_at is null) = (stopped_as is null))
);
comment on table cards is 'erasable';
-- Whether numbers of our own form are ours alone.
create index cards_made on cards (made_at) where made_at is not null;
create index cards_batch on cards (batch_id) where batch_id is not null;
-- Intake asks of every card "stopped?"; few are, so the answer lies in a tiny index.
create index cards_stopped on cards (number) include (stopped_at) where stopped_at is not null;

call audit('card_batches', 'batch_id');

-- Ten digits are one number in whatever groups they are written.
update identities set value = regexp_replace(value, '[\s-]', '', 'g')
where kind = 'card_number' and value ~ '[\s-]' and regexp_replace(value, '[\s-]', '', 'g') ~ '^[1-9]\d{9}$'
  and not exists (
    select from identities as other
    where other.kind = 'card_number' and other.ctid <> identities.ctid
      and regexp_replace(other.value, '[\s-]', '', 'g') = regexp_replace(identities.value, '[\s-]', '', 'g')
  );

-- pos: stamps of paper cards ------------------------------------------------------------------------

-- What a till may take over from paper, of one currency, per customer, until the end of a day.
create table paper_stamp_rule (
  only_one boolean primary key default true check (only_one),
  currency text not null references point_currencies,
  points_max integer not null check (points_max > 0),
  last_day date not null
);
call audit('paper_stamp_rule', 'only_one');

-- exchange: balances of an older system -------------------------------------------------------------

create table balance_files (
  file_id uuid primary key,
  file_hash bytea not null,
  rows integer not null,
  taken_at timestamptz not null,
  taken_by text not null,
  taken_back_at timestamptz,
  taken_back_by text
);
-- Sent again, a file goes on where it stopped.
create unique index balance_files_once on balance_files (file_hash) where taken_back_at is null;
call audit('balance_files', 'file_id', hidden => 'file_hash');

-- What was taken over of which card.
create table balance_rows (
  file_id uuid not null references balance_files,
  line integer not null,
  customer_id uuid not null,
  -- as identities.value; null: forgotten with the person
  card_number text,
  currency text not null,
  points bigint not null,
  act_id uuid not null,
  taken_back boolean not null default false,
  primary key (file_id, line)
);
comment on table balance_rows is 'erasable';
create index balance_rows_customer on balance_rows (customer_id);
create unique index balance_rows_once on balance_rows (card_number, currency)
  where not taken_back and card_number is not null;
