-- pos: the people at the till, and what they book for whom ---------------------------------------

-- Whoever stands at a till that somebody of staff has signed in. The name is what the till shows.
create table cashiers (
  cashier_id uuid primary key,
  name text not null,
  -- null: every store
  store_numbers smallint[],
  pin_hash text not null,
  -- on their own card nobody books
  own_customer_id uuid,
  created_at timestamptz not null,
  ended_at timestamptz
);
comment on table cashiers is 'erasable';
create unique index cashiers_name on cashiers (lower(name)) where ended_at is null;

-- One cashier at a time upon a session. Real time, as for sessions.
create table cashier_unlockings (
  session_id uuid primary key references staff_sessions on delete cascade,
  cashier_id uuid not null references cashiers,
  used_at timestamptz not null
);

alter table staff add column own_customer_id uuid;

-- A booking that went to the wrong guest is told anew, as the next version of its event.
alter table pos_bookings
  add column version smallint not null default 0,
  add column moved_from uuid,
  add column moved_at timestamptz,
  add column moved_by text,
  -- a key: wrong_card, wrong_amount, twice, tried, other
  add column reason text;
create index pos_bookings_time on pos_bookings (booked_at desc, booking_id desc);

-- A purchase of nobody yet, and the code by which its guest claims it.
create table receipt_codes (
  code text primary key,
  booking_id uuid not null unique references pos_bookings,
  guest_id uuid not null,
  occurred_at timestamptz not null,
  expires_at timestamptz not null,
  claimed_at timestamptz
);

-- Whether what is conspicuous is told with the names of those who booked it.
create table counter_settings (
  only_one boolean primary key default true check (only_one),
  names_staff boolean not null default false
);
insert into counter_settings default values;

call audit('cashiers', 'cashier_id', hidden => 'pin_hash');
call audit('counter_settings', 'only_one');
