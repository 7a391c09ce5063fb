-- An archive of :articles over three years, of which a tenth is read in a day and a fiftieth in an hour: the new above all,
-- by a power law, and of each article so much as chance and its age have it. Run by a superuser, who may leave out the
-- checks of foreign keys; nothing is said in the change log, so that the index and the related stories do not take part.
set session_replication_role = replica;
set work_mem = '256MB';
set maintenance_work_mem = '256MB';
-- Held until the end of the session: nobody makes lists of half of it.
select pg_advisory_lock(hashtext('broadsheet popular')) \g /dev/null

create table bench_template as
select row_number() over (order by id) - 1 as n, a.*
from article a
where state = 'published';

-- n is the age in articles: 0 is the newest. Ids go by time, as the product's own do.
create table bench_article as
select n, hash, published_at,
    cast(lpad(to_hex(cast(extract(epoch from published_at) * 1000 as bigint)), 12, '0') || '7' || left(hash, 3) || '8'
        || substr(hash, 4, 15) as uuid) as id
from (
    select n, md5('quality' || n) as hash, now() - (n + 0.5) / :articles * interval '1095 days' as published_at
    from generate_series(0, :articles - 1) as n) as numbered;

create unique index on bench_article (n);
analyze bench_template;
analyze bench_article;

insert into article_slug (slug, article_id, since)
select 'bench-' || n, id, published_at
from bench_article
order by n desc;

insert into article (id, slug, kind, state, language, headline, kicker, standfirst, trail_text, body_html, body_policy,
    word_count, section_id, lead_image_id, location, rights, first_published_at, published_at, updated_at)
select b.id, 'bench-' || b.n, t.kind, 'published', t.language, t.headline, t.kicker, t.standfirst, t.trail_text, t.body_html,
    t.body_policy, t.word_count, t.section_id, t.lead_image_id, t.location, t.rights, b.published_at, b.published_at,
    b.published_at
from bench_article b
join bench_template t on t.n = b.n % (select count(*) from bench_template)
order by b.n desc;

insert into article_tag (article_id, position, tag_id, published_at)
select b.id, given.position, given.tag_id, b.published_at
from bench_article b
join bench_template t on t.n = b.n % (select count(*) from bench_template)
join article_tag given on given.article_id = t.id
order by b.n desc;

insert into article_author (article_id, position, author_id, published_at)
select b.id, given.position, given.author_id, b.published_at
from bench_article b
join bench_template t on t.n = b.n % (select count(*) from bench_template)
join article_author given on given.article_id = t.id
order by b.n desc;

update section s set article_count = (select count(*) from article a where a.section_id = s.id and a.state = 'published');

-- Readers of a day: the article's own luck by Pareto's law, faded by its age, and whoever came by search.
create function bench_readers(hash text, age_days double precision, searched bigint, share double precision) returns integer
language sql immutable as $$
    select cast(searched + floor(share * 30 * power((('x' || left(hash, 4))::bit(16)::integer + 1) / cast(65536 as double precision), -0.8)
        / power(1 + greatest(age_days, 0), 1.3)) as integer)
$$;

-- Sketches are as long as those of so many readers, and as incompressible.
create table bench_noise as
select string_agg(decode(md5(random()::text), 'hex'), '') as bytes
from generate_series(1, 4096);

create function bench_sketch(readers integer) returns bytea language sql volatile as $$
    select substring(bytes from 1 + cast(floor(random() * 50000) as integer) for least(8232, 12 + 4 * readers))
    from bench_noise
$$;

create procedure bench_days(articles integer, oldest integer, newest integer, has_sketch boolean) language sql as $$
    insert into article_day (day, article_id, views, reads, shares, readers, from_site, from_search, from_social, from_mail,
        from_other, sketch)
    select cast(now() at time zone 'UTC' as date) - age, id, readers * 13 / 10, readers * 45 / 100, readers / 40, readers,
        readers * 5 / 10, readers * 3 / 10, readers * 2 / 10, readers / 20, readers / 20,
        case when has_sketch then bench_sketch(readers) end
    from (
        select age, id, bench_readers(hash, n / cast(articles as double precision) * 1095 - age, drawn, 1) as readers
        from (
            select age,
                cast(floor(articles * (gone + (1 - gone) * power(random(), 3))) as integer) as n,
                count(*) as drawn
            from generate_series(newest, oldest) as age, cast(age / 1095.0 as double precision) as gone,
                generate_series(1, articles * 12 / 100)
            group by 1, 2) as draws
        join bench_article using (n)
        offset 0) as read -- Readers are worked out once, not for each column.
    order by age desc
$$;

create procedure bench_hours(articles integer, oldest integer, newest integer, has_sketch boolean) language sql as $$
    insert into article_hour (hour, article_id, views, reads, shares, readers, first_readers, from_site, from_search,
        from_social, from_mail, from_other, sketch)
    select date_trunc('hour', now(), 'UTC') - age * interval '1 hour', id, readers * 13 / 10, readers * 45 / 100, readers / 40,
        readers, readers * 9 / 10, readers * 5 / 10, readers * 3 / 10, readers * 2 / 10, readers / 20, readers / 20,
        case when has_sketch then bench_sketch(readers) end
    from (
        select age, id,
            bench_readers(hash, n / cast(articles as double precision) * 1095 - age / 24.0, drawn, 1 / 24.0) as readers
        from (
            select age,
                cast(floor(articles * (gone + (1 - gone) * power(random(), 3))) as integer) as n,
                count(*) as drawn
            from generate_series(newest, oldest) as age, cast(age / 26280.0 as double precision) as gone,
                generate_series(1, articles * 2 / 100)
            group by 1, 2) as draws
        join bench_article using (n)
        offset 0) as read -- Readers are worked out once, not for each column.
    order by age desc
$$;

-- What is kept: days for good, hours for eight days, sketches of two days and of the last hours.
truncate article_day, article_hour;
call bench_days(:articles, 59, 2, false);
select 'day', count(*), pg_total_relation_size('article_day') from article_day;
call bench_days(:articles, 1, 0, true);
select 'day with sketches', count(*), pg_total_relation_size('article_day') from article_day;
call bench_hours(:articles, 191, 3, false);
select 'hour', count(*), pg_total_relation_size('article_hour') from article_hour;
call bench_hours(:articles, 2, 0, true);
select 'hour with sketches', count(*), pg_total_relation_size('article_hour') from article_hour;

drop procedure bench_days, bench_hours;
drop function bench_readers, bench_sketch;
drop table bench_template, bench_article, bench_noise;
update popular_progress set past_made_on = null;
vacuum analyze;
