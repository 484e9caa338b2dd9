-- customers: made once for a key --------------------------------------------------------------------

-- Who was made under an Idempotency-Key, by a hash of the key, its caller and what was sent: whoever
-- repeats it is given the same customer, also where the program died before its reply was kept. Swept
-- after a day, like the replies.
create table customer_requests (
  request bytea primary key,
  customer_id uuid not null,
  made_at timestamptz not null
);
