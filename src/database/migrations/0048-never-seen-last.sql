-- profile: whoever was never seen stands last in the list of those last seen, the newest first -----

-- Of them last_seen_at holds when they became known, which says how long they are kept; the list is
-- about being seen. Birthdays are facts too, but nobody is there because it is their birthday.
alter table profiles add column ever_seen_at timestamptz not null generated always as (
  case when facts > coalesce((engagement ->> 'birthday')::bigint, 0)
    then last_seen_at else '-infinity' end
) stored;

drop index profiles_last_seen;
create index profiles_last_seen on profiles (ever_seen_at desc, customer_id desc)
  include (last_purchase_at, purchases, facts);
