-- loyalty: stamp cards --------------------------------------------------------------------------

-- A card is said as the other parts of a program are; `content` is the contract's stampCard. What
-- is on a customer's card stands nowhere: it is their balance of its currency.
alter table program_revisions drop constraint program_revisions_kind_check;
alter table program_revisions add constraint program_revisions_kind_check
  check (kind in ('terms', 'rule', 'tiers', 'gift_ladder', 'stamp_card'));
