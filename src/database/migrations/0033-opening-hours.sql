-- business: when stores are open -----------------------------------------------------------------------

alter table stores
  -- [{weekday, opens, closes}] in the business's time zone; null: nobody has said them
  add column hours jsonb,
  -- [{from, until, name}]: days on which it is closed, both included
  add column closures jsonb not null default '[]';
