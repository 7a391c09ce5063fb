-- What is worked at, apart from what readers see: an article's row changes when it is published, these when it is saved.
-- An article that nobody has worked at yet has no draft; its first saving makes one.
create table draft (
    -- The article's, once it is one.
    id uuid primary key,
    stage text not null check (stage in ('draft', 'in_review', 'approved')),
    -- Copies out of the newest revision, for lists.
    headline text not null,
    section_id uuid references section (id),
    language text not null,
    words tsvector not null,
    created_by uuid references staff_member (id),
    created_at timestamptz not null default now(),
    changed_by uuid references staff_member (id),
    changed_at timestamptz not null default now(),
    revision integer not null,
    -- What readers see of it, or saw last.
    live_revision integer,
    publish_at timestamptz,
    publish_revision integer,
    withdraw_at timestamptz,
    withdraw_reason text,
    embargoed_until timestamptz,
    -- What whoever gave it back, or the schedule, had to say.
    note text,
    idempotency_key bytea unique,
    idempotency_hash bytea,
    version integer not null default 0,
    check ((publish_at is null) = (publish_revision is null)),
    check ((withdraw_at is null) = (withdraw_reason is null))
);

create index draft_changed on draft (changed_at desc, id desc);
create index draft_creator on draft (created_by, changed_at desc);
create index draft_words on draft using gin (words);
create index draft_publish on draft (publish_at) where publish_at is not null;
create index draft_withdraw on draft (withdraw_at) where withdraw_at is not null;
create index article_changed on article (changed_at desc, id desc);

-- Every save. Only the newest may still grow, while one person's savings by themselves follow each other.
create table revision (
    article_id uuid not null references draft (id) on delete cascade,
    number integer not null check (number > 0),
    saved_at timestamptz not null default now(),
    -- Null for what was there before anybody worked at it here.
    saved_by uuid references staff_member (id),
    is_autosave boolean not null,
    text jsonb not null,
    primary key (article_id, number)
);

-- A link to one revision for people without an account.
create table preview (
    token_hash bytea primary key,
    article_id uuid not null references draft (id) on delete cascade,
    revision integer not null,
    made_by uuid not null references staff_member (id),
    expires_at timestamptz not null
);

create index preview_article on preview (article_id);

-- Who has an article open just now; of no use after a crash.
create unlogged table presence (
    article_id uuid not null,
    member_id uuid not null,
    seen_at timestamptz not null default now(),
    primary key (article_id, member_id)
);
