-- Spreads a Stammgast database over the nodes of a Citus cluster. NOT TRIED on a cluster: read README.md
-- beside this file first. What PostgreSQL alone can prove of it (the keys, and that hot queries read one
-- part) is proven by tests/stories/partitions.test.ts, which reads this file.
--
--   psql --single-transaction -v ON_ERROR_STOP=1 -v program=stammgast_program -f deploy/citus/distribute.sql
--
-- as the owner of the tables, on the coordinator, while no program runs. `program` is the role that the
-- programs connect as from then on; it owns nothing.

create extension if not exists citus;

-- keys: every unique key of a distributed table must hold the column it is distributed by. The ids are
-- random, so that none is made twice; what may be canceled once is canceled by its own customer.

drop index reward_redemptions_named;
create index reward_redemptions_named on reward_redemptions (redemption_id);
drop index reward_redemptions_canceled;
create unique index reward_redemptions_canceled on reward_redemptions (customer_id, cancels)
  where cancels is not null;
drop index gift_hand_overs_named;
create index gift_hand_overs_named on gift_hand_overs (hand_over_id);
drop index gift_hand_overs_canceled;
create unique index gift_hand_overs_canceled on gift_hand_overs (customer_id, cancels)
  where cancels is not null;
drop index extra_claims_named;
create index extra_claims_named on extra_claims (claim_id);
drop index extra_claims_canceled;
create unique index extra_claims_canceled on extra_claims (customer_id, cancels)
  where cancels is not null;
alter table customer_vouchers drop constraint customer_vouchers_issue_id_key;
create index customer_vouchers_issue on customer_vouchers (issue_id);
alter table referrals drop constraint referrals_referral_id_key;
create index referrals_named on referrals (referral_id);
alter table contact_blocks drop constraint contact_blocks_pkey, add primary key (customer_id, block_id);

-- What leads from one node to another is no longer watched by the database; verify still does.
alter table customers drop constraint customers_merged_into_fkey;
alter table identities drop constraint identities_customer_id_fkey;
alter table customer_vouchers drop constraint customer_vouchers_voucher_id_fkey;
alter table voucher_codes drop constraint voucher_codes_voucher_id_fkey;
alter table reward_redemptions drop constraint reward_redemptions_agreement_id_fkey,
  drop constraint reward_redemptions_article_fkey, drop constraint reward_redemptions_reward_fkey;
alter table gift_hand_overs drop constraint gift_hand_overs_article_fkey,
  drop constraint gift_hand_overs_basket_gift_fkey;
alter table referrals drop constraint referrals_terms_revision_fkey;
alter table receipt_scans drop constraint receipt_scans_till_id_fkey;
alter table connection_persons drop constraint connection_persons_connection_id_fkey;

-- Numbers that tables of every node share are given by the coordinator; the extension takes columns that
-- number themselves as bigint alone.
alter table tags alter number drop identity;
create sequence tags_number;
select setval('tags_number', (select coalesce(max(number), 0) + 1 from tags), false);
alter table tags alter number set default nextval('tags_number');
alter table channels alter number drop identity;
create sequence channels_number;
select setval('channels_number', (select coalesce(max(number), 0) + 1 from channels), false);
alter table channels alter number set default nextval('channels_number');
alter table categories alter number drop identity;
create sequence categories_number;
select setval('categories_number', (select coalesce(max(number), 0) + 1 from categories), false);
alter table categories alter number set default nextval('categories_number');

-- end of keys

-- Small tables, whole on every node: what rows of customers refer to, and what each new customer is
-- looked for in.
create temporary table small (name text);
insert into small values ('tags'), ('channels'), ('categories'), ('consent_purposes'), ('consent_texts'),
  ('erased_identities'), ('card_batches'), ('cards');

-- Customer tables: what belongs to one customer lies on one node.
-- Directories: what is looked up, each by itself.
create temporary table spread (place serial, name text, by_column text);
insert into spread (name, by_column) values
  ('customers', 'customer_id'),
  ('persons', 'customer_id'),
  ('person_revisions', 'customer_id'),
  ('customer_tags', 'customer_id'),
  ('events', 'customer_id'),
  ('event_texts', 'customer_id'),
  ('profiles', 'customer_id'),
  ('list_places', 'customer_id'),
  ('customer_days', 'customer_id'),
  ('program_states', 'customer_id'),
  ('ledger_accounts', 'customer_id'),
  ('ledger_acts', 'customer_id'),
  ('act_notes', 'customer_id'),
  ('ledger_entries', 'customer_id'),
  ('customer_vouchers', 'customer_id'),
  ('reward_redemptions', 'customer_id'),
  ('gift_hand_overs', 'customer_id'),
  ('extra_claims', 'customer_id'),
  ('customer_traits', 'customer_id'),
  ('referrals', 'customer_id'),
  ('consents', 'customer_id'),
  ('consent_receipts', 'customer_id'),
  ('consent_proofs', 'customer_id'),
  ('contact_blocks', 'customer_id'),
  ('webhook_tiers', 'customer_id'),
  ('identities', 'value'),
  ('event_keys', 'external_id'),
  ('act_references', 'external_id'),
  ('voucher_references', 'external_id'),
  ('voucher_codes', 'code'),
  ('voucher_code_uses', 'code_id'),
  ('receipt_scans', 'transaction_number'),
  ('connection_persons', 'external_id'),
  ('idempotency_replies', 'key');

-- Triggers are not for tables on other nodes.
do $$
declare found record;
begin
  for found in
    select tgname, tgrelid::regclass as at from pg_trigger
    where not tgisinternal
      and tgrelid in (select name::regclass from spread union all select name::regclass from small)
  loop
    execute format('drop trigger %I on %s', found.tgname, found.at);
  end loop;
end $$;

select create_reference_table(name::regclass) from small;
select create_distributed_table(
    name::regclass, by_column,
    colocate_with => case when by_column = 'customer_id' and name <> 'customers' then 'customers'
                     else 'none' end)
from spread order by place;

-- All that is not named above stays on the coordinator: settings, staff, jobs, files, the audit log,
-- what grows slower than purchases do.

-- Append-only by rights, where a trigger refused before.
grant select, insert, update, delete on all tables in schema public to :"program";
grant usage on all sequences in schema public to :"program";
revoke update, delete, truncate on
  events, ledger_acts, ledger_entries, reward_redemptions, gift_hand_overs, extra_claims,
  consent_receipts, consent_texts
from :"program";
