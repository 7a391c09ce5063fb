-- What editors put on the front page, in order; a place may empty itself. What is not public any more is passed over.
create table front_slot (
    position integer primary key check (position > 0),
    article_id uuid not null unique references article (id),
    expires_at timestamptz
);

create table front (
    is_only boolean primary key default true check (is_only),
    version integer not null default 0,
    changed_at timestamptz not null default clock_timestamp()
);

insert into front default values;
