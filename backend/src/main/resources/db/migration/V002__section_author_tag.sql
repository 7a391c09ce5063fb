-- What articles hang on. Counts are kept, not computed: they stay one index read however large the archive grows.
-- `version` moves when the words change (it feeds the ETags of articles), `touched_at` also when a count does. Names hold no control
-- characters: readers' statements part names by them.
create table section (
    id uuid primary key,
    slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name text not null check (name !~ '[[:cntrl:]]'),
    description text,
    position integer not null,
    article_count bigint not null default 0 check (article_count >= 0),
    version integer not null default 0,
    changed_at timestamptz not null default clock_timestamp()
);

create table author (
    id uuid primary key,
    slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name text not null check (name !~ '[[:cntrl:]]'),
    role text,
    bio text,
    article_count bigint not null default 0 check (article_count >= 0),
    last_published_at timestamptz,
    version integer not null default 0,
    changed_at timestamptz not null default clock_timestamp()
);

create table tag (
    id uuid primary key,
    slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name text not null check (name !~ '[[:cntrl:]]'),
    description text,
    article_count bigint not null default 0 check (article_count >= 0),
    last_used_at timestamptz,
    version integer not null default 0,
    changed_at timestamptz not null default clock_timestamp()
);

-- Every slug a tag ever had, the present one included: a slug belongs to one tag for ever.
create table tag_slug (
    slug text primary key check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    tag_id uuid not null references tag (id)
);

create index tag_slug_tag on tag_slug (tag_id);
create index tag_popular on tag (article_count desc, slug) where article_count > 0;
create index tag_recent on tag (last_used_at desc, slug) where article_count > 0;
