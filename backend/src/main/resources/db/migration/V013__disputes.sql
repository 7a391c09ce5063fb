-- What donors dispute at the provider, copied from there: for staff, who must answer in time. Its money is in the books.
create table dispute (
    provider text not null,
    provider_id text not null,
    donation_id uuid not null references donation (id),
    status text not null,
    stage text,
    reason text,
    amount_minor bigint,
    currency char(3),
    outcome text,
    -- Until when the newsroom must answer.
    due_at timestamptz,
    opened_at timestamptz not null,
    -- By the provider's clock: an older picture never replaces a newer one.
    changed_at timestamptz not null,
    seen_at timestamptz not null default now(),
    is_over boolean not null,
    primary key (provider, provider_id)
);
create index dispute_donation on dispute (donation_id);

-- The dispute that an event tells of.
alter table webhook_event add column dispute text;
