-- pos: devices that go on without a network -------------------------------------------------------

-- The browser of a till, in one store. The private half of its key never leaves it.
create table pos_devices (
  device_id uuid primary key,
  name text not null,
  store_number smallint not null,
  -- ECDSA on P-256, as SubjectPublicKeyInfo
  public_key bytea not null unique,
  registered_by text not null,
  registered_at timestamptz not null,
  last_seen_at timestamptz not null,
  -- so many entries waited on it when it was last seen
  waiting integer not null default 0,
  ended_at timestamptz
);
create index pos_devices_store on pos_devices (store_number);

-- What a device did without a network: each entry once, however often it is delivered.
create table pos_deliveries (
  device_id uuid not null references pos_devices,
  entry_id text not null,
  kind text not null check (kind in ('visit', 'redemption', 'gift', 'enrollment', 'undo')),
  content_hash bytea not null,
  -- undone: taken back on the device before it was delivered, or listed and taken back then
  outcome text not null check (outcome in ('done', 'conflict', 'undone')),
  happened_at timestamptz not null,
  delivered_at timestamptz not null,
  -- the day in the business's zone, by which the allowance counts
  day integer not null,
  customer_id uuid,
  -- the booking, redemption or hand-over it became
  target_id uuid,
  -- of an undo: the entry it takes back
  undoes text,
  primary key (device_id, entry_id)
);
create index pos_deliveries_redeemed on pos_deliveries (device_id, day) where kind = 'redemption';
create index pos_deliveries_undoes on pos_deliveries (device_id, undoes) where undoes is not null;

-- What a person is to look at.
create table pos_conflicts (
  conflict_id uuid primary key,
  device_id uuid not null,
  entry_id text not null,
  reason text not null,
  -- the refusal, where the program refused it
  code text,
  -- the entry; forgotten with the person
  content jsonb,
  customer_id uuid,
  -- a card nobody has yet, without blanks: once somebody has it, the entry counts
  card_number text,
  found_at timestamptz not null,
  -- noted: it counts as it happened; open: it does not count yet
  state text not null check (state in ('open', 'noted', 'accepted', 'closed', 'solved', 'undone')),
  decided_at timestamptz,
  decided_by text,
  note text,
  unique (device_id, entry_id),
  foreign key (device_id, entry_id) references pos_deliveries
);
comment on table pos_conflicts is 'erasable';
create index pos_conflicts_state on pos_conflicts (state, conflict_id);
create index pos_conflicts_card on pos_conflicts (card_number) where state = 'open';

-- What a device may do alone.
create table pos_offline_rules (
  only_one boolean primary key default true check (only_one),
  redemptions_per_day smallint not null default 10,
  redemptions_per_card smallint not null default 1,
  allowance_hours smallint not null default 24,
  guests_kept smallint not null default 300
);
insert into pos_offline_rules default values;

call audit('pos_devices', 'device_id', hidden => 'public_key', beside => 'last_seen_at,waiting');
call audit('pos_offline_rules', 'only_one');
