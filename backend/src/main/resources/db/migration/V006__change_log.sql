-- Everything that happened to public content, in an order that followers can trust (docs/adr/003).
-- A row's place is (xid, id): a follower reads only rows of transactions older than the oldest running one.
create table change (
    id bigint generated always as identity,
    xid xid8 not null default pg_current_xact_id(),
    at timestamptz not null default clock_timestamp(),
    kind text not null check (kind in ('published', 'updated', 'corrected', 'slug_changed', 'withdrawn', 'renamed')),
    subject text not null check (subject in ('article', 'tag', 'section', 'author', 'site')),
    subject_id uuid not null,
    primary key (xid, id)
);

create index change_at on change (at desc);
