-- Donations, and the books of them (docs/donations.md, docs/adr/009). Amounts are in the provider's smallest unit.
create table campaign (
    id uuid primary key,
    slug text not null unique,
    title text not null,
    description text not null,
    goal_minor bigint check (goal_minor > 0),
    goal_currency char(3),
    is_open boolean not null default true,
    changed_at timestamptz not null default now(),
    check ((goal_minor is null) = (goal_currency is null))
);

insert into campaign (id, slug, title, description)
values ('01980000-0000-7000-8000-000000000001', 'general', 'Support Us', 'Readers pay for our journalism. Every gift helps.');

create table donation (
    -- Random, so that it tells nothing; still no secret. The token is, and only its hash is here.
    id uuid primary key,
    token_hash bytea not null,
    -- Of the link in the receipt, once one was sent.
    manage_token_hash bytea,
    idempotency_key text not null unique,
    idempotency_hash bytea not null,
    frequency text not null check (frequency in ('once', 'monthly', 'yearly')),
    amount_minor bigint not null check (amount_minor > 0),
    currency char(3) not null,
    campaign_id uuid not null references campaign (id),
    article_id uuid,
    locale text not null,
    return_to text not null,
    provider text not null,
    provider_account text not null,
    mode text not null check (mode in ('live', 'sandbox', 'demo')),
    reference text,
    approval_url text,
    expires_at timestamptz,
    state text not null check (state in ('new', 'awaiting_payer', 'capturing', 'pending_review', 'paid', 'part_refunded',
        'refunded', 'reversed', 'declined', 'failed', 'cancelled', 'expired', 'active', 'suspended')),
    reason text,
    next_payment_at timestamptz,
    -- When somebody looks at it again; null when nothing is to come.
    next_check_at timestamptz,
    checks integer not null default 0,
    -- While one is at it, the others leave it alone.
    leased_until timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version integer not null default 0,
    unique (provider, provider_account, reference)
);
create index donation_due on donation (next_check_at) where next_check_at is not null;
create index donation_newest on donation (created_at desc, id desc);

-- All that is personal, apart from the money, so that it can be erased and the books stay whole.
create table donor (
    donation_id uuid primary key references donation (id),
    email text,
    -- Given only by those who agreed to be named.
    public_name text,
    message text,
    erased_at timestamptz
);
create index donor_email on donor (lower(email)) where email is not null;

create table payment (
    id uuid primary key,
    donation_id uuid not null references donation (id),
    provider text not null,
    provider_id text not null,
    state text not null check (state in ('pending', 'completed', 'declined', 'reversed')),
    reason text,
    gross_minor bigint not null check (gross_minor > 0),
    fee_minor bigint,
    currency char(3) not null,
    happened_at timestamptz not null,
    seen_at timestamptz not null default now(),
    unique (provider, provider_id)
);
create index payment_donation on payment (donation_id);

create table refund (
    -- Given to the provider, which gives it back.
    id uuid primary key,
    payment_id uuid not null references payment (id),
    provider text not null,
    provider_id text,
    state text not null check (state in ('requested', 'submitted', 'pending', 'completed', 'failed')),
    amount_minor bigint not null check (amount_minor > 0),
    fee_back_minor bigint,
    currency char(3) not null,
    reason text not null,
    requested_by text,
    approved_by text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (provider, provider_id)
);
create index refund_payment on refund (payment_id);

-- Double entry: each booking sums to zero, is made once for its key, and is never changed.
create table booking (
    id bigint generated always as identity primary key,
    key text not null unique,
    kind text not null check (kind in ('gross', 'fee', 'refund', 'fee_back', 'reversal', 'reversal_back')),
    donation_id uuid not null references donation (id),
    payment_id uuid not null references payment (id),
    happened_at timestamptz not null,
    booked_at timestamptz not null default now()
);
create index booking_donation on booking (donation_id);

create table entry (
    booking_id bigint not null references booking (id),
    account text not null check (account in ('clearing', 'income', 'fees', 'refunds', 'reversals')),
    currency char(3) not null,
    amount_minor bigint not null check (amount_minor <> 0),
    primary key (booking_id, account, currency)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'The books are only ever added to';
end $$;
create trigger booking_is_for_ever before update or delete on booking for each row execute function refuse_change();
create trigger entry_is_for_ever before update or delete on entry for each row execute function refuse_change();

create function refuse_imbalance() returns trigger language plpgsql as $$
begin
    if exists (select 1 from entry where booking_id = new.booking_id group by currency having sum(amount_minor) <> 0) then
        raise exception 'Booking % does not balance', new.booking_id;
    end if;
    return null;
end $$;
create constraint trigger entry_balances after insert on entry deferrable initially deferred
    for each row execute function refuse_imbalance();

-- Every call that changes something at a provider is here before it is made, with the id that makes it happen once.
create table provider_call (
    id uuid primary key,
    donation_id uuid not null references donation (id),
    refund_id uuid references refund (id),
    operation text not null check (operation in ('start', 'capture', 'refund', 'cancel')),
    state text not null check (state in ('prepared', 'done', 'refused', 'unknown')),
    issue text,
    debug_id text,
    prepared_at timestamptz not null default now(),
    finished_at timestamptz
);
create index provider_call_donation on provider_call (donation_id);

-- Webhooks as they came, once verified; their bytes go after thirty days.
create table webhook_event (
    provider text not null,
    event_id text not null,
    type text not null,
    donation text,
    refs text[] not null,
    body bytea,
    received_at timestamptz not null default now(),
    state text not null check (state in ('received', 'done', 'ignored')),
    attempts integer not null default 0,
    next_try_at timestamptz not null default now(),
    primary key (provider, event_id)
);
create index webhook_event_due on webhook_event (next_try_at) where state = 'received';

-- What happened to a donation, in order, by whom: for staff.
create table donation_event (
    id bigint generated always as identity primary key,
    donation_id uuid not null references donation (id),
    at timestamptz not null default now(),
    actor text not null,
    what text not null,
    from_state text,
    to_state text
);
create index donation_event_donation on donation_event (donation_id, id);

create table provider_plan (
    provider text not null,
    account text not null,
    currency char(3) not null,
    frequency text not null,
    plan text not null,
    primary key (provider, account, currency, frequency)
);

-- What does not agree with the provider, or came late: for staff to look at.
create table finding (
    id uuid primary key,
    donation_id uuid references donation (id),
    kind text not null,
    detail text not null,
    found_at timestamptz not null default now(),
    resolved_at timestamptz,
    unique (donation_id, kind, detail)
);

-- Letters to be sent, written with what they tell of.
create table letter (
    id uuid primary key,
    donation_id uuid not null references donation (id),
    payment_id uuid references payment (id),
    kind text not null check (kind in ('receipt', 'declined', 'ended')),
    state text not null check (state in ('waiting', 'sent', 'given_up')) default 'waiting',
    attempts integer not null default 0,
    next_try_at timestamptz not null default now(),
    unique (donation_id, kind, payment_id)
);
create index letter_due on letter (next_try_at) where state = 'waiting';
