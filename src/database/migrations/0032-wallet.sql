-- wallet: cards in the wallets of phones --------------------------------------------------------------

-- What the issuers of wallets gave the business. Keys are sealed by the program's secret.
create table wallet_issuers (
  kind text primary key check (kind in ('apple', 'google')),
  -- what is no secret, as the contract has it
  content jsonb not null,
  key bytea not null,
  set_at timestamptz not null
);
call audit('wallet_issuers', 'kind', hidden => 'key');

create table wallet_passes (
  pass_id uuid primary key,
  kind text not null check (kind in ('apple', 'google')),
  customer_id uuid not null,
  -- whoever shows it may read the pass; sealed
  token bytea not null,
  -- of what stands on the pass now: the same hash, the same pass
  face_hash bytea not null,
  -- it says that it is gone, which a card that is unblocked makes untrue
  voided boolean not null default false,
  -- counts up over all passes, so that a phone asks what changed since
  change bigint generated always as identity,
  changed_at timestamptz not null,
  looked_at timestamptz not null,
  -- something may have changed: look at once
  due boolean not null default false,
  -- the phones, or the issuer, are to be told; null: they were
  tell_at timestamptz,
  attempts integer not null default 0,
  unique (customer_id, kind)
);
comment on table wallet_passes is 'erasable';
create index wallet_passes_due on wallet_passes (pass_id) where due;
create index wallet_passes_tell on wallet_passes (tell_at) where tell_at is not null;
create index wallet_passes_looked on wallet_passes (looked_at);

-- Phones that hold a pass, as they name themselves.
create table wallet_devices (
  device text not null,
  pass_id uuid not null references wallet_passes on delete cascade,
  push_token text not null,
  registered_at timestamptz not null,
  primary key (device, pass_id)
);
comment on table wallet_devices is 'erasable';
create index wallet_devices_pass on wallet_devices (pass_id);

-- How far the books were read.
create table wallet_progress (
  only_one boolean primary key default true check (only_one),
  xid xid8 not null,
  position bigint not null
);
insert into wallet_progress (xid, position) values (pg_current_xact_id(), 0);
