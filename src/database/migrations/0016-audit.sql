-- Who changed what. The log itself holds no personal content and is append-only; what stood there
-- before and after lies beside it and is forgotten with the person.

create table audit_entries (
  entry_id bigint generated always as identity primary key,
  -- real time, as for sessions: a demo's clock does not shift who did what
  recorded_at timestamptz not null default clock_timestamp(),
  -- unknown: somebody at the database itself
  actor text not null check (actor in ('staff', 'key', 'job', 'command', 'nobody', 'unknown')),
  -- of staff and keys their id, of jobs and commands their name
  actor_id text,
  -- the endpoint, as the API's description names it
  operation text,
  request_id text,
  -- a table, or what happened at the door: sign_in, sign_in_failed, sign_out, password_changed
  subject text not null,
  act text not null check (act in ('added', 'changed', 'removed', 'happened')),
  -- more than one: the statement touched too many rows to name each
  row_count integer not null default 1,
  -- what leads to the row, where that says nothing of a person
  row_key jsonb,
  columns text[] not null default '{}'
);
create index audit_entries_subject on audit_entries (subject, entry_id);
create index audit_entries_actor on audit_entries (actor, actor_id, entry_id);
create index audit_entries_customer on audit_entries ((row_key ->> 'customer_id'), entry_id)
  where row_key ? 'customer_id';

create table audit_values (
  entry_id bigint primary key references audit_entries,
  customer_id uuid,
  before jsonb,
  after jsonb
);
comment on table audit_values is 'erasable';
create index audit_values_customer on audit_values (customer_id) where customer_id is not null;

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only' using errcode = 'restrict_violation';
end $$;
create trigger audit_entries_append_only before update or delete or truncate on audit_entries
  for each statement execute function refuse_audit_change();

-- What the program says at the begin of a transaction: {actor, actorId, operation, requestId}.
create function audit_doing() returns jsonb language sql stable as $$
  select coalesce(nullif(current_setting('stammgast.doing', true), '')::jsonb, '{"actor": "unknown"}')
$$;

-- Not while facts come in: their record is the log of events.
create function audit_is_said() returns boolean language sql stable as $$
  select not coalesce((audit_doing() -> 'intake')::boolean, audit_doing() ->> 'actor' = 'unknown')
$$;

create function audit_pick(content jsonb, columns text[]) returns jsonb language sql immutable as $$
  select jsonb_object_agg(name, content -> name) from unnest(columns) as name
$$;

-- Arguments: the columns that tell rows apart; those that name the row in the log; those whose
-- content is never kept (secrets, pictures); those whose change alone is no change.
create function audit_change() returns trigger language plpgsql as $$
declare
  named_max constant integer := 50;
  apart text[] := string_to_array(tg_argv[0], ',');
  naming text[] := string_to_array(tg_argv[1], ',');
  hidden text[] := string_to_array(tg_argv[2], ',');
  beside text[] := string_to_array(tg_argv[3], ',');
  act text := case tg_op when 'INSERT' then 'added' when 'UPDATE' then 'changed' else 'removed' end;
  touched integer;
  one record;
begin
  case tg_op
    when 'DELETE' then select count(*) into touched from before_rows;
    else select count(*) into touched from after_rows;
  end case;
  if touched = 0 then return null; end if;
  if touched > named_max then
    perform audit_entry(tg_table_name, act, touched, null, '{}', null, null, null);
    return null;
  end if;
  case tg_op
    when 'INSERT' then
      for one in select to_jsonb(after_rows) as after from after_rows loop
        perform audit_row(tg_table_name, act, naming, hidden, beside, null, one.after);
      end loop;
    when 'DELETE' then
      for one in select to_jsonb(before_rows) as before from before_rows loop
        perform audit_row(tg_table_name, act, naming, hidden, beside, one.before, null);
      end loop;
    else
      for one in
        select earlier.content as before, later.content as after
        from (select to_jsonb(before_rows) as content from before_rows) as earlier
        full join (select to_jsonb(after_rows) as content from after_rows) as later
          on audit_pick(earlier.content, apart) = audit_pick(later.content, apart)
      loop
        perform audit_row(tg_table_name, act, naming, hidden, beside, one.before, one.after);
      end loop;
  end case;
  return null;
end $$;

create function audit_row(
  subject text, act text, naming text[], hidden text[], beside text[], before jsonb, after jsonb
) returns void language plpgsql as $$
declare
  changed text[];
  shown text[];
begin
  select array_agg(name order by name), array_agg(name order by name) filter (where name <> all(hidden))
  into changed, shown
  from jsonb_object_keys(coalesce(after, before)) as name
  where name <> all(beside) and (before -> name) is distinct from (after -> name)
    and (before is not null or jsonb_typeof(after -> name) <> 'null')
    and (after is not null or jsonb_typeof(before -> name) <> 'null');
  if changed is null then return; end if;
  perform audit_entry(
    subject, act, 1, audit_pick(coalesce(after, before), naming), changed,
    (coalesce(after, before) ->> 'customer_id')::uuid,
    case when before is not null then audit_pick(before, shown) end,
    case when after is not null then audit_pick(after, shown) end
  );
end $$;

create function audit_entry(
  subject text, act text, row_count integer, row_key jsonb, columns text[],
  customer_id uuid, before jsonb, after jsonb
) returns void language sql as $$
  with entry as (
    insert into audit_entries (actor, actor_id, operation, request_id, subject, act, row_count, row_key, columns)
    select doing ->> 'actor', doing ->> 'actorId', doing ->> 'operation', doing ->> 'requestId',
      $1, $2, $3, $4, $5
    from audit_doing() as doing
    returning entry_id
  )
  insert into audit_values (entry_id, customer_id, before, after)
  select entry_id, $6, $7, $8 from entry where $7 is not null or $8 is not null
$$;

-- Lets every change of a table be told. `always` is for what only people and programs in their
-- name change; `when_said` for tables that intake fills too, whose record is the log of events.
create procedure audit(
  audited regclass, apart text, how text default 'always',
  naming text default null, hidden text default '', beside text default ''
) language plpgsql as $$
declare
  condition text := case how
    when 'always' then ''
    when 'when_said' then 'when (audit_is_said())'
  end;
  told record;
begin
  for told in values
    ('insert', 'new table as after_rows'),
    ('update', 'old table as before_rows new table as after_rows'),
    ('delete', 'old table as before_rows')
  loop
    execute format(
      'create trigger audit_%s after %1$s on %s referencing %s for each statement %s
        execute function audit_change(%L, %L, %L, %L)',
      told.column1, audited, told.column2, condition, apart, coalesce(naming, apart), hidden, beside
    );
  end loop;
end $$;

-- who we are
call audit('business', 'only_one', hidden => 'logo', beside => 'revision,configured');
call audit('stores', 'store_id');
call audit('staff', 'staff_id', hidden => 'user_id');
call audit('set_up_links', 'hash', naming => 'staff_id', hidden => 'hash', beside => 'expires_at');
call audit('api_keys', 'api_key_id', hidden => 'hash', beside => 'last_used_at');
call audit('exchange_rates', 'currency,valid_from');
call audit('margin_rates', 'category_number,valid_from');
-- who they are
call audit('persons', 'customer_id', 'when_said', beside => 'search,sort_name');
call audit('identities', 'kind,value', 'when_said', naming => 'customer_id,kind');
call audit('customer_tags', 'customer_id,tag_number', 'when_said');
call audit('tags', 'number', 'when_said');
call audit('attribute_definitions', 'name');
-- what happened
call audit('event_types', 'name');
-- what we owe them
call audit('point_currencies', 'currency');
call audit('point_currency_revisions', 'currency,valid_from');
call audit('ledger_acts', 'act_id', 'when_said', naming => 'customer_id,act_id',
  beside => 'identity,content_hash,answer,position,xid');
call audit('act_notes', 'customer_id,act_id', 'when_said');
call audit('liability_rates', 'currency,month');
call audit('accounting_settings', 'only_one');
-- how it is earned
call audit('program_revisions', 'revision');
call audit('vouchers', 'voucher_id', 'when_said', beside => 'codes,uses,discount,cost,revision');
call audit('voucher_revisions', 'voucher_id,revision');
call audit('voucher_codes', 'code', 'when_said', naming => 'voucher_id', hidden => 'code,shown');
call audit('gift_articles', 'article', 'when_said', beside => 'pieces');
call audit('stock_movements', 'movement_id', 'when_said');
call audit('rewards', 'reward', 'when_said', beside => 'redeemed,revision');
call audit('reward_revisions', 'reward,revision');
call audit('reward_redemptions', 'redemption_id', 'when_said', naming => 'customer_id,redemption_id');
call audit('basket_gifts', 'basket_gift', 'when_said', beside => 'handed_over,revision');
call audit('basket_gift_revisions', 'basket_gift,revision');
call audit('extra_claims', 'claim_id', 'when_said', naming => 'customer_id,claim_id');
call audit('gift_hand_overs', 'hand_over_id', 'when_said', naming => 'customer_id,hand_over_id');
call audit('voucher_redemptions', 'redemption_id', 'when_said');
call audit('referral_terms', 'revision');
call audit('partners', 'partner');
call audit('reward_agreements', 'agreement_id');
-- how data travels
call audit('import_mappings', 'mapping_id', hidden => 'identity', beside => 'last_used_at');
call audit('imports', 'import_id', 'when_said', naming => 'import_id', hidden => 'file_hash',
  beside => 'file_bytes,encoding,phase,phase_started_at,bytes_read,rows_total,rows_before,accepted,'
    'duplicates,refused,anonymous,customers,done_party,done_day,done_unit,done_row,started_at,'
    'finished_at,streams_total,streams_done,header');
call audit('connections', 'connection_id', hidden => 'secret,key_hash');
