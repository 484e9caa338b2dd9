-- exchange: tills ----------------------------------------------------------------------------------

-- A till and the keys its receipts may be signed with. Ended ones stay, since events name them.
create table tills (
  till_id uuid primary key,
  name text not null,
  store_number smallint not null references stores (number),
  -- under which the till is known to its signing unit, and stands on its receipts
  serial text not null unique,
  -- points of elliptic curves, uncompressed, in base64; several, since signing units are replaced
  public_keys text[] not null,
  created_at timestamptz not null,
  archived_at timestamptz
);

-- Each signed receipt once, whoever shows it: a signing unit numbers its transactions.
create table receipt_scans (
  till_id uuid not null references tills,
  -- SHA-256 of the public key: the numbers begin anew with every signing unit
  unit bytea not null,
  transaction_number bigint not null,
  customer_id uuid,
  scanned_at timestamptz not null,
  -- of the purchase it brought or claimed
  source text not null,
  external_id text not null,
  primary key (till_id, unit, transaction_number)
);
create index receipt_scans_customer on receipt_scans (customer_id, scanned_at) where customer_id is not null;
create index receipt_scans_event on receipt_scans (source, external_id);

-- Exports of tills (DSFinV-K) as they were dropped.
create table till_exports (
  export_id uuid primary key,
  file_name text not null,
  file_hash bytea not null unique,
  received_at timestamptz not null,
  created_by text not null,
  -- in the file, and of them new with it
  receipts integer not null,
  fresh integer not null default 0,
  -- false while its receipts are taken in; a crash leaves it so, and the file dropped again goes on
  kept boolean not null default false
);
comment on table till_exports is 'erasable';

-- Every receipt of those exports once, and what became of it.
create table till_receipts (
  receipt_id uuid primary key,
  till_id uuid not null references tills,
  export_id uuid not null references till_exports,
  -- Z_NR and BON_ID: each closing of a till once, each receipt once in it
  closing bigint not null,
  bon text not null,
  -- BON_NR, as it stands on paper
  number text not null,
  began_at timestamptz not null,
  ended_at timestamptz not null,
  -- what was rung up, and of it what counts, in minor units of the till's currency
  total bigint not null,
  counted bigint not null,
  unit bytea,
  transaction_number bigint,
  -- lines and the rest, until it is decided
  content jsonb,
  outcome text not null default 'waiting'
    check (outcome in ('waiting', 'booked', 'joined', 'doubtful', 'skipped', 'refused')),
  -- {code, text}: why it was skipped, refused or left in doubt
  reason jsonb,
  -- of the purchase it became or was joined to
  source text,
  external_id text,
  decided_at timestamptz,
  unique (till_id, closing, bon)
);
comment on table till_receipts is 'erasable';
create index till_receipts_waiting on till_receipts (ended_at, receipt_id) where outcome = 'waiting';
create index till_receipts_outcome on till_receipts (outcome, receipt_id);
create index till_receipts_export on till_receipts (export_id, outcome);
create index till_receipts_event on till_receipts (source, external_id) where source is not null;
create index till_receipts_signed on till_receipts (till_id, unit, transaction_number)
  where transaction_number is not null;
create index till_receipts_ended on till_receipts (till_id, ended_at);

-- Which purchase a receipt is of is found by place and time.
create index events_purchases_at on events (store_number, occurred_at)
  where type = 'purchase' and store_number is not null;

call audit('tills', 'till_id');

-- Files that came into the watched folder, each once by its content.
create table dropped_files (
  file_id uuid primary key,
  name text not null,
  file_hash bytea not null unique,
  seen_at timestamptz not null,
  outcome text not null check (outcome in ('importing', 'done', 'failed')),
  -- {code, text}: why it failed
  reason jsonb,
  import_id uuid,
  finished_at timestamptz
);
comment on table dropped_files is 'erasable';
create index dropped_files_newest on dropped_files (file_id desc);

-- analytics: sources that fall silent ----------------------------------------------------------------

-- Receipts that arrived as they happened, by store, source and hour of arrival: the rhythm by which
-- silence is told. The last weeks only.
create table source_hours (
  store_number smallint not null,
  source text not null,
  hour timestamptz not null,
  receipts integer not null,
  primary key (store_number, source, hour)
);

-- Up to where the log was read for it.
create table source_watch (
  only_one boolean primary key default true check (only_one),
  xid xid8 not null,
  position bigint not null
);

create table source_alarms (
  alarm_id uuid primary key,
  store_number smallint not null,
  source text not null,
  -- the end of the last hour in which something arrived
  silent_since timestamptz not null,
  raised_at timestamptz not null,
  resolved_at timestamptz
);
create unique index source_alarms_open on source_alarms (store_number, source) where resolved_at is null;
