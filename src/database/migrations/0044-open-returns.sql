-- Returns that name no purchase are listed, the newest first; of millions of events they are few.
create index events_open_returns on events (occurred_at)
  where type = 'return' and not payload ? 'purchase';
