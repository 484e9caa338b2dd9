-- loyalty: how it is earned --------------------------------------------------------------------

-- Everything that decides what customers get, as revisions: each acts from valid_from until the
-- next of its kind and key begins, and what happened under it is judged by it for ever. `content`
-- has the form the contract gives it: programTerms, earningRule, tierLadder, giftLadder.
create table program_revisions (
  revision bigint generated always as identity primary key,
  kind text not null check (kind in ('terms', 'rule', 'tiers', 'gift_ladder')),
  -- of the rule or ladder; empty where the program has one of the kind
  key text not null default '',
  valid_from timestamptz not null,
  content jsonb not null,
  recorded_at timestamptz not null,
  -- who said so; null: the program
  recorded_by text
);
create index program_revisions_key on program_revisions (kind, key, valid_from);
create trigger program_revisions_append_only before update or delete or truncate on program_revisions
  for each statement execute function refuse_change();

-- The tax rate of lines that name none, as it stood: what was earned under one rate stays earned.
-- While there is no program, a new rate holds for all time.
create table default_tax_rates (
  valid_from timestamptz primary key,
  rate numeric(5,4) not null
);
insert into default_tax_rates select '-infinity', default_tax_rate from business;

create function note_default_tax_rate() returns trigger language plpgsql as $$
begin
  if not exists (select from program_revisions) then
    update default_tax_rates set rate = new.default_tax_rate;
    return null;
  end if;
  insert into default_tax_rates (valid_from, rate)
  values (
    date_trunc('milliseconds', clock_timestamp()) + new.clock_offset_ms * interval '1 millisecond',
    new.default_tax_rate)
  on conflict (valid_from) do update set rate = excluded.rate;
  return null;
end $$;
create trigger business_tax_rate_noted after update of default_tax_rate on business
  for each row when (new.default_tax_rate <> old.default_tax_rate)
  execute function note_default_tax_rate();

-- What the program has to know of a customer to decide on the next event: a pure function of their
-- facts and the revisions; compared by `verify`. Its form is that of src/domain/loyalty/pack-state.ts.
create table program_states (
  customer_id uuid primary key,
  state json not null
) with (fillfactor = 70);

-- What conditions may ask of a person, as it stood from each moment on: what is kept beside the log
-- changes without an event, and yesterday's purchase is judged by what held yesterday.
create table person_revisions (
  customer_id uuid not null,
  from_at timestamptz not null,
  tags text[] not null,
  attributes jsonb not null,
  birthday text,
  primary key (customer_id, from_at)
);
comment on table person_revisions is 'erasable';

create function note_persons(customer_ids uuid[]) returns void language sql as $$
  insert into person_revisions (customer_id, from_at, tags, attributes, birthday)
  select customer_id,
    date_trunc('milliseconds', clock_timestamp())
      + (select clock_offset_ms from business) * interval '1 millisecond',
    coalesce((
      select array_agg(tags.name order by tags.name)
      from customer_tags join tags on number = tag_number
      where customer_tags.customer_id = persons.customer_id
    ), '{}'),
    attributes, birthday
  from persons where customer_id = any(customer_ids)
  on conflict (customer_id, from_at) do update set
    tags = excluded.tags, attributes = excluded.attributes, birthday = excluded.birthday
$$;

create function note_new_persons() returns trigger language plpgsql as $$
declare customer_ids uuid[];
begin
  select array_agg(customer_id) into customer_ids
  from added where attributes <> '{}' or birthday is not null;
  if customer_ids is not null then perform note_persons(customer_ids); end if;
  return null;
end $$;
create trigger persons_noted after insert on persons
  referencing new table as added for each statement execute function note_new_persons();

create function note_changed_persons() returns trigger language plpgsql as $$
declare customer_ids uuid[];
begin
  select array_agg(customer_id) into customer_ids
  from changed join before using (customer_id)
  where changed.attributes <> before.attributes or changed.birthday is distinct from before.birthday;
  if customer_ids is not null then perform note_persons(customer_ids); end if;
  return null;
end $$;
create trigger persons_changed after update on persons
  referencing old table as before new table as changed
  for each statement execute function note_changed_persons();

create function note_tagged() returns trigger language plpgsql as $$
declare customer_ids uuid[];
begin
  select array_agg(distinct customer_id) into customer_ids from touched;
  if customer_ids is not null then perform note_persons(customer_ids); end if;
  return null;
end $$;
create trigger customer_tags_added after insert on customer_tags
  referencing new table as touched for each statement execute function note_tagged();
create trigger customer_tags_removed after delete on customer_tags
  referencing old table as touched for each statement execute function note_tagged();
