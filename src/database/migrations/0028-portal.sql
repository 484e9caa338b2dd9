-- customers: signing in to the portal ---------------------------------------------------------------

-- Customers do things themselves now, and the audit log says so.
alter table audit_entries drop constraint audit_entries_actor_check,
  add constraint audit_entries_actor_check
    check (actor in ('staff', 'key', 'job', 'command', 'guest', 'nobody', 'unknown'));

-- Where a customer is signed in. The token is the browser's and is changed as it is used; the one
-- before counts until the browser has shown that it got the new one.
create table guest_sessions (
  session_id uuid primary key,
  customer_id uuid not null,
  token_hash bytea not null unique,
  former_hash bytea unique,
  method text not null check (method in ('email_code', 'email_link', 'card_code')),
  browser text,
  system text,
  began_at timestamptz not null,
  used_at timestamptz not null,
  rotated_at timestamptz not null,
  expires_at timestamptz not null
);
comment on table guest_sessions is 'erasable';
create index guest_sessions_customer on guest_sessions (customer_id);
create index guest_sessions_expiry on guest_sessions (expires_at);

-- A code was asked for. What was asked, an address or a card, is sealed by the program's secret; it is
-- looked up later, beside the requests, so that the answer tells nobody whether there is such a thing.
create table guest_asks (
  ask_id uuid primary key,
  kind text not null check (kind in ('sign_in', 'address')),
  -- of the cookie of the browser that asked
  step_hash bytea not null unique,
  content bytea not null,
  -- who asked for a new address, or whose card it was
  customer_id uuid,
  -- null: not looked up yet, or there is nobody
  code_hash bytea,
  link_hash bytea unique,
  tries integer not null default 0,
  asked_at timestamptz not null,
  answered_at timestamptz,
  expires_at timestamptz not null
);
comment on table guest_asks is 'erasable';
create index guest_asks_waiting on guest_asks (asked_at) where answered_at is null;
create index guest_asks_customer on guest_asks (customer_id) where customer_id is not null;
create index guest_asks_expiry on guest_asks (expires_at);

-- Given at the till for a card without an address; counts once.
create table card_codes (
  customer_id uuid primary key,
  code_hash bytea not null,
  made_at timestamptz not null,
  expires_at timestamptz not null
);
comment on table card_codes is 'erasable';
call audit('card_codes', 'customer_id', hidden => 'code_hash');

-- Addresses somebody has shown to be theirs, as identities compare them.
create table confirmed_addresses (
  customer_id uuid not null,
  address text not null,
  confirmed_at timestamptz not null,
  primary key (customer_id, address)
);
comment on table confirmed_addresses is 'erasable';

-- customers: terms of membership --------------------------------------------------------------------

-- A version is never changed.
create table membership_terms (
  version integer primary key,
  -- {de, en}
  wording jsonb not null,
  worse boolean not null,
  valid_from timestamptz not null,
  published_at timestamptz not null
);
call audit('membership_terms', 'version');

create table terms_acceptances (
  customer_id uuid not null,
  version integer not null references membership_terms,
  accepted_at timestamptz not null,
  primary key (customer_id, version)
);
comment on table terms_acceptances is 'erasable';

-- loyalty: codes to redeem by -----------------------------------------------------------------------

-- Made by a customer on their phone, taken at the till. The points are kept by a hold of the ledger.
create table redemption_codes (
  code_id uuid primary key,
  customer_id uuid not null,
  code text not null,
  -- {kind: reward, reward} or {kind: gift, ladder, round, count, article}
  wish jsonb not null,
  name text not null,
  currency text,
  points bigint not null default 0,
  hold_act uuid,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'redeemed', 'given_back')),
  ended_at timestamptz,
  -- the redemption or hand-over it led to
  target_id uuid
);
comment on table redemption_codes is 'erasable';
create unique index redemption_codes_open on redemption_codes (code) where state = 'open';
create index redemption_codes_customer on redemption_codes (customer_id, made_at);
create index redemption_codes_expiry on redemption_codes (expires_at);

-- business: portal and mail -------------------------------------------------------------------------

create table portal_settings (
  only_one boolean primary key default true check (only_one),
  open boolean not null default true,
  self_enrollment boolean not null default false,
  -- each {de, en}
  imprint jsonb not null default '{"de": "", "en": ""}',
  privacy jsonb not null default '{"de": "", "en": ""}',
  accessibility jsonb not null default '{"de": "", "en": ""}'
);
insert into portal_settings default values;
call audit('portal_settings', 'only_one');

-- By which server mails go out, where the environment names none.
create table mail_settings (
  only_one boolean primary key default true check (only_one),
  host text not null,
  port integer not null,
  security text not null check (security in ('tls', 'starttls', 'none')),
  user_name text,
  password bytea,
  from_address text not null,
  from_name text
);
call audit('mail_settings', 'only_one', hidden => 'password');

-- Mails of a day. Address and words are sealed by the program's secret.
create table mails (
  mail_id uuid primary key,
  kind text not null check (kind in ('sign_in', 'enrollment', 'address')),
  -- null: nobody who is known yet
  customer_id uuid,
  content bytea not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'kept', 'failed')),
  created_at timestamptz not null,
  -- until when its code counts; after that it is not sent any more
  expires_at timestamptz not null,
  attempts integer not null default 0,
  next_at timestamptz not null,
  sent_at timestamptz
);
comment on table mails is 'erasable';
create index mails_waiting on mails (next_at) where state = 'waiting';
create index mails_newest on mails (mail_id desc);
create index mails_customer on mails (customer_id) where customer_id is not null;
