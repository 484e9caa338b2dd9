-- loyalty: what partners and we have paid each other ------------------------------------------------

-- Append-only: who took a payment down by mistake takes it back by a row of its own, which names it.
create table partner_payments (
  payment_id uuid primary key,
  partner text not null references partners,
  paid_by text not null check (paid_by in ('business', 'partner')),
  -- minor units of the business's money
  amount bigint not null check (amount > 0),
  paid_on date not null,
  reference text not null,
  -- 1: paid; -1: the payment it names was none
  times smallint not null check (times in (1, -1)),
  cancels uuid unique references partner_payments,
  recorded_at timestamptz not null,
  recorded_by text not null,
  check ((times = -1) = (cancels is not null))
);
create index partner_payments_of on partner_payments (partner, paid_on, payment_id);
create trigger partner_payments_append_only
  before update or delete or truncate on partner_payments
  for each statement execute function refuse_change();

call audit('partner_payments', 'payment_id');
