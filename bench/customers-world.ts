import { type Kysely, sql } from 'kysely'

/** Days of the generated history; the last one is the day of the bench. */
const lastDay = '2026-11-21'

/**
 * A world of customers made by the database itself, always the same one: names, identities, tags
 * of 10 %, 1 % and 0.01 %, four stores of which the last has 0.1 % of the purchases, and as many
 * purchase days as a gamma-like draw says.
 */
export async function makeCustomers(db: Kysely<unknown>, customers: number) {
  await db.connection().execute(async (connection) => {
    for (const statement of statements(customers)) await statement.execute(connection)
  })
}

const statements = (customers: number) => [
  // What is written here fits together; checking a million rows one by one would take minutes.
  sql`set session_replication_role = replica`,
  sql`set maintenance_work_mem = '512MB'`,
  sql`drop index persons_search`,
  sql`
    insert into stores (store_id, code, name, created_at)
    select gen_random_uuid(), 'store-' || n, 'Store ' || n, ${lastDay}::timestamptz
    from generate_series(1, 4) as n`,
  sql`insert into tags (name) values ('ten'), ('one'), ('rare')`,
  sql`
    create unlogged table world as
    select n,
      (lpad(to_hex(1640995200000 + n::bigint * 86400), 12, '0') || '70008'
        || substr(md5(n::text), 1, 15))::uuid as customer_id,
      hashint4(n) & 1023 as a,
      hashint4(n + 10000019) & 1048575 as b,
      hashint4(n + 20000003) & 1048575 as c
    from generate_series(1, ${customers}::int) as n`,
  sql`alter table world add primary key (n)`,
  sql`
    create unlogged table names as
    select n, customer_id, a, b, c,
      (array['Thomas','Anna','Sabine','Peter','Maria','Jürgen','Karin','Wolfgang','Petra','Stefan','Leyla',
        'Mehmet','Monika','Andreas','Ursula','Michael','Renate','Jonas','Lena','Emma','Paul','Mia','Ben','Clara'
      ])[1 + b % 24] as first_name,
      (array['Br','Seid','Wagn','Hart','Ars','Schm','Klein','Vog','Kell','Sommer','Wint','Berg','Stein','Linden',
        'Rosen','Feld','Neu','Alt','Ober','Unter','Hoff','Kais','Graf','Ritt','Zimm','Baum','Krau','Leh','Fuch','Dorn'
      ])[1 + c % 30] || (array['andt','el','er','wig','lan','idt','mann','t','bach','stein','hauser','feld','hoff',
        'ling','ke','s','meier','schneider','holz','kamp'])[1 + (c / 30) % 20] as last_name
    from world`,
  sql`
    insert into customers (customer_id, created_at)
    select customer_id, ${lastDay}::timestamptz - make_interval(days => c % 1200) from names`,
  sql`
    insert into identities (kind, value, customer_id, shown)
    select 'external_id', 'K' || n, customer_id, 'K' || n from names
    union all
    select 'card_number', 'C' || lpad((n::bigint * 7919 % 10000000)::text, 8, '0'), customer_id,
      'C' || lpad((n::bigint * 7919 % 10000000)::text, 8, '0')
    from names where a % 10 < 7
    union all
    select 'email', email, customer_id, email
    from (
      select customer_id, lower(first_name || '.' || last_name || n || '@example.org') as email
      from names where b % 10 < 6
    ) as mail
    union all
    select 'phone', '+4917' || lpad(n::text, 8, '0'), customer_id, '017' || lpad(n::text, 8, '0')
    from names where c % 10 < 2`,
  sql`
    insert into persons (customer_id, name, sort_name, search)
    select names.customer_id, first_name || ' ' || last_name,
      replace(lower(first_name || ' ' || last_name), 'ü', 'u'),
      lower(first_name || ' ' || last_name) || e'\n' || listed.search
    from names
    join (
      select customer_id, string_agg(lower(value), e'\n' order by kind, value) as search
      from identities group by customer_id
    ) as listed using (customer_id)`,
  sql`
    insert into customer_tags (customer_id, tag_number)
    select customer_id, number from names join tags on true
    where b % 10000 < case tags.name when 'ten' then 1000 when 'one' then 100 else 1 end`,
  sql`
    insert into customer_days (customer_id, day, store_number, purchases, receipts, sales, margin)
    select customer_id, day, min(store), 1, 1, min(sales), min(sales) / 2
    from (
      select names.customer_id,
        ${lastDay}::date - (hashint4(n * 31 + visit) & 1048575) % (30 + c % 1100) as day,
        case when (hashint4(n + visit) & 1048575) % 1000 = 0 then 4 else 1 + a % 3 end as store,
        300 + (hashint4(n * 7 + visit) & 1048575) % 4000 as sales
      from names, generate_series(1, 1 + (b % 97) * (b % 89) / 400) as visit
    ) as visits
    group by customer_id, day
    order by customer_id, day`,
  sql`
    insert into profiles (customer_id, last_seen_at, first_purchase_at, last_purchase_at, revenue, sales,
      margin, purchases, purchase_days, visits, facts, first_store, days, month_revenue, months)
    select customer_id, last_at, first_at, last_at, sales, sales, sales / 2, days, days, days, days, 1,
      decode(repeat('a0500100', days::int) || repeat('0000', days::int), 'hex'),
      decode(repeat('a2020000000000000000', least(days, 36)::int), 'hex'), '\x0fff1f'
    from (
      select customer_id, count(*) as days, sum(customer_days.sales) as sales,
        min(day) + make_interval(secs => 28800 + min(a) * 30) as first_at,
        max(day) + make_interval(secs => 28800 + min(a) * 30) as last_at
      from customer_days join names using (customer_id)
      group by customer_id
    ) as bought`,
  sql`
    insert into list_places (customer_id, seen_at, revenue, bought_at, purchases)
    select customer_id, seen_at, revenue, bought_at, purchases from current_places`,
  sql`
    insert into store_days (day, shard, known_receipts)
    select day, 0, count(*) from customer_days group by day`,
  sql`drop table names, world`,
  sql`create index persons_search on persons using gin (search gin_trgm_ops)`,
  sql`reset session_replication_role`,
  sql`vacuum analyze`,
]
