-- Places outside: where copies of the database are sent, and where files are fetched from.
create table outside_places (
  purpose text primary key check (purpose in ('copies', 'files')),
  -- another place has another id: what was sent to the former one does not lie there
  place_id uuid not null unique,
  -- how it is reached, without what proves who we are
  address jsonb not null,
  -- sealed; null: the secret that sealed it is lost
  secret bytea,
  chosen_at timestamptz not null,
  -- after a restore nothing is sent or fetched until the owner says that this is no trial
  resting boolean not null default false
);
call audit('outside_places', 'purpose', hidden => 'secret', beside => 'place_id');

-- How it went there last, and what it was told.
create table place_states (
  place_id uuid primary key,
  looked_at timestamptz not null,
  -- a code
  failure text,
  -- how many of those who were erased its list names
  erasures integer not null default 0
);

-- A copy on its way to a place, and since when it lies there whole.
create table copies_elsewhere (
  backup_id uuid not null references backups,
  place_id uuid not null,
  tries integer not null default 0,
  next_at timestamptz not null,
  failed_at timestamptz,
  failure text,
  sent_at timestamptz,
  sha256 bytea,
  removed_at timestamptz,
  primary key (backup_id, place_id)
);

-- Files that were fetched, as they looked there: by hash, since a name may speak of somebody.
create table fetched_files (
  place_id uuid not null,
  look bytea not null,
  fetched_at timestamptz not null,
  primary key (place_id, look)
);

-- Whether a file lay in the watched folder, or was fetched.
alter table dropped_files add column fetched boolean not null default false;
