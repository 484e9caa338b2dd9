-- business: what counts as having been there -------------------------------------------------------------

alter table business
  add column presence text not null default 'purchases' check (presence in ('purchases', 'visits'));

-- Who began with a stamp for every visit would read of nobody.
update business set presence = 'visits'
where exists (select from program_starts where plan -> 'stamp' ->> 'kind' = 'per_visit');
