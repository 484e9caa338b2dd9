-- exchange: how data travels ---------------------------------------------------------------------

-- How files of one layout are read. Rows without a receipt number are known by this id and their
-- own content, so the identity is the layout (header, else number of columns), not the reading.
create table import_mappings (
  mapping_id uuid primary key,
  identity bytea not null unique,
  name text not null,
  -- null where such files have none
  header text[],
  content jsonb not null,
  last_used_at timestamptz not null
);

create table imports (
  import_id uuid primary key,
  created_at timestamptz not null,
  created_by text not null default '',
  file_name text not null,
  file_bytes bigint not null default 0,
  file_hash bytea,
  encoding text,
  status text not null check (status in
    ('uploading', 'uploaded', 'running', 'done', 'canceled', 'failed', 'taking_back', 'taken_back')),
  failure text,
  mapping_id uuid references import_mappings,
  mapping jsonb,
  header text[],
  -- reading: rows are staged in the order they will be counted in; counting: they become events
  phase text not null default 'reading' check (phase in ('reading', 'counting')),
  phase_started_at timestamptz,
  bytes_read bigint not null default 0,
  rows_total integer not null default 0,
  -- when the present run began counting, and with how many rows behind it: the rate
  rows_before integer not null default 0,
  accepted integer not null default 0,
  duplicates integer not null default 0,
  refused integer not null default 0,
  anonymous integer not null default 0,
  customers integer,
  -- the last staged row that was decided; null: none yet
  done_party uuid,
  done_day integer,
  done_unit uuid,
  done_row integer,
  started_at timestamptz,
  finished_at timestamptz,
  -- what is still to be taken back, of how many customers
  streams_total integer not null default 0,
  streams_done integer not null default 0
);
create index imports_newest on imports (created_at desc, import_id desc);
create index imports_at_work on imports (import_id) where status in ('running', 'taking_back');
comment on table imports is 'erasable';

-- The file itself, until its rows are counted.
create table import_chunks (
  import_id uuid not null references imports on delete cascade,
  number integer not null,
  bytes bytea not null,
  primary key (import_id, number)
);
comment on table import_chunks is 'erasable';

-- Rows between file and log, in the order they are counted in: customer by customer, each in
-- order of time, the rows of one receipt together. Unlogged: after a crash of the database they
-- are read from the file again.
create unlogged table import_rows (
  import_id uuid not null,
  -- hash of the customer the row names; zero where it names none
  party uuid not null,
  -- local day, 0 is 1970-01-01; -1 where the row tells none
  day integer not null,
  -- hash of the receipt, or of the row's own cells
  unit uuid not null,
  row_number integer not null,
  line integer not null,
  receipt boolean not null,
  raw text not null,
  fault text,
  primary key (import_id, party, day, unit, row_number)
);
comment on table import_rows is 'erasable';

create table import_refused_rows (
  import_id uuid not null references imports on delete cascade,
  row_number integer not null,
  line integer not null,
  raw text not null,
  reason jsonb not null,
  primary key (import_id, row_number)
);
comment on table import_refused_rows is 'erasable';

-- The customers and guests an import still has to be taken back from.
create table import_streams (
  import_id uuid not null references imports on delete cascade,
  customer_id uuid not null,
  primary key (import_id, customer_id)
);
