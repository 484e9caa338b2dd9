-- ledger: what we owe them -----------------------------------------------------------------------

-- What customers collect: points, stars, stamps. Terms are revisions: what happened is judged by
-- those in force at its time.
create table point_currencies (
  currency text primary key check (currency ~ '^[a-z][a-z0-9_]{0,63}$'),
  name text not null,
  created_at timestamptz not null
);

create table point_currency_revisions (
  currency text not null references point_currencies,
  valid_from timestamptz not null,
  -- of one point, in whole units of the business's currency; exact
  value numeric(18,6) not null check (value >= 0),
  returns text not null check (returns in ('clamp', 'owe')),
  -- how far below zero spending may take a balance
  overdraft_max bigint not null check (overdraft_max between 0 and 9007199254740991),
  primary key (currency, valid_from)
);

-- A customer's account in one currency as of the last time it was touched: open lots, holds, sums.
-- A pure function of the books' grants and reversals and of the acts; compared by `verify`.
-- The form of `state` is that of src/domain/ledger/account-state.ts.
create table ledger_accounts (
  customer_id uuid not null,
  currency text not null,
  state json not null,
  -- when time alone moves points next
  next_at timestamptz,
  primary key (customer_id, currency)
) with (fillfactor = 70);
create index ledger_accounts_next on ledger_accounts (next_at) where next_at is not null;

-- Something we did. Stands as it happened, counted once under its identity.
create table ledger_acts (
  customer_id uuid not null,
  act_id uuid not null,
  currency text not null,
  kind text not null check (kind in ('redeem', 'donate', 'redeem_offline', 'hold', 'capture',
    'release', 'grant', 'goodwill', 'opening', 'cancel', 'extend', 'transfer_out', 'transfer_in')),
  at timestamptz not null,
  recorded_at timestamptz not null,
  store_number smallint,
  -- the key of who did it; null: the program
  done_by text,
  -- what the act is about: points, hold, days. Form: src/domain/ledger/act.ts
  deed jsonb not null,
  reason_key text not null,
  reason_params jsonb not null,
  -- hash of what names the act outside: the same identity is the same act
  identity bytea not null,
  -- hash of all that was asked: the same identity with other content is a contradiction
  content_hash bytea not null,
  -- as text, so that a repeat is answered letter by letter as the first
  answer json not null,
  position bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  primary key (customer_id, act_id),
  unique (customer_id, currency, identity)
);
create index ledger_acts_cursor on ledger_acts (xid, position);
create trigger ledger_acts_append_only before update or delete or truncate on ledger_acts
  for each statement execute function refuse_change();

-- free text about an act
create table act_notes (
  customer_id uuid not null,
  act_id uuid not null,
  note text not null,
  primary key (customer_id, act_id)
);
comment on table act_notes is 'erasable';

-- The books. Each entry moves points from account to account, so it balances by its form. Nothing
-- here speaks of a person: reasons are keys with parameters.
create table ledger_entries (
  customer_id uuid not null,
  currency text not null,
  kind text not null check (kind in ('grant', 'reversal', 'act', 'clock')),
  -- says otherwise than what was booked before
  correction boolean not null,
  event_id uuid,
  act_id uuid,
  store_number smallint,
  effective_at timestamptz not null,
  booked_at timestamptz not null,
  -- [{lot, issuer, from, to, points, cause}]
  movements json not null,
  -- what this entry was told: {grants, reversals}; of each key the last telling counts
  facts json,
  -- what can be redeemed, less what is owed
  balance_before bigint not null,
  balance_after bigint not null,
  position bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  primary key (customer_id, currency, position)
);
create index ledger_entries_cursor on ledger_entries (xid, position);
create trigger ledger_entries_append_only before update or delete or truncate on ledger_entries
  for each statement execute function refuse_change();

-- The books by month of booking, store, issuing store and pair of accounts: liability and
-- settlement read these few rows. In shards, so that tills do not queue for one row.
-- Number 0: no store said.
create table ledger_months (
  month smallint not null,
  currency text not null,
  store_number smallint not null,
  issuer_number smallint not null,
  from_account text not null,
  to_account text not null,
  shard smallint not null,
  points bigint not null,
  primary key (month, currency, store_number, issuer_number, from_account, to_account, shard)
);
