-- loyalty: free extras ----------------------------------------------------------------------------

-- An extra of a tier that was given. Append-only: a cancellation is a row of its own that names what
-- it cancels. Whoever gives one locks the customer first, so that a month counts right.
create table extra_claims (
  customer_id uuid not null,
  claim_id uuid not null,
  -- as the tier names it
  extra text not null,
  -- in which it counts, in the business's time zone: months since January 1970
  month smallint not null,
  -- 1, or -1 where it cancels
  times smallint not null check (times in (1, -1)),
  store_number smallint,
  occurred_at timestamptz not null,
  created_by text not null,
  cancels uuid,
  primary key (customer_id, claim_id)
);
create unique index extra_claims_named on extra_claims (claim_id);
create unique index extra_claims_canceled on extra_claims (cancels) where cancels is not null;
create trigger extra_claims_append_only before update or delete or truncate on extra_claims
  for each statement execute function refuse_change();

alter table act_references drop constraint act_references_kind_check;
alter table act_references add constraint act_references_kind_check
  check (kind in ('stock', 'reward', 'gift', 'referral', 'cart', 'extra'));
