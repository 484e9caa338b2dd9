-- Who can prove to be whom. What somebody may do stands in `staff`. Tokens stand as hashes, secrets
-- sealed by the program's own: a copy of the database signs nobody in.

alter table staff add column joined_at timestamptz;
alter table staff disable trigger user;
update staff set joined_at = auth_users.created_at from auth_users where auth_users.id = staff.user_id;
alter table staff enable trigger user;

create table staff_passwords (
  staff_id uuid primary key references staff on delete cascade,
  -- scrypt, with its salt
  hash text not null,
  changed_at timestamptz not null
);
comment on table staff_passwords is 'erasable';
insert into staff_passwords (staff_id, hash, changed_at)
select staff_id, password, auth_accounts.updated_at
from staff
join auth_accounts using (user_id)
where password is not null;

alter table staff drop column user_id;
drop table auth_verifications, auth_accounts, auth_sessions, auth_users;

create table staff_sessions (
  session_id uuid primary key,
  staff_id uuid not null references staff on delete cascade,
  token_hash bytea not null unique,
  -- how the person proved to be themselves
  method text not null
    check (method in ('password', 'code', 'recovery_code', 'passkey', 'provider', 'link')),
  -- as the browser names itself; null: it says nothing we know
  browser text,
  system text,
  began_at timestamptz not null,
  -- the proof was given again, for what only the person themselves may do
  confirmed_at timestamptz not null,
  used_at timestamptz not null,
  expires_at timestamptz not null
);
comment on table staff_sessions is 'erasable';
create index staff_sessions_staff on staff_sessions (staff_id);
create index staff_sessions_expiry on staff_sessions (expires_at);

-- Devices somebody has signed in from: guesses made elsewhere do not count against them.
create table known_devices (
  device_hash bytea not null,
  staff_id uuid not null references staff on delete cascade,
  used_at timestamptz not null,
  primary key (device_hash, staff_id)
);
comment on table known_devices is 'erasable';

-- Attempts that failed, by keyed hash of who tried what: neither addresses nor names stand here.
create table sign_in_attempts (
  bucket bytea primary key,
  failures integer not null,
  last_at timestamptz not null
);

-- A sign-in that has begun: a password was right and a code is missing, a passkey was asked for, a
-- provider was gone to. The token is the browser's.
create table sign_in_steps (
  token_hash bytea primary key,
  kind text not null check (kind in ('second_factor', 'passkey', 'new_passkey', 'provider')),
  staff_id uuid references staff on delete cascade,
  content jsonb not null default '{}',
  expires_at timestamptz not null
);
create index sign_in_steps_expiry on sign_in_steps (expires_at);

create table authenticators (
  staff_id uuid primary key references staff on delete cascade,
  secret bytea not null,
  -- null: no code of it has been seen yet
  confirmed_at timestamptz,
  -- the thirty seconds of the last code taken: none counts twice
  last_step bigint
);
comment on table authenticators is 'erasable';

-- Unused ones, hashed: with 80 bits each they need no slow hash.
create table recovery_codes (
  staff_id uuid primary key references staff on delete cascade,
  hashes bytea[] not null,
  made_at timestamptz not null
);
comment on table recovery_codes is 'erasable';

create table passkeys (
  passkey_id uuid primary key,
  staff_id uuid not null references staff on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  -- how often it says to have been used; 0 where it does not count
  use_count bigint not null,
  transports text[] not null,
  name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
comment on table passkeys is 'erasable';
create index passkeys_staff on passkeys (staff_id);

-- Keys that outlive the program's own secret, sealed by it: a new secret changes neither who counts
-- as erased nor what was answered. Who cannot open them has another secret.
create table kept_keys (
  name text primary key,
  sealed bytea not null
);

create table sign_in_rules (
  only_one boolean primary key default true check (only_one),
  second_factor_roles text[] not null default '{}'
);
insert into sign_in_rules default values;

-- A provider of one's own that says who somebody is (OpenID Connect). What they may do stands in
-- `staff`, unless a claim is mapped to roles.
create table sign_in_provider (
  only_one boolean primary key default true check (only_one),
  name text not null,
  issuer text not null,
  client_id text not null,
  client_secret bytea,
  role_claim text,
  roles jsonb not null default '{}',
  -- null: passwords count for everybody; else for this owner alone, should the provider fail
  password_owner uuid references staff
);

-- Whom the provider means: bound at the first sign-in by a proved e-mail, from then on by subject.
create table provider_identities (
  issuer text not null,
  subject text not null,
  staff_id uuid not null references staff on delete cascade,
  linked_at timestamptz not null,
  primary key (issuer, subject),
  unique (staff_id, issuer)
);
comment on table provider_identities is 'erasable';

call audit('sign_in_provider', 'only_one', hidden => 'client_secret');
call audit('provider_identities', 'issuer,subject', naming => 'staff_id', hidden => 'subject');
call audit('staff_passwords', 'staff_id', hidden => 'hash');
call audit('authenticators', 'staff_id', hidden => 'secret', beside => 'last_step');
call audit('recovery_codes', 'staff_id', hidden => 'hashes');
call audit('passkeys', 'passkey_id', naming => 'staff_id,passkey_id',
  hidden => 'credential_id,public_key', beside => 'use_count,last_used_at');
call audit('sign_in_rules', 'only_one');
