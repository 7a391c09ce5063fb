-- Lists of related stories are made anew when they are made in another way, and that is taken up where it was broken off
-- (docs/adr/007).
alter table related_progress
    -- How the lists were made: RelatedEngine compares it with its own way.
    add column format integer not null default 0,
    -- While all are made anew: the last article, in order of id, whose list was; null when that is over.
    add column made_anew_to uuid;
