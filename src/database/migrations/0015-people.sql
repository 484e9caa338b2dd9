-- people: one person's story ----------------------------------------------------------------------

-- Somebody counts for them: intake looks for the others only where this says so, since they may lie
-- in any shard.
alter table customers add column joined boolean not null default false;
update customers set joined = true
where exists (select from customers as member where member.merged_into = customers.customer_id);

-- Who was joined with whom, by whom, and until when. `customers.merged_into` says what holds now;
-- this says how it came to be, so that each step can be taken back.
create table customer_merges (
  merge_id uuid primary key,
  -- a claim joins the guest of an anonymous purchase
  kind text not null check (kind in ('merge', 'claim')),
  from_id uuid not null,
  into_id uuid not null,
  merged_at timestamptz not null,
  -- the key of who did it
  merged_by text,
  note text,
  -- what the one had not and took over from the other: {name, language}
  taken jsonb not null default '{}',
  undone_at timestamptz,
  undone_by text
);
comment on table customer_merges is 'erasable';
create unique index customer_merges_standing on customer_merges (from_id) where undone_at is null;
create index customer_merges_into on customer_merges (into_id);

-- An anonymous purchase is found by its receipt. Guests' ids are of a version of their own.
create index events_guest_receipts on events ((payload ->> 'receiptNumber'), store_number)
  where type = 'purchase' and get_byte(uuid_send(customer_id), 6) >> 4 = 8;

-- Who was found not to be the same as whom; the lower id first.
create table duplicate_rejections (
  one_id uuid not null,
  other_id uuid not null,
  rejected_at timestamptz not null,
  rejected_by text,
  primary key (one_id, other_id),
  check (one_id < other_id)
);
