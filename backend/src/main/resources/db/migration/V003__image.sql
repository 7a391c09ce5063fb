-- Pictures: what a reader needs to see them without a layout shift, and where the renditions lie.
create table image (
    id uuid primary key,
    alt text not null check (alt <> ''),
    caption text,
    credit text not null check (credit <> ''),
    width_px integer not null check (width_px > 0),
    height_px integer not null check (height_px > 0),
    -- [{"width": 640, "height": 427, "type": "image/jpeg", "path": "ab/abcd….jpg"}], narrowest first
    renditions jsonb not null,
    content_hash text not null unique,
    version integer not null default 0,
    changed_at timestamptz not null default clock_timestamp()
);
