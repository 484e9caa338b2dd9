-- The sign-in library's own tables: who can prove to be whom. What somebody may do stands in
-- `staff`, never here.

create table auth_users (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table auth_users is 'erasable';

create table auth_sessions (
  id text primary key,
  user_id text not null references auth_users on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table auth_sessions is 'erasable';
create index auth_sessions_user on auth_sessions (user_id);
create index auth_sessions_expiry on auth_sessions (expires_at);

create table auth_accounts (
  id text primary key,
  user_id text not null references auth_users on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (user_id, provider_id)
);
comment on table auth_accounts is 'erasable';

create table auth_verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table auth_verifications is 'erasable';
create index auth_verifications_identifier on auth_verifications (identifier);

alter table staff add foreign key (user_id) references auth_users on delete set null;

-- One-time links to the page where a password is set. staff_id null: makes the first owner.
create table set_up_links (
  hash bytea primary key,
  staff_id uuid references staff on delete cascade,
  expires_at timestamptz not null
);

-- Made once by the program, where they cannot lie in a file beside the database.
create table secrets (
  name text primary key,
  value text not null
);
