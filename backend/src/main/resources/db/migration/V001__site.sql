-- The newsroom itself: one row, always there, so that a site without a demo still has a name and a clock.
create table site (
    is_only boolean primary key default true check (is_only),
    name text not null,
    description text,
    language text not null,
    time_zone text not null,
    country text,
    city text,
    latitude double precision check (latitude between -90 and 90),
    longitude double precision check (longitude between -180 and 180),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    lead_article_id uuid,
    changed_at timestamptz not null default clock_timestamp(),
    check ((latitude is null) = (longitude is null))
);

insert into site (name, language, time_zone, currency)
values ('Broadsheet', 'en', 'UTC', 'EUR');
