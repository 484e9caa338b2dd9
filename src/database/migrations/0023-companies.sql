-- companies: organizations that customers belong to ------------------------------------------------

-- The pages of companies are shown before there is one.
alter table business add column companies_shown boolean not null default false;

-- A company is a customer: what is bought in its name alone stands in its own stream.
create table companies (
  customer_id uuid primary key,
  -- as the business counts its companies; no identity, since people may have the same
  number text unique,
  street text,
  postal_code text,
  city text,
  country char(2),
  vat_id text,
  size_class text check (size_class in ('micro', 'small', 'medium', 'large')),
  industry text,
  parent_id uuid,
  -- of staff: who looks after it
  owner_id uuid,
  created_at timestamptz not null
);
comment on table companies is 'erasable';
create index companies_parent on companies (parent_id) where parent_id is not null;
create index companies_owner on companies (owner_id) where owner_id is not null;

-- Who belongs to a company, and when. What they buy on these days counts for it too.
create table company_contacts (
  contact_id uuid primary key,
  -- as they were when it was said; who counts for them now is `root_id`
  customer_id uuid not null,
  root_id uuid not null,
  company_id uuid not null,
  role text,
  from_day date not null default '1970-01-01',
  -- the last day; null: still
  to_day date,
  check (to_day >= from_day)
);
comment on table company_contacts is 'erasable';
create index company_contacts_company on company_contacts (company_id);
create index company_contacts_root on company_contacts (root_id);
create index company_contacts_customer on company_contacts (customer_id);

create table company_contracts (
  contract_id uuid primary key,
  customer_id uuid not null,
  name text not null,
  reference text,
  starts_on date not null,
  -- the last day of the first term; null: without end
  ends_on date check (ends_on >= starts_on),
  -- null: it ends with its term
  renews_months smallint check (renews_months between 1 and 120),
  notice_count smallint not null default 0 check (notice_count between 0 and 366),
  notice_unit text not null default 'months' check (notice_unit in ('days', 'weeks', 'months')),
  -- in minor units for each period
  value bigint check (value >= 0),
  value_per text not null default 'month' check (value_per in ('month', 'quarter', 'year', 'term')),
  -- notice was given: its last day
  canceled_to date check (canceled_to >= starts_on),
  note text,
  -- the day for which somebody has seen to it, and who
  settled_for date,
  settled_at timestamptz,
  settled_by uuid,
  settled_note text,
  -- the next day to decide when it was last looked at: right until it is over, however long nobody looks
  next_due date,
  created_at timestamptz not null,
  check (renews_months is null or ends_on is not null)
);
comment on table company_contracts is 'erasable';
create index company_contracts_customer on company_contracts (customer_id);
create index company_contracts_next_due on company_contracts (next_due) where next_due is not null;

-- The last day of the term that runs on a day, or of the last one.
create function contract_term_ends_on(ends_on date, renews_months smallint, today date)
returns date language sql immutable as $$
  select case
    when renews_months is null or ends_on >= today then ends_on
    else (
      select min(term.ends_on) filter (where term.ends_on >= today)
      from (
        select greatest(0, (
          (extract(year from today) - extract(year from ends_on)) * 12
          + extract(month from today) - extract(month from ends_on)
        )::integer / renews_months) as terms
      ) as gone, generate_series(terms, terms + 1) as number,
      lateral (select (ends_on + make_interval(months => number * renews_months))::date as ends_on) as term
    )
  end
$$;

create function contract_notice_by(ends_on date, notice_count smallint, notice_unit text)
returns date language sql immutable as $$
  select (ends_on - make_interval(
    months => case when notice_unit = 'months' then notice_count else 0 end,
    weeks => case when notice_unit = 'weeks' then notice_count else 0 end,
    days => case when notice_unit = 'days' then notice_count else 0 end
  ))::date
$$;

-- The next day by which somebody has to decide: the last one for giving notice, or the end.
create function contract_due_on(
  ends_on date, renews_months smallint, notice_count smallint, notice_unit text, canceled_to date,
  today date
) returns date language plpgsql immutable as $$
declare
  term date;
  notice_by date;
begin
  if canceled_to is not null then return canceled_to; end if;
  if renews_months is null or ends_on is null then return ends_on; end if;
  -- Terms that end a month before this have their day for notice behind them: months differ by days.
  term := contract_term_ends_on(ends_on, renews_months, greatest(
    today, contract_notice_by(today, (-notice_count)::smallint, notice_unit) - 31
  ));
  loop
    notice_by := contract_notice_by(term, notice_count, notice_unit);
    exit when notice_by >= today;
    term := contract_term_ends_on(ends_on, renews_months, term + 1);
  end loop;
  return notice_by;
end $$;

create table installed_products (
  product_id uuid primary key,
  customer_id uuid not null,
  sku text,
  name text not null,
  serial text,
  since date,
  warranty_until date,
  service_due_on date,
  note text,
  created_at timestamptz not null
);
comment on table installed_products is 'erasable';
create index installed_products_customer on installed_products (customer_id);
create index installed_products_service on installed_products (service_due_on)
  where service_due_on is not null;

-- What a company and its contacts bought, added up: kept so that lists can be put in order by it.
create table company_figures (
  customer_id uuid primary key,
  revenue bigint not null default 0,
  purchases integer not null default 0,
  purchase_days integer not null default 0,
  first_purchase_on date,
  last_purchase_on date,
  -- days from one purchase day to the next: the middle one; null: too few to tell
  gap_days real,
  gap_from integer,
  gap_to integer
);
create index company_figures_revenue on company_figures (revenue desc, customer_id desc);
create index company_figures_last_purchase
  on company_figures ((coalesce(last_purchase_on, '1970-01-01')) desc, customer_id desc);

-- Whose figures are to be added up anew. Only ever appended to by those who change something, so
-- that nobody waits for another.
create table company_changes (
  change_id bigint generated always as identity primary key,
  company_id uuid not null
);
create index company_changes_company on company_changes (company_id);

call audit('companies', 'customer_id', 'when_said');
call audit('company_contacts', 'contact_id', 'when_said', naming => 'customer_id,contact_id',
  beside => 'root_id');
call audit('company_contracts', 'contract_id', 'when_said', naming => 'customer_id,contract_id',
  beside => 'next_due');
call audit('installed_products', 'product_id', 'when_said', naming => 'customer_id,product_id');
