-- What the demonstration provider knows: play money, in tables of its own, as a real provider's would be elsewhere.
create table demo_order (
    reference text primary key,
    request_id text not null unique,
    donation text not null,
    amount_minor bigint not null,
    currency char(3) not null,
    frequency text not null,
    state text not null check (state in ('waiting', 'approved', 'approved_pending', 'declined', 'completed', 'active', 'cancelled')),
    return_url text not null,
    cancel_url text not null,
    created_at timestamptz not null default now()
);

create table demo_payment (
    id text primary key,
    reference text not null references demo_order (reference),
    state text not null check (state in ('pending', 'completed')),
    happened_at timestamptz not null default now()
);
create index demo_payment_reference on demo_payment (reference);

create table demo_refund (
    id text primary key,
    payment_id text not null references demo_payment (id),
    ours text not null unique,
    amount_minor bigint not null,
    happened_at timestamptz not null default now()
);
