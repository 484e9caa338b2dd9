-- exchange: customers from files ---------------------------------------------------------------------

alter table imports
  add column kind text not null default 'purchases' check (kind in ('purchases', 'customers')),
  -- how a file of customers is read, and who let it begin
  add column reading jsonb,
  -- whether the run only says what it would change
  add column dry_run boolean not null default false,
  -- rows of the file that are decided: a file of customers is taken in its own order
  add column rows_done integer not null default 0,
  add column created integer not null default 0,
  add column updated integer not null default 0;

-- Whom the rows of a file have named so far: nobody is named twice. Empty once the file is read.
create table import_customers (
  import_id uuid not null references imports on delete cascade,
  customer_id uuid not null,
  primary key (import_id, customer_id)
);

-- The first rows that change something or are refused, for whoever looks the file over.
create table import_differences (
  import_id uuid not null references imports on delete cascade,
  row_number integer not null,
  customer_id uuid,
  content jsonb not null,
  primary key (import_id, row_number)
);
comment on table import_differences is 'erasable';
