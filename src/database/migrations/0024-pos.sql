-- pos: what was booked beside the till ------------------------------------------------------------

-- A booking is an event of the log; here stands by whom, so that it can be undone by them. The log
-- keeps what it said, and that it was taken back.
create table pos_bookings (
  booking_id uuid primary key,
  customer_id uuid not null,
  source text not null,
  external_id text not null,
  store_number smallint not null,
  -- minor units; null: a visit
  amount bigint,
  booked_at timestamptz not null,
  booked_by text not null,
  undone_at timestamptz,
  undone_by text,
  unique (source, external_id)
);
create index pos_bookings_customer on pos_bookings (customer_id);
