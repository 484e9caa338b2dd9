-- loyalty: rewards, gifts, referrals, carts -------------------------------------------------------

-- A directory: what another system calls an act -> what it led to. Makes repeats harmless.
create table act_references (
  kind text not null check (kind in ('stock', 'reward', 'gift', 'referral', 'cart')),
  source text not null,
  external_id text not null,
  request_hash bytea not null,
  target_id uuid not null,
  primary key (kind, source, external_id)
);

-- An article to give away. `pieces` is the sum of its movements; whoever takes or gives back
-- locks this row first. Where pieces are not counted it may fall below zero.
create table gift_articles (
  article text primary key check (article ~ '^[a-z][a-z0-9_]{0,63}$'),
  content jsonb not null,
  counted boolean not null,
  pieces bigint not null default 0,
  created_at timestamptz not null,
  archived_at timestamptz,
  check (pieces >= 0 or not counted)
) with (fillfactor = 50);

create table stock_movements (
  movement_id uuid primary key,
  article text not null references gift_articles,
  reason text not null check (reason in ('delivery', 'handed_over', 'returned', 'corrected')),
  pieces bigint not null,
  -- afterwards; null: not counted
  stock bigint,
  store_number smallint,
  occurred_at timestamptz not null,
  created_by text not null,
  -- the redemption or hand-over it belongs to
  cause uuid
);
create index stock_movements_article on stock_movements (article, movement_id);
create trigger stock_movements_append_only
  before update or delete or truncate on stock_movements
  for each statement execute function refuse_change();

-- What points are redeemed for. Whoever redeems one of a limited stock locks this row first. The form
-- of `content` is the contract's rewardContent.
create table rewards (
  reward text primary key check (reward ~ '^[a-z][a-z0-9_]{0,63}$'),
  status text not null default 'active' check (status in ('active', 'ended')),
  currency text not null references point_currencies,
  revision integer not null,
  -- of a limited stock how often it was redeemed, net of what was canceled: the sum of its lines in
  -- the book; null: as many as wished, and nobody waits for this row
  redeemed bigint,
  created_at timestamptz not null
) with (fillfactor = 50);
create table reward_revisions (
  reward text not null references rewards,
  revision integer not null,
  content jsonb not null,
  -- the voucher whose codes it issues
  voucher_id uuid references vouchers,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (reward, revision)
);
create trigger reward_revisions_append_only
  before update or delete or truncate on reward_revisions
  for each statement execute function refuse_change();

-- Append-only: a cancellation is a row of its own that names what it cancels.
create table reward_redemptions (
  customer_id uuid not null,
  redemption_id uuid not null,
  reward text not null references rewards,
  revision integer not null,
  -- 1, or -1 where it cancels
  times smallint not null check (times in (1, -1)),
  points bigint not null,
  money bigint not null,
  -- the act in the ledger that took or gave back the points
  act_id uuid not null,
  article text references gift_articles,
  voucher_issue_id uuid,
  store_number smallint,
  occurred_at timestamptz not null,
  created_by text not null,
  cancels uuid,
  primary key (customer_id, redemption_id)
);
create unique index reward_redemptions_named on reward_redemptions (redemption_id);
create unique index reward_redemptions_canceled on reward_redemptions (cancels)
  where cancels is not null;
create index reward_redemptions_reward on reward_redemptions (reward) include (times);
create trigger reward_redemptions_append_only
  before update or delete or truncate on reward_redemptions
  for each statement execute function refuse_change();

-- Gifts for baskets from a value on. The form of `content` is the contract's basketGiftContent.
create table basket_gifts (
  basket_gift text primary key check (basket_gift ~ '^[a-z][a-z0-9_]{0,63}$'),
  status text not null default 'active' check (status in ('active', 'ended')),
  revision integer not null,
  -- net of what was canceled
  handed_over bigint not null default 0,
  created_at timestamptz not null
) with (fillfactor = 50);
create table basket_gift_revisions (
  basket_gift text not null references basket_gifts,
  revision integer not null,
  content jsonb not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (basket_gift, revision)
);
create trigger basket_gift_revisions_append_only
  before update or delete or truncate on basket_gift_revisions
  for each statement execute function refuse_change();

-- Append-only, of a step of a ladder or for a basket; a cancellation names what it cancels.
create table gift_hand_overs (
  customer_id uuid not null,
  hand_over_id uuid not null,
  ladder text,
  -- from 0 on, and the count within it
  round integer,
  step integer,
  basket_gift text references basket_gifts,
  purchase_source text,
  purchase_external_id text,
  article text not null references gift_articles,
  -- of the piece, at its time
  cost bigint not null,
  store_number smallint,
  occurred_at timestamptz not null,
  created_by text not null,
  cancels uuid,
  primary key (customer_id, hand_over_id),
  check ((ladder is null) <> (basket_gift is null))
);
create unique index gift_hand_overs_named on gift_hand_overs (hand_over_id);
create unique index gift_hand_overs_canceled on gift_hand_overs (cancels) where cancels is not null;
create index gift_hand_overs_of_purchase on gift_hand_overs (purchase_external_id, purchase_source)
  where purchase_external_id is not null and cancels is null;
create trigger gift_hand_overs_append_only
  before update or delete or truncate on gift_hand_overs
  for each statement execute function refuse_change();

-- What bringing a customer is worth, as revisions. The form is the contract's referralTerms.
create table referral_terms (
  revision bigint generated always as identity primary key,
  content jsonb not null,
  recorded_at timestamptz not null,
  recorded_by text not null
);
create trigger referral_terms_append_only
  before update or delete or truncate on referral_terms
  for each statement execute function refuse_change();

-- A directory: a personal code -> the customer who brings others with it.
create table referral_codes (
  code text primary key,
  customer_id uuid not null unique,
  shown text not null,
  created_at timestamptz not null
);
comment on table referral_codes is 'erasable';

-- What two accounts of one person would share, beside their identities; hashes of normal forms.
create table customer_traits (
  customer_id uuid not null,
  trait text not null check (trait in ('device', 'payment', 'address')),
  hash text not null,
  primary key (customer_id, trait, hash)
);
comment on table customer_traits is 'erasable';

-- Who was brought by whom; the customer is the recruit, who is recruited once.
create table referrals (
  customer_id uuid primary key,
  referral_id uuid not null unique,
  referrer_id uuid not null,
  followed_at timestamptz not null,
  recorded_at timestamptz not null,
  -- of referral_terms, in force when the link was followed
  terms_revision bigint not null references referral_terms,
  state text not null check (state in ('waiting', 'paid', 'refused')),
  waits_for text check (waits_for in ('purchase', 'return_time')),
  next_at timestamptz,
  -- events of the recruit when it was looked at last
  seen_facts integer not null default 0,
  reasons text[] not null default '{}',
  decided_at timestamptz
);
create index referrals_listed on referrals (referral_id);
create index referrals_waiting on referrals (next_at) where state = 'waiting';
create index referrals_referrer on referrals (referrer_id);

-- A cart whose vouchers and points are kept for a checkout. `answer` is what was said, letter by
-- letter; `keeps` the holds: form in src/domain/loyalty/cart/held-cart.ts.
create table carts (
  cart_id uuid primary key,
  customer_id uuid,
  store_number smallint,
  answer json not null,
  keeps jsonb not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  status text not null default 'open' check (status in ('open', 'captured', 'released')),
  ended_at timestamptz,
  -- of what it became
  purchase_source text,
  purchase_external_id text,
  -- the act that redeemed its points, and what of them came back for returns: by which acts
  capture_act uuid,
  points_back bigint not null default 0,
  back_acts uuid[] not null default '{}'
);
comment on table carts is 'erasable';
create index carts_abandoned on carts (expires_at) where status <> 'captured';
create index carts_purchase on carts (purchase_external_id, purchase_source)
  where capture_act is not null;

-- How far the log was read for returns of purchases that points were redeemed for.
create table cart_returns_read (
  only_one boolean primary key default true check (only_one),
  xid xid8 not null,
  position bigint not null
);
insert into cart_returns_read (xid, position) values (pg_current_xact_id(), 0);
