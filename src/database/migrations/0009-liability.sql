-- liability: what open points are worth --------------------------------------------------------

-- What the business itself says of its points, from a month on. The last said before counts.
create table liability_rates (
  currency text not null references point_currencies,
  -- months since January 1970
  month smallint not null,
  -- share of issued points that is redeemed in the end; null: as the books let expect
  redemption_rate numeric(7,6) check (redemption_rate between 0 and 1),
  -- what a redemption costs, as a share of its value; null: not said
  cost_rate numeric(7,6) check (cost_rate between 0 and 1),
  primary key (currency, month)
);

-- What the books let expect, made anew each day.
create table redemption_estimates (
  currency text primary key references point_currencies,
  made_on date not null,
  -- null: too little history
  redemption_rate numeric(7,6),
  low numeric(7,6),
  high numeric(7,6),
  -- months of issue that were looked at, and the points issued in them
  vintages integer not null,
  points bigint not null
);

-- By what a month was reckoned when it was closed. Later news change later months.
create table liability_months (
  month smallint not null,
  currency text not null references point_currencies,
  value numeric(18,6) not null,
  redemption_rate numeric(7,6) not null,
  basis text not null check (basis in ('said', 'estimated', 'unknown')),
  low numeric(7,6),
  high numeric(7,6),
  goods_share numeric(7,6) not null,
  cost_rate numeric(7,6),
  closed_at timestamptz not null,
  primary key (month, currency)
);
create trigger liability_months_append_only before update or delete or truncate on liability_months
  for each statement execute function refuse_change();

-- What the tax adviser says; nothing is preset.
create table accounting_settings (
  only_one boolean primary key default true check (only_one),
  method text not null check (method in ('deferral', 'provision')),
  consultant_number integer check (consultant_number between 1001 and 9999999),
  client_number integer check (client_number between 1 and 99999),
  -- month in which the business's year begins, 1 to 12
  year_begins_in smallint check (year_begins_in between 1 and 12),
  account_digits smallint check (account_digits between 4 and 8),
  liability_account text,
  revenue_account text,
  breakage_account text,
  provision_account text,
  expense_account text
);
