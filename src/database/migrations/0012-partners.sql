-- loyalty: partners ------------------------------------------------------------------------------

-- A neighbor's business. The form of `content` is the contract's partnerContent.
create table partners (
  partner text primary key check (partner ~ '^[a-z][a-z0-9_]{0,63}$'),
  content jsonb not null,
  created_at timestamptz not null
);

-- Whose a reward is from a day on, and who owes whom how much for each redemption; append-only.
-- On a day the one holds that began last, of several the one that was said last.
create table reward_agreements (
  agreement_id uuid primary key,
  reward text not null references rewards,
  revision integer not null,
  -- null: nobody's
  partner text references partners,
  owes text check (owes in ('business', 'partner', 'nobody')),
  -- minor units for each redemption
  amount bigint check (amount >= 0),
  valid_from date not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  unique (reward, revision),
  check (num_nulls(partner, owes, amount) in (0, 3))
);
create trigger reward_agreements_append_only
  before update or delete or truncate on reward_agreements
  for each statement execute function refuse_change();

-- By what was agreed at its time, and in which month it is settled: months since January 1970. A
-- cancellation names the agreement of what it cancels, and its own month.
alter table reward_redemptions
  add column agreement_id uuid references reward_agreements,
  add column month smallint,
  add check ((agreement_id is null) = (month is null));
create index reward_redemptions_settled on reward_redemptions (month, agreement_id)
  include (reward, times) where agreement_id is not null;
