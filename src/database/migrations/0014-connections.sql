-- exchange: connections --------------------------------------------------------------------------

-- A shop that tells us what happens in it. Ended ones stay, since events name their source.
create table connections (
  connection_id uuid primary key,
  kind text not null check (kind in ('segment', 'shopify', 'woocommerce', 'shopware')),
  name text not null,
  -- of its events; never another's
  source text not null unique,
  state text not null default 'active' check (state in ('active', 'paused', 'ended')),
  -- signs what the shop sends; sealed
  secret bytea not null,
  -- of a write key, which is all that its requests say: SHA-256
  key_hash bytea unique,
  created_at timestamptz not null,
  created_by text not null,
  ended_at timestamptz
);

-- What came, until it is swept: acknowledged once it stands here, decided by a worker.
create table deliveries (
  connection_id uuid not null references connections,
  delivery_id uuid not null,
  received_at timestamptz not null,
  topic text not null,
  -- what the shop calls the delivery, and what it is about
  key text not null,
  reference text not null default '',
  -- of topic and body: the same delivery again is the same row
  content_hash bytea not null,
  -- compressed and sealed
  body bytea not null,
  outcome text not null default 'waiting'
    check (outcome in ('waiting', 'accepted', 'repeated', 'ignored', 'noted', 'refused')),
  -- {code, text}: why it was ignored, noted or refused
  reason jsonb,
  decided_at timestamptz,
  -- whom it was about, as far as it counted
  customer_ids uuid[] not null default '{}',
  -- how often the shop sent it again
  repeats integer not null default 0,
  primary key (connection_id, delivery_id),
  unique (connection_id, content_hash)
);
comment on table deliveries is 'erasable';
create index deliveries_waiting on deliveries (delivery_id) where outcome = 'waiting';
create index deliveries_received on deliveries (received_at);

-- Up to which change in the shop a person is known: an older one that arrives later says nothing.
create table connection_persons (
  connection_id uuid not null references connections,
  external_id text not null,
  changed_at timestamptz not null,
  primary key (connection_id, external_id)
);
comment on table connection_persons is 'erasable';
