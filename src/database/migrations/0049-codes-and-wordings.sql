-- customers/sign-in: a slip of paper and a phone may each hold a code -------------------------------

alter table card_codes
  drop constraint card_codes_pkey,
  add primary key (customer_id, code_hash);

-- exchange: rows that were taken without a consent of theirs ---------------------------------------

alter table imports add column without_consent integer not null default 0;

-- customers/consent: a yes is to its wording, and a new wording may ask anew ------------------------

alter table consent_texts add column asks_anew boolean not null default false;

-- What was agreed to; null: a no.
alter table consents add column text_id uuid references consent_texts;

with recursive led as (
  select distinct customer_id as member, customer_id as customer from consent_receipts
  union
  select customer_id, customer_id from customers where merged_into is null and joined
  union
  select customer_id, merged_into from customers where merged_into is not null
  union
  select member, merged_into from led join customers on customers.customer_id = customer
  where merged_into is not null
), family as (
  select customer, member from led where not exists (
    select from customers where customers.customer_id = customer and merged_into is not null
  )
), fresh as (
  select distinct on (customer, purpose, channel) customer, purpose, channel, text_id
  from (
    select distinct on (covered.customer, covered.member, purpose, channel)
      covered.customer, purpose, channel, act, occurred_at, text_id
    from family as sayer
      join consent_receipts on consent_receipts.customer_id = sayer.member
      join family as covered
        on covered.customer = sayer.customer and covered.member = any(covers)
    order by covered.customer, covered.member, purpose, channel, occurred_at desc, act desc, text_id
  ) as latest
  order by customer, purpose, channel, act desc, occurred_at desc, text_id
)
update consents set text_id = fresh.text_id from fresh
where consents.customer_id = fresh.customer and consents.purpose = fresh.purpose
  and consents.channel = fresh.channel and consents.state = 'granted';
