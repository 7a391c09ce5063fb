-- Articles in every state, from draft to withdrawn; readers see them only through the views of V005.
create table article (
    id uuid primary key,
    slug text not null unique,
    kind text not null check (kind in ('article', 'liveblog', 'opinion', 'gallery', 'video', 'audio')),
    state text not null check (state in ('draft', 'in_review', 'approved', 'scheduled', 'embargoed', 'published', 'withdrawn')),
    language text not null,
    headline text not null check (headline <> ''),
    kicker text,
    standfirst text,
    trail_text text,
    body_html text not null,
    body_policy smallint not null,
    word_count integer not null check (word_count >= 0),
    section_id uuid not null references section (id),
    lead_image_id uuid references image (id),
    location text,
    rights text,
    translation_group uuid,
    first_published_at timestamptz,
    published_at timestamptz,
    updated_at timestamptz,
    scheduled_for timestamptz,
    embargoed_until timestamptz,
    withdrawn_at timestamptz,
    withdrawn_reason text,
    version integer not null default 0,
    changed_at timestamptz not null default clock_timestamp(),
    check (state <> 'published' or (published_at is not null and first_published_at is not null and updated_at is not null)),
    check (state <> 'scheduled' or scheduled_for is not null),
    check (state <> 'embargoed' or embargoed_until is not null),
    check (state <> 'withdrawn' or (withdrawn_at is not null and withdrawn_reason <> ''))
);

-- Every slug an article ever had, the present one included: a printed link belongs to one article for ever.
create table article_slug (
    slug text primary key check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    article_id uuid not null references article (id) deferrable initially deferred,
    since timestamptz not null default clock_timestamp()
);

alter table article add foreign key (slug) references article_slug (slug) deferrable initially deferred;
alter table site add foreign key (lead_article_id) references article (id);

-- published_at stands here too, null while the article is not public, so that "newest of a tag" is one index walk. The
-- keys are in the order of reading and hold what is read, so that an article's own are one walk as well.
create table article_tag (
    article_id uuid not null references article (id),
    position integer not null,
    tag_id uuid not null references tag (id),
    published_at timestamptz,
    primary key (article_id, position) include (tag_id),
    unique (article_id, tag_id)
);

create table article_author (
    article_id uuid not null references article (id),
    position integer not null,
    author_id uuid not null references author (id),
    published_at timestamptz,
    primary key (article_id, position) include (author_id),
    unique (article_id, author_id)
);

create table correction (
    id uuid primary key,
    article_id uuid not null references article (id),
    at timestamptz not null,
    kind text not null check (kind in ('correction', 'clarification', 'update')),
    text text not null check (text <> '')
);

create index article_slug_article on article_slug (article_id);
create index article_newest on article (published_at desc, id desc) where state = 'published';
create index article_updated on article (updated_at desc, id desc) where state = 'published';
create index article_section on article (section_id, published_at desc, id desc) where state = 'published';
create index article_translation on article (translation_group) where translation_group is not null;
create index article_image on article (lead_image_id) where lead_image_id is not null;
create index article_tag_newest on article_tag (tag_id, published_at desc, article_id desc) where published_at is not null;
create index article_tag_tag on article_tag (tag_id);
create index article_author_newest on article_author (author_id, published_at desc, article_id desc) where published_at is not null;
create index article_author_author on article_author (author_id);
create index correction_article on correction (article_id, at);
