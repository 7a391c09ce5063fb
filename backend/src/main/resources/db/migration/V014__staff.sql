-- Who works here. Only hashes of secrets are kept; what must be read again is sealed with a key that lies outside.
create table staff_member (
    id uuid primary key,
    email text not null unique check (email = lower(email)),
    name text not null check (name <> '' and name !~ '[[:cntrl:]]'),
    roles text[] not null check (
        roles <@ array['contributor', 'editor', 'chief_editor', 'publisher', 'administrator'] and cardinality(roles) > 0
    ),
    state text not null check (state in ('invited', 'active', 'suspended')),
    -- Whose byline it is, where it is one.
    author_id uuid references author (id),
    -- With its parameters ($argon2id$v=19$…); null until the invitation is taken up.
    password_hash text,
    -- Sealed; counts once it is confirmed. The last step that was used is never taken again.
    totp_secret bytea,
    totp_confirmed_at timestamptz,
    totp_last_step bigint not null default 0,
    created_at timestamptz not null default now(),
    version integer not null default 0
);

create table recovery_code (
    member_id uuid not null references staff_member (id),
    code_hash bytea not null,
    primary key (member_id, code_hash)
);

create table staff_session (
    id uuid primary key,
    member_id uuid not null references staff_member (id),
    token_hash bytea not null unique,
    began_at timestamptz not null default now(),
    seen_at timestamptz not null default now(),
    agent text not null
);

create index staff_session_member on staff_session (member_id);

-- Good for one use: the first account, an invitation, a new password.
create table staff_link (
    token_hash bytea primary key,
    member_id uuid references staff_member (id),
    kind text not null check (kind in ('setup', 'invitation', 'reset')),
    expires_at timestamptz not null,
    check ((kind = 'setup') = (member_id is null))
);

-- Letters with such a link that are still to be sent: the link is made when its letter is.
create table staff_letter (
    id uuid primary key,
    member_id uuid not null references staff_member (id),
    kind text not null check (kind in ('invitation', 'reset')),
    tries integer not null default 0,
    due_at timestamptz not null default now()
);

create table personal_token (
    id uuid primary key,
    member_id uuid not null references staff_member (id),
    name text not null,
    token_hash bytea not null unique,
    rights text[] not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    last_used_at timestamptz
);

create index personal_token_member on personal_token (member_id);

-- What was tried and failed, by account and by network; of no use after a crash, so not logged.
create unlogged table staff_attempt (
    what bytea not null,
    at timestamptz not null default now()
);

create index staff_attempt_what on staff_attempt (what, at);

-- Tells whether a node has the key that the rest is sealed with.
create table staff_key (
    is_only boolean primary key default true check (is_only),
    check_value bytea not null
);
