-- exchange: the snippet ---------------------------------------------------------------------------

alter table connections drop constraint connections_kind_check;
alter table connections add constraint connections_kind_check
  check (kind in ('segment', 'shopify', 'woocommerce', 'shopware', 'snippet'));
-- whose pages may tell something: https://shop.example.com
alter table connections add column origins text[] not null default '{}';

-- exchange: webhooks ------------------------------------------------------------------------------

-- Who is told what happens here. Real time throughout, as for all jobs.
create table webhooks (
  webhook_id uuid primary key,
  name text not null,
  url text not null,
  -- null: all, and those that come with later versions of the program
  types text[],
  -- also what files of the past bring in
  includes_imports boolean not null default false,
  -- failing: stopped after days without one success. gone: its receiver wants nothing any more.
  state text not null default 'active' check (state in ('active', 'paused', 'failing', 'gone')),
  -- sealed; the one before signs too until its time is over
  secret bytea not null,
  former_secret bytea,
  former_until timestamptz,
  created_at timestamptz not null,
  created_by text not null,
  -- what was written before is not told
  since xid8 not null,
  -- since the last success
  failures_in_row integer not null default 0,
  failing_since timestamptz,
  -- nothing is tried before
  rest_until timestamptz,
  delivered_at timestamptz
);
call audit('webhooks', 'webhook_id', hidden => 'secret,former_secret',
  beside => 'former_until,since,failures_in_row,failing_since,rest_until,delivered_at');

-- One thing that is told, letter by letter as it is sent, to however many.
create table webhook_messages (
  message_id uuid primary key,
  type text not null,
  customer_id uuid,
  recorded_at timestamptz not null,
  body text not null
);
comment on table webhook_messages is 'erasable';
create index webhook_messages_customer on webhook_messages (customer_id)
  where customer_id is not null;
create index webhook_messages_recorded on webhook_messages (recorded_at);

-- A message on its way to one webhook. Of those that share a stream (a customer, mostly) only the
-- one with the lowest number is sent; the next follows when it has arrived or was given up.
create table webhook_deliveries (
  webhook_id uuid not null references webhooks on delete cascade,
  number bigint generated always as identity,
  message_id uuid not null references webhook_messages on delete cascade,
  stream uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  is_test boolean not null default false,
  attempts integer not null default 0,
  next_at timestamptz not null,
  tried_at timestamptz,
  -- {code, status, text}: what became of the last attempt
  answer jsonb,
  -- whoever sends it holds it so long, under a name of its own
  held_until timestamptz,
  held_as uuid,
  primary key (webhook_id, number),
  unique (webhook_id, message_id)
);
create index webhook_deliveries_due on webhook_deliveries (webhook_id, next_at, number)
  where state = 'waiting';
create index webhook_deliveries_stream on webhook_deliveries (webhook_id, stream, number)
  where state = 'waiting';
create index webhook_deliveries_message on webhook_deliveries (message_id);

-- How far the log, the books and the changes below were read for messages: everything of earlier
-- transactions, and of this one up to a position in one of the three.
create table webhook_progress (
  only_one boolean primary key default true check (only_one),
  xid xid8 not null,
  rank smallint not null,
  position bigint not null,
  -- up to where all customers were looked at for their levels, and when that was last done
  tiers_done_until uuid not null default '00000000-0000-0000-0000-000000000000',
  tiers_looked_at timestamptz
);
insert into webhook_progress (xid, rank, position) values (pg_current_xact_id(), 0, 0);

-- What happened beside the log and the books, while somebody wants to be told: written with the
-- change itself, gone once it became messages.
create table webhook_changes (
  position bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  type text not null,
  customer_id uuid,
  occurred_at timestamptz not null,
  content jsonb not null
);
comment on table webhook_changes is 'erasable';
create index webhook_changes_cursor on webhook_changes (xid, position);
create index webhook_changes_customer on webhook_changes (customer_id);

create function webhooks_want(wanted text[]) returns boolean language plpgsql stable as $$
begin
  return exists (select from webhooks where state <> 'gone' and (types is null or types && wanted));
end $$;

create function business_now() returns timestamptz language sql volatile as $$
  select date_trunc('milliseconds', clock_timestamp()) + clock_offset_ms * interval '1 millisecond'
  from business
$$;

create function tell_new_persons() returns trigger language plpgsql as $$
begin
  insert into webhook_changes (type, customer_id, occurred_at, content)
  select 'customer.created', customer_id, business_now(), '{}' from added order by customer_id;
  return null;
end $$;
create trigger persons_told_new after insert on persons
  referencing new table as added for each statement
  when (webhooks_want('{customer.created}')) execute function tell_new_persons();

create function tell_changed_persons() returns trigger language plpgsql as $$
begin
  insert into webhook_changes (type, customer_id, occurred_at, content)
  select 'customer.updated', customer_id, business_now(), jsonb_build_object('changed', changed)
  from (
    select customer_id, array_remove(array[
      case when later.name is distinct from earlier.name then 'name' end,
      case when later.language is distinct from earlier.language then 'language' end,
      case when later.birthday is distinct from earlier.birthday then 'birthday' end,
      case when later.attributes <> earlier.attributes then 'attributes' end
    ], null) as changed
    from earlier join later using (customer_id)
  ) as compared
  where changed <> '{}' order by customer_id;
  return null;
end $$;
create trigger persons_told_changed after update on persons
  referencing old table as earlier new table as later for each statement
  when (webhooks_want('{customer.updated}')) execute function tell_changed_persons();

-- Its argument: what has changed of the customers the touched rows belong to.
create function tell_touched() returns trigger language plpgsql as $$
begin
  insert into webhook_changes (type, customer_id, occurred_at, content)
  select 'customer.updated', customer_id, business_now(),
    jsonb_build_object('changed', jsonb_build_array(tg_argv[0]))
  from (select distinct customer_id from touched) as customers order by customer_id;
  return null;
end $$;
create trigger identities_told_new after insert on identities
  referencing new table as touched for each statement
  when (webhooks_want('{customer.updated}')) execute function tell_touched('identities');
create trigger identities_told_gone after delete on identities
  referencing old table as touched for each statement
  when (webhooks_want('{customer.updated}')) execute function tell_touched('identities');
create trigger customer_tags_told_new after insert on customer_tags
  referencing new table as touched for each statement
  when (webhooks_want('{customer.updated}')) execute function tell_touched('tags');
create trigger customer_tags_told_gone after delete on customer_tags
  referencing old table as touched for each statement
  when (webhooks_want('{customer.updated}')) execute function tell_touched('tags');

create function tell_issued_vouchers() returns trigger language plpgsql as $$
begin
  insert into webhook_changes (type, customer_id, occurred_at, content)
  select 'voucher.issued', customer_id, issued_at,
    jsonb_build_object('voucher', voucher_id, 'issue', issue_id)
  from added order by issue_id;
  return null;
end $$;
create trigger customer_vouchers_told after insert on customer_vouchers
  referencing new table as added for each statement
  when (webhooks_want('{voucher.issued}')) execute function tell_issued_vouchers();

create function tell_redeemed_vouchers() returns trigger language plpgsql as $$
begin
  insert into webhook_changes (type, customer_id, occurred_at, content)
  select case when reverses is null then 'voucher.redeemed' else 'voucher.reversed' end,
    customer_id, occurred_at,
    jsonb_build_object('redemption', redemption_id, 'reverses', reverses, 'voucher', voucher_id,
      'discount', discount, 'basket', basket, 'store', store_number, 'channel', channel,
      'purchase', case when purchase_external_id is not null then
        jsonb_build_object('source', purchase_source, 'externalId', purchase_external_id) end)
  from added order by redemption_id;
  return null;
end $$;
create trigger voucher_redemptions_told after insert on voucher_redemptions
  referencing new table as added for each statement
  when (webhooks_want('{voucher.redeemed,voucher.reversed}'))
  execute function tell_redeemed_vouchers();

create function tell_redeemed_rewards() returns trigger language plpgsql as $$
begin
  insert into webhook_changes (type, customer_id, occurred_at, content)
  select case when cancels is null then 'reward.redeemed' else 'reward.canceled' end,
    customer_id, occurred_at,
    jsonb_build_object('redemption', redemption_id, 'cancels', cancels, 'reward', reward,
      'points', points, 'article', article, 'store', store_number)
  from added order by redemption_id;
  return null;
end $$;
create trigger reward_redemptions_told after insert on reward_redemptions
  referencing new table as added for each statement
  when (webhooks_want('{reward.redeemed,reward.canceled}'))
  execute function tell_redeemed_rewards();

create function tell_given_gifts() returns trigger language plpgsql as $$
begin
  insert into webhook_changes (type, customer_id, occurred_at, content)
  select case when cancels is null then 'gift.given' else 'gift.canceled' end,
    customer_id, occurred_at,
    jsonb_build_object('handOver', hand_over_id, 'cancels', cancels, 'article', article,
      'ladder', ladder, 'step', step, 'basketGift', basket_gift, 'store', store_number)
  from added order by hand_over_id;
  return null;
end $$;
create trigger gift_hand_overs_told after insert on gift_hand_overs
  referencing new table as added for each statement
  when (webhooks_want('{gift.given,gift.canceled}')) execute function tell_given_gifts();

create function tell_given_extras() returns trigger language plpgsql as $$
begin
  insert into webhook_changes (type, customer_id, occurred_at, content)
  select case when cancels is null then 'extra.given' else 'extra.canceled' end,
    customer_id, occurred_at,
    jsonb_build_object('claim', claim_id, 'cancels', cancels, 'extra', extra,
      'store', store_number)
  from added order by claim_id;
  return null;
end $$;
create trigger extra_claims_told after insert on extra_claims
  referencing new table as added for each statement
  when (webhooks_want('{extra.given,extra.canceled}')) execute function tell_given_extras();

-- The level each customer was last seen on; none has no row. Kept while somebody wants to know.
create table webhook_tiers (
  customer_id uuid primary key,
  level text not null,
  -- when time alone may change it
  next_at timestamptz
);
create index webhook_tiers_next on webhook_tiers (next_at) where next_at is not null;
