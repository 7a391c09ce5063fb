-- Pictures that staff take in: not described at first, which keeps them from readers.
alter table image
    alter column alt drop not null,
    alter column credit drop not null,
    -- Where what matters lies, from the left and from the top.
    add column focal_x double precision not null default 0.5 check (focal_x between 0 and 1),
    add column focal_y double precision not null default 0.5 check (focal_y between 0 and 1),
    add column added_at timestamptz not null default now(),
    -- Null where nobody in particular did.
    add column added_by uuid references staff_member (id) on delete set null,
    add column words tsvector not null generated always as (
        to_tsvector('simple', coalesce(alt, '') || ' ' || coalesce(caption, '') || ' ' || coalesce(credit, ''))) stored;

create index image_words on image using gin (words);

-- Who uses a picture: as the one that leads, and within the text, which names its file.
create index revision_image on revision ((text ->> 'leadImageId')) where text ->> 'leadImageId' is not null;
create index article_pictured on article (id) where body_html like '%/media/%';
create index revision_pictured on revision (article_id, number) where text ->> 'body' like '%/media/%';
