-- ledger: the accounts for what partners and we owe and pay each other; nothing is preset ----------

alter table accounting_settings
  -- what is open between us; may be one digit longer than the others, as those of creditors are
  add column partner_account text,
  -- what we owe them for redemptions
  add column partner_expense_account text,
  -- what they owe us for redemptions
  add column partner_revenue_account text,
  -- where payments come from and go to
  add column payment_account text;

-- What was taken down in a month is what its file for the adviser holds.
create index partner_payments_recorded on partner_payments (recorded_at);
