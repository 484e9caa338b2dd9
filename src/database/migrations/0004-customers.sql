-- Intake asks of every customer "merged away?"; few are, so the answer lies in a tiny index.
create index customers_merged_away on customers (customer_id) include (merged_into)
  where merged_into is not null;

-- The name as it is put in order: lower-cased, without diacritics. Whoever has none comes last.
alter table persons add column sort_name text collate "C" not null default U&'\+10FFFF';
create index persons_sort_name on persons (sort_name, customer_id);

-- Lists walk along this index; what they filter by most lies in it, so that many can be passed over.
drop index profiles_last_seen;
create index profiles_last_seen on profiles (last_seen_at desc, customer_id desc)
  include (last_purchase_at, purchases, facts);
create index profiles_revenue on profiles (revenue desc, customer_id desc);
