-- profile: the orders in which customers are listed stand apart from what is known of them -----------

-- A profile is written with every purchase, and a row that an index orders cannot be changed in place.
-- So the orders lie in a narrow table, which a worker brings up to date a moment later. Whoever reads
-- a list looks up anew those of whom the log has spoken since: nobody is seen at an old place.
create table list_places (
  customer_id uuid primary key,
  -- the last time they were seen; -infinity: never
  seen_at timestamptz not null default '-infinity',
  revenue bigint not null default 0,
  -- so that a list that leaves out many need not look at each of their profiles
  bought_at timestamptz,
  purchases integer not null default 0
);

-- Of whoever was never seen last_seen_at holds when they became known, which says how long they are
-- kept; lists are about being seen. Birthdays are facts too, but nobody is there because of one.
create function ever_seen_at(last_seen_at timestamptz, facts integer, engagement jsonb)
returns timestamptz language sql immutable as $$
  select case when facts > coalesce((engagement ->> 'birthday')::bigint, 0)
    then last_seen_at else '-infinity' end
$$;

-- where everybody belongs
create view current_places as
  select customer_id, ever_seen_at(last_seen_at, facts, engagement) as seen_at, revenue,
    last_purchase_at as bought_at, purchases
  from profiles;

insert into list_places select customer_id, seen_at, revenue, bought_at, purchases from current_places;
create index list_places_seen on list_places (seen_at desc, customer_id desc)
  include (bought_at, purchases);
create index list_places_revenue on list_places (revenue desc, customer_id desc)
  include (bought_at, purchases);

-- How far the log was read for places: everything of earlier transactions, and of this one up to a
-- position. What is still being written now comes after it.
create table list_progress (
  only_one boolean primary key default true check (only_one),
  xid xid8 not null,
  position bigint not null
);
insert into list_progress (xid, position)
  select pg_snapshot_xmin(pg_current_snapshot()), 0;

-- Who may belong elsewhere: all of whom the log has spoken since, and whoever they count for. Nearly
-- always nobody, so they are asked for as a whole:
-- `customer_id not in (select customer_id from moved_customers)`.
create view moved_customers as
  with recursive moved as (
    select customer_id from events
    where (xid, position) > ((select xid from list_progress), (select position from list_progress))
    union
    select merged_into from moved join customers using (customer_id) where merged_into is not null
  )
  select customer_id from moved;

drop index profiles_last_seen, profiles_revenue;
alter table profiles drop column ever_seen_at;
-- What is written again and again finds room beside itself.
alter table profiles set (fillfactor = 90);
