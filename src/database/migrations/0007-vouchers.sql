-- loyalty: vouchers ------------------------------------------------------------------------------

-- One voucher of the business, with what was taken of it so far. Whoever takes or gives back
-- locks this row first, so that its limits count right; it is small and changes in place.
create table vouchers (
  voucher_id uuid primary key,
  created_at timestamptz not null,
  status text not null default 'active' check (status in ('active', 'paused', 'ended')),
  -- shared: one code for many. single: each code for one.
  code_kind text not null check (code_kind in ('shared', 'single')),
  revision integer not null,
  codes bigint not null default 0,
  uses bigint not null default 0,
  discount bigint not null default 0,
  cost bigint not null default 0
) with (fillfactor = 50);

-- What a voucher is worth and when it counts. A redemption names the revision it was made by.
create table voucher_revisions (
  voucher_id uuid not null references vouchers,
  revision integer not null,
  content jsonb not null,
  created_at timestamptz not null,
  created_by text not null,
  primary key (voucher_id, revision)
);

-- A directory: the code as it is compared -> voucher and, where it was issued to one, customer.
-- A business may write names into its codes; those of a customer go with the customer.
create table voucher_codes (
  code text primary key,
  code_id uuid not null,
  voucher_id uuid not null references vouchers,
  shown text not null,
  customer_id uuid,
  created_at timestamptz not null
);
comment on table voucher_codes is 'erasable';
create index voucher_codes_listed on voucher_codes (voucher_id, code_id);
create index voucher_codes_free on voucher_codes (voucher_id, code_id) where customer_id is null;
create index voucher_codes_issued on voucher_codes (voucher_id, code_id)
  where customer_id is not null;

-- What was taken with a code. Only single codes have a row, and only once they were used.
create table voucher_code_uses (
  code_id uuid primary key,
  uses integer not null,
  discount bigint not null
);

-- The vouchers a customer holds.
create table customer_vouchers (
  customer_id uuid not null,
  code_id uuid not null,
  voucher_id uuid not null references vouchers,
  code text not null,
  issued_at timestamptz not null,
  -- what the reference of the other system leads to
  issue_id uuid not null unique,
  primary key (customer_id, code_id)
);
comment on table customer_vouchers is 'erasable';
create index customer_vouchers_issued on customer_vouchers (voucher_id, customer_id);

-- A directory: what another system calls a hold, a redemption, a reversal, an issue. Makes repeats harmless.
create table voucher_references (
  source text not null,
  external_id text not null,
  kind text not null check (kind in ('hold', 'redemption', 'reversal', 'issue')),
  request_hash bytea not null,
  -- the hold, the redemption (a reversal is one too) or the issue it led to
  target_id uuid not null,
  primary key (source, external_id)
);

-- A voucher kept for a checkout. Past its time it holds nothing, whether or not a job has run.
create table voucher_holds (
  hold_id uuid primary key,
  voucher_id uuid not null references vouchers,
  revision integer not null,
  code_id uuid not null,
  code text not null,
  customer_id uuid,
  store_number smallint,
  channel text,
  purchase_source text,
  purchase_external_id text,
  basket bigint not null,
  discount bigint not null,
  cost bigint not null,
  created_at timestamptz not null,
  created_by text not null,
  expires_at timestamptz not null,
  status text not null default 'open' check (status in ('open', 'captured', 'released')),
  redemption_id uuid
);
comment on table voucher_holds is 'erasable';
create index voucher_holds_open on voucher_holds (voucher_id, expires_at) where status = 'open';

-- Append-only: a reversal is a row of its own that names what it reverses, with what it gives
-- back as negative numbers.
create table voucher_redemptions (
  redemption_id uuid primary key,
  voucher_id uuid not null references vouchers,
  revision integer not null,
  code_id uuid not null,
  customer_id uuid,
  store_number smallint,
  channel text,
  purchase_source text,
  purchase_external_id text,
  occurred_at timestamptz not null,
  created_by text not null,
  basket bigint not null,
  uses smallint not null,
  discount bigint not null,
  cost bigint not null,
  -- what is left on a code that is used in part
  remaining bigint,
  hold_id uuid,
  reverses uuid,
  reason text
);
create index voucher_redemptions_listed on voucher_redemptions (voucher_id, redemption_id);
create index voucher_redemptions_customer on voucher_redemptions (customer_id, voucher_id)
  where customer_id is not null;
create index voucher_redemptions_reverses on voucher_redemptions (reverses)
  where reverses is not null;
create index voucher_redemptions_purchase
  on voucher_redemptions (purchase_external_id, purchase_source)
  where purchase_external_id is not null;
create trigger voucher_redemptions_append_only
  before update or delete or truncate on voucher_redemptions
  for each statement execute function refuse_change();
create trigger voucher_revisions_append_only
  before update or delete or truncate on voucher_revisions
  for each statement execute function refuse_change();

-- How far the log was read for returns of purchases that a voucher was redeemed for.
create table voucher_returns_read (
  only_one boolean primary key default true check (only_one),
  xid xid8 not null,
  position bigint not null
);
insert into voucher_returns_read (xid, position) values (pg_current_xact_id(), 0);
