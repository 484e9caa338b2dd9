-- customers/sign-in: a slip of paper and a phone may each hold a code -------------------------------

alter table card_codes
  drop constraint card_codes_pkey,
  add primary key (customer_id, code_hash);

-- exchange: rows that were taken without a consent of theirs ---------------------------------------

alter table imports add column without_consent integer not null default 0;
