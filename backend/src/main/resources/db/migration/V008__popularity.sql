-- What readers read (docs/adr/008): batches as the nodes take them, then hours, then days, and the lists made of them.
alter table article add column is_excluded_from_popular boolean not null default false;

create or replace view published_article as
select
    id, slug, kind, language, headline, kicker, standfirst, trail_text, body_html, body_policy, word_count, section_id, lead_image_id,
    location, rights, translation_group, first_published_at, published_at, updated_at, version, changed_at, is_offered,
    is_excluded_from_popular
from article
where state = 'published';

-- The key of a UTC day's reader hashes. It is destroyed with the second day after it, and nobody can tell then who read what.
create table reader_secret (
    day date primary key,
    secret bytea not null check (octet_length(secret) = 32)
);

-- One row a flush of one node: what it counted since the last, by article, in the form of Tallies. Acknowledged once it
-- is here; it is gone once it is counted into hours and days, in one transaction.
create table view_batch (
    id uuid primary key,
    hour timestamptz not null,
    tallies bytea not null
);

-- No key to article in these: counting does not wait for editors, and readers go through the view of published ones.
-- Views by where readers came from; the rest came directly. Readers of an hour are those of that hour; first_readers are
-- those who had not read the article before on that UTC day, so that they add up over hours.
create table article_hour (
    hour timestamptz not null,
    article_id uuid not null,
    views integer not null,
    reads integer not null,
    shares integer not null,
    readers integer not null,
    first_readers integer not null,
    from_site integer not null,
    from_search integer not null,
    from_social integer not null,
    from_mail integer not null,
    from_other integer not null,
    -- HyperLogLog of the hour's readers, while more of them may come.
    sketch bytea,
    primary key (hour, article_id)
);

create table article_day (
    day date not null,
    article_id uuid not null,
    views integer not null,
    reads integer not null,
    shares integer not null,
    readers integer not null,
    from_site integer not null,
    from_search integer not null,
    from_social integer not null,
    from_mail integer not null,
    from_other integer not null,
    sketch bytea,
    primary key (day, article_id)
);

-- Sums over whole days that are over, made once a day: a list every half minute must not add up months.
create table article_past (
    article_id uuid primary key,
    readers_6 integer not null,
    views_6 integer not null,
    reads_6 integer not null,
    shares_6 integer not null,
    readers_29 integer not null,
    views_29 integer not null,
    reads_29 integer not null,
    shares_29 integer not null,
    -- What to expect of it: the seven days before today, the seven before those of the window, the thirty before.
    readers_before_day integer not null,
    readers_before_week integer not null,
    readers_before_month integer not null
);

-- One list: of the site (kind 'site', its own id 0), a section, a tag or an author. previous is the list as it stood when
-- the hour (windows of hours) or the day (windows of days) began.
create table popular_list (
    kind text not null check (kind in ('site', 'section', 'tag', 'author')),
    scope_id uuid not null,
    span text not null check (span in ('1h', '24h', '7d', '30d')),
    metric text not null check (metric in ('readers', 'views', 'reads', 'shares', 'trending')),
    articles uuid[] not null,
    readers integer[] not null,
    views integer[] not null,
    reads integer[] not null,
    shares integer[] not null,
    previous uuid[] not null,
    made_at timestamptz not null,
    primary key (kind, scope_id, span, metric)
);

create table popular_progress (
    is_only boolean primary key default true check (is_only),
    computed_at timestamptz,
    -- The day that article_past was made on.
    past_made_on date
);

insert into popular_progress (is_only) values (true);
