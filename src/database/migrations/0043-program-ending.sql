-- The whole program can come to its end, with last days to collect and to redeem.

alter table program_revisions drop constraint program_revisions_kind_check;
alter table program_revisions add constraint program_revisions_kind_check
  check (kind in ('terms', 'rule', 'tiers', 'gift_ladder', 'stamp_card', 'ending'));

-- What is still open on the last day is booked off by an act of the program.
alter table ledger_acts drop constraint ledger_acts_kind_check;
alter table ledger_acts add constraint ledger_acts_kind_check
  check (kind in ('redeem', 'donate', 'redeem_offline', 'hold', 'capture', 'release', 'grant',
    'goodwill', 'opening', 'cancel', 'extend', 'end', 'transfer_out', 'transfer_in')) not valid;
alter table ledger_acts validate constraint ledger_acts_kind_check;
