-- start: the plan a business began with ------------------------------------------------------------

-- What was made of it stands where such things stand; here is what was asked for, so that asking
-- again makes nothing twice.
create table program_starts (
  only_one boolean primary key default true check (only_one),
  -- as the contract's startPlan has it
  plan jsonb not null,
  store_number smallint not null references stores (number),
  -- null: no cards were wanted
  card_batch_id uuid references card_batches (batch_id),
  made_at timestamptz not null,
  -- null: the program itself
  made_by text
);
