-- Related stories: what editors decided, and what the engine found and keeps (docs/adr/007).
alter table article add column is_offered boolean not null default true;

create or replace view published_article as
select
    id, slug, kind, language, headline, kicker, standfirst, trail_text, body_html, body_policy, word_count, section_id, lead_image_id,
    location, rights, translation_group, first_published_at, published_at, updated_at, version, changed_at, is_offered
from article
where state = 'published';

-- Pinned stories lead the list in this order; excluded ones never stand in it.
create table related_choice (
    article_id uuid not null references article (id),
    other_id uuid not null references article (id),
    position integer,
    is_excluded boolean not null,
    primary key (article_id, other_id),
    check (article_id <> other_id),
    check (is_excluded = (position is null))
);

-- One list an article, made when content changes and read by every node. No key to article: a list may outlive its
-- article for a moment, and readers go through the view of published ones.
create table related_list (
    article_id uuid primary key,
    -- [{"id": "…", "score": 0.83, "reason": "same-event", "terms": ["ferry", "strike"]}], best first
    stories jsonb not null,
    made_at timestamptz not null default clock_timestamp()
);

create index related_list_naming on related_list using gin (stories jsonb_path_ops);

-- How far down the change log the lists have been brought, moved in the transaction that writes them.
create table related_progress (
    is_only boolean primary key default true check (is_only),
    xid xid8 not null,
    id bigint not null
);
