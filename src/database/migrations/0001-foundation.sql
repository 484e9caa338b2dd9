-- Two kinds of growing tables. Customer tables: the key begins with customer_id. Directories:
-- keyed by what is looked up, yielding a customer_id. Both can be sharded by that key.
-- Personal content stands only in tables whose comment says "erasable".

create extension if not exists pg_trgm;

-- business: who we are -------------------------------------------------------------------------

create table business (
  only_one boolean primary key default true check (only_one),
  name text not null default '',
  time_zone text not null default 'Europe/Berlin',
  currency char(3) not null default 'EUR',
  language text not null default 'de' check (language in ('de', 'en')),
  address_form text not null default 'Sie' check (address_form in ('du', 'Sie')),
  trade text not null default 'gastronomy'
    check (trade in ('gastronomy', 'retail', 'mail_order', 'practice', 'agency')),
  accent_hue integer not null default 40 check (accent_hue between 0 and 359),
  logo bytea,
  logo_type text,
  -- share of net revenue; used where neither the line nor its category knows better
  default_margin numeric(5,4) not null default 0.6 check (default_margin between 0 and 1),
  -- false while it is our assumption: figures of profit then say so
  default_margin_said boolean not null default false,
  default_tax_rate numeric(5,4) not null default 0 check (default_tax_rate between 0 and 1),
  regular_purchase_days integer not null default 3 check (regular_purchase_days between 1 and 366),
  regular_within_days integer not null default 90 check (regular_within_days between 1 and 3660),
  clock_offset_ms bigint not null default 0 check (clock_offset_ms >= 0),
  -- counts up when something other than an event changes what reports say (tags, rates, zone)
  revision bigint not null default 0,
  -- the first owner has been made, or figures were put in: an empty database can still be set up
  configured boolean not null default false
);
insert into business default values;

-- Takes the lock under which the terms stay as they are, if it is free. A statement sees the database
-- as it was when it began, which may be before the last holder of the lock committed; within a
-- volatile function one sees it as it is now. Answers with the version of the business's row, which
-- every change of the terms renews; null: somebody holds the lock.
create function try_to_hold_terms(lock bigint) returns xid language plpgsql volatile as $$
begin
  if not pg_try_advisory_xact_lock_shared(lock) then return null; end if;
  return (select xmin from business);
end $$;

create table stores (
  store_id uuid primary key,
  number smallint generated always as identity unique,
  code text not null unique,
  name text not null,
  created_at timestamptz not null,
  archived_at timestamptz
);

create table staff (
  staff_id uuid primary key,
  user_id text unique,
  email text not null unique,
  name text not null default '',
  role text not null check (role in
    ('owner', 'store_manager', 'marketing', 'service', 'cashier', 'analyst', 'accountant')),
  -- null: every store
  store_numbers smallint[],
  created_at timestamptz not null,
  ended_at timestamptz
);
comment on table staff is 'erasable';

create table api_keys (
  api_key_id uuid primary key,
  name text not null,
  hash bytea not null unique,
  hint text not null,
  scopes text[] not null,
  created_at timestamptz not null,
  created_by uuid references staff,
  last_used_at timestamptz,
  revoked_at timestamptz
);

create table exchange_rates (
  currency char(3) not null,
  valid_from date not null,
  rate numeric not null check (rate > 0),
  primary key (currency, valid_from)
);

-- category_number null: the business's default margin from that day on
create table margin_rates (
  category_number integer,
  valid_from timestamptz not null,
  margin numeric(5,4) not null check (margin between 0 and 1),
  unique nulls not distinct (category_number, valid_from)
);

create table idempotency_replies (
  key text not null,
  caller text not null,
  request_hash bytea not null,
  status smallint not null,
  content_type text not null,
  body bytea not null,
  expires_at timestamptz not null,
  primary key (caller, key)
);
comment on table idempotency_replies is 'erasable';
create index idempotency_replies_expiry on idempotency_replies (expires_at);

-- customers: who they are ----------------------------------------------------------------------

create table customers (
  customer_id uuid primary key,
  created_at timestamptz not null,
  merged_into uuid references customers
);
create index customers_merged on customers (merged_into) where merged_into is not null;

create table persons (
  customer_id uuid primary key references customers,
  name text,
  language text,
  -- YYYY-MM-DD, or --MM-DD where the year is not known
  birthday text,
  attributes jsonb not null default '{}',
  -- lower-cased name and identities, for finding
  search text not null default ''
);
comment on table persons is 'erasable';
create index persons_search on persons using gin (search gin_trgm_ops);

-- value is normalized: e-mails lower-cased, phones as +digits
create table identities (
  kind text not null check (kind in ('external_id', 'card_number', 'email', 'phone')),
  value text not null,
  customer_id uuid not null references customers,
  shown text not null,
  primary key (kind, value) include (customer_id)
);
comment on table identities is 'erasable';
create index identities_customer on identities (customer_id);

create table attribute_definitions (
  name text primary key check (name ~ '^[a-z][a-z0-9_]{0,63}$'),
  label text not null,
  type text not null check (type in ('text', 'number', 'boolean', 'date', 'choice')),
  choices text[] not null default '{}',
  created_at timestamptz not null
);

create table tags (
  number integer generated always as identity primary key,
  name text not null unique
);

create table customer_tags (
  customer_id uuid not null references customers,
  tag_number integer not null references tags,
  primary key (customer_id, tag_number)
);
create index customer_tags_tag on customer_tags (tag_number, customer_id);

-- events: what happened ------------------------------------------------------------------------

create table channels (
  number smallint generated always as identity primary key,
  code text not null unique
);

create table categories (
  number integer generated always as identity primary key,
  code text not null unique
);

create table event_types (
  name text primary key check (name ~ '^[a-z][a-z0-9_]{0,63}$'),
  label text not null,
  -- property -> {type, required}
  properties jsonb not null default '{}',
  created_at timestamptz not null
);

-- The log. Append-only: what was said once stays. Of the rows that share a key in one customer's
-- stream, the one with the highest version counts (the latest position among equals).
-- An anonymous event stands under its guest's own id.
create table events (
  customer_id uuid not null,
  event_id uuid not null,
  type text not null,
  source text not null,
  external_id text not null,
  version bigint not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  store_number smallint,
  channel_number smallint,
  -- minor units of the business's currency; null where the event is about no money
  amount bigint,
  import_id uuid,
  payload jsonb not null default '{}',
  position bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  primary key (customer_id, event_id)
);
-- readers by cursor, and the question "has anything been recorded since?"
create index events_cursor on events (xid, position);

-- free text and custom properties of an event
create table event_texts (
  customer_id uuid not null,
  event_id uuid not null,
  content jsonb not null,
  primary key (customer_id, event_id)
);
comment on table event_texts is 'erasable';

-- Who holds the key of an event, and in which version: makes repeats harmless.
create table event_keys (
  source text not null,
  external_id text not null,
  version bigint not null,
  customer_id uuid not null,
  anonymous boolean not null,
  event_id uuid not null,
  content_hash bytea not null,
  -- the other versions heard of: [{version, customerId, anonymous, eventId, hash}]
  other_versions jsonb,
  primary key (source, external_id)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('stammgast.erasing', true), '') <> 'on' then
    raise exception 'the log is append-only' using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
create trigger events_append_only before update or delete or truncate on events
  for each statement execute function refuse_change();

-- profile: what we know ------------------------------------------------------------------------

-- A customer's state, a pure function of their events; rebuilt and compared by `verify`.
-- The encodings of the byte strings are those of src/domain/profile/encoding.ts.
create table profiles (
  customer_id uuid primary key,
  -- the last time anything was heard of them; at first, when they became known
  last_seen_at timestamptz not null,
  first_purchase_at timestamptz,
  last_purchase_at timestamptz,
  revenue bigint not null default 0,
  sales bigint not null default 0,
  returned bigint not null default 0,
  margin bigint not null default 0,
  purchases integer not null default 0,
  purchase_days integer not null default 0,
  visits integer not null default 0,
  -- events that say something of the customer (notes of staff do not)
  facts integer not null default 0,
  -- returns whose purchase has not arrived yet
  open_returns integer not null default 0,
  first_category integer,
  first_store smallint,
  first_channel smallint,
  -- months since January 1970 of the first purchase
  first_month smallint,
  -- bit i (lowest first): a purchase in month first_month + i
  months bytea not null default '',
  month_revenue bytea not null default '',
  days bytea not null default '',
  categories integer[] not null default '{}',
  engagement jsonb not null default '{}'
);
create index profiles_last_seen on profiles (last_seen_at desc, customer_id desc);

-- Customers being counted anew after a new time zone, margin or tax rate: those up to done_until
-- are done. After them, where days changed, the guests, each as the log stood at log_position.
create table recounts (
  only_one boolean primary key default true check (only_one),
  began_at timestamptz not null default now(),
  customers integer not null,
  guests integer not null default 0,
  done integer not null default 0,
  done_until uuid not null default '00000000-0000-0000-0000-000000000000',
  -- null: only profit changed, of which guests have none
  log_position bigint,
  guests_done_until uuid not null default '00000000-0000-0000-0000-000000000000'
);

-- number 0: not said
create table customer_days (
  customer_id uuid not null,
  day date not null,
  store_number smallint not null default 0,
  channel_number smallint not null default 0,
  category_number integer not null default 0,
  -- purchases that hold this category
  purchases integer not null default 0,
  -- purchases counted once, under their largest category: these add up
  receipts integer not null default 0,
  sales bigint not null default 0,
  returned bigint not null default 0,
  margin bigint not null default 0,
  primary key (customer_id, day, store_number, channel_number, category_number)
);

-- Receipts by day, known and anonymous. Several shards, so that tills do not queue for one row.
create table store_days (
  day date not null,
  store_number smallint not null default 0,
  channel_number smallint not null default 0,
  shard smallint not null,
  known_receipts integer not null default 0,
  known_sales bigint not null default 0,
  anonymous_receipts integer not null default 0,
  anonymous_sales bigint not null default 0,
  primary key (day, store_number, channel_number, shard)
);
