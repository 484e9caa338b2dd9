-- exchange: consents said in a shop ---------------------------------------------------------------

-- The words beside the shop's own checkbox; null: what is said there becomes no receipt here.
alter table connections add column consent_text_id uuid references consent_texts;
