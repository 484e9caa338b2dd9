-- ledger: when programs ended, for points that come back or are told of afterwards ------------------

create table ledger_ends (
  program_end timestamptz primary key,
  -- From here on accounts are kept by it.
  told_at timestamptz not null,
  -- What was earned before keeps until then at most; later than the end where it was told later.
  until timestamptz not null check (until >= told_at)
);
