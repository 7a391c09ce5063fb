-- The only doors through which readers' queries reach articles: deny by default, in one place.
create view published_article as
select
    id, slug, kind, language, headline, kicker, standfirst, trail_text, body_html, body_policy, word_count, section_id, lead_image_id,
    location, rights, translation_group, first_published_at, published_at, updated_at, version, changed_at
from article
where state = 'published';

-- A withdrawn article says that it was here and why it is gone, and nothing else; what was never public stays unknown.
create view withdrawn_article as
select id, withdrawn_at, withdrawn_reason
from article
where state = 'withdrawn' and first_published_at is not null;
