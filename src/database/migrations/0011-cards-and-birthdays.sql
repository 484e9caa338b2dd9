-- loyalty: stamp cards --------------------------------------------------------------------------

-- A card is said as the other parts of a program are; `content` is the contract's stampCard. What
-- is on a customer's card stands nowhere: it is their balance of its currency.
alter table program_revisions drop constraint program_revisions_kind_check;
alter table program_revisions add constraint program_revisions_kind_check
  check (kind in ('terms', 'rule', 'tiers', 'gift_ladder', 'stamp_card'));

-- loyalty: birthdays ----------------------------------------------------------------------------

-- Until which day birthdays were said in the log: all before it. Empty until there is a program.
create table birthdays_said (
  only_one boolean primary key default true check (only_one),
  next_day date not null
);
create index person_revisions_birthday on person_revisions (right(birthday, 5))
  where birthday is not null;
