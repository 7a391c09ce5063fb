-- Looking after donations when nobody tells us anything: work that one node at a time does, findings that close by
-- themselves, events that nobody could look into, and what came of comparing the books with the provider's statement.
create table donation_chore (
    name text primary key,
    -- Whoever has it leaves it to others after this, done or not.
    leased_until timestamptz not null,
    -- Up to when it is done; null for never.
    done_at timestamptz
);

-- What a finding is about, so that it is there once, and the time of that, so that it is known when it was looked at again.
alter table finding
    add column subject text,
    add column about_at timestamptz,
    -- Null when staff closed it, or nobody did.
    add column healed_at timestamptz;
create unique index finding_subject on finding (kind, subject) where subject is not null;

alter table webhook_event drop constraint webhook_event_state_check;
alter table webhook_event
    add constraint webhook_event_state_check check (state in ('received', 'done', 'ignored', 'dead'));
create index webhook_event_newest on webhook_event (received_at desc, provider, event_id);

-- When an event last made us ask the provider: many events at once are one question.
alter table donation add column told_at timestamptz;

create table statement_comparison (
    id bigint generated always as identity primary key,
    provider text not null,
    account text not null,
    mode text not null,
    compared_at timestamptz not null default now(),
    from_at timestamptz not null,
    up_to timestamptz not null,
    outcome text not null check (outcome in ('balanced', 'differs', 'not_granted', 'unknown')),
    lines integer not null,
    -- Of other shops on the same account.
    strangers integer not null,
    differences integer not null
);
create index statement_comparison_newest on statement_comparison (provider, account, mode, id desc);
