-- The programs that serve or work on this database; each renews its row while it lives.
create table machines (
  machine_id uuid primary key,
  part text not null check (part in ('all', 'serve', 'work')),
  host text not null,
  process_id integer not null,
  version text not null,
  began_at timestamptz not null,
  seen_at timestamptz not null
);

-- How each job went when it last ran.
create table job_runs (
  name text primary key,
  ended_at timestamptz not null,
  host text not null,
  process_id integer not null,
  -- the failure that no success has followed yet: a code or a name, nothing of anybody
  failure text,
  failed_at timestamptz,
  failures integer not null default 0
);

-- How often who asked for what within a window, where several programs count together. Nothing is
-- lost with it after a crash but a minute's count.
create unlogged table request_counts (
  hash bytea primary key,
  asked integer not null,
  window_ends_at timestamptz not null
);
create index request_counts_end on request_counts (window_ends_at);

-- The copies that were made by night, by hand in the app, or from the command line.
create table backups (
  backup_id uuid primary key,
  asked_at timestamptz not null,
  began_at timestamptz,
  ended_at timestamptz,
  -- without its folder, which may differ from machine to machine
  file_name text,
  bytes bigint,
  row_count bigint,
  sealed boolean not null default false,
  with_secret boolean not null default false,
  by_night boolean not null,
  failure text,
  removed_at timestamptz
);
create index backups_newest on backups (asked_at);

-- One row: whether copies are made by night, when, and for how long they are kept.
create table backup_settings (
  only_one boolean primary key default true check (only_one),
  nightly boolean not null,
  hour smallint not null check (hour between 0 and 23),
  kept_days smallint not null check (kept_days between 1 and 365)
);
insert into backup_settings (nightly, hour, kept_days) values (true, 3, 14);
call audit('backup_settings', 'only_one');
