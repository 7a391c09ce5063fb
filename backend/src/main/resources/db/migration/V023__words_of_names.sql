-- Names by their words as readers type them, without case, accents and signs: the beginning of any word is found by an index.
create function folded(name text) returns text
    language sql immutable strict parallel safe
    return lower(regexp_replace(
        normalize(
            translate(
                replace(replace(replace(replace(lower(name), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
                'øØłŁđĐðÐħĦı', 'oollddddhhi'),
            NFKD),
        '[\u0300-\u036F]', '', 'g'));

-- Words are what lies between signs, whatever the database takes for a letter.
create function words_of(name text) returns text[]
    language sql immutable strict parallel safe
    return (
        select coalesce(array_agg(left(word, 100) order by place), '{}')
        from regexp_split_to_table(folded(name), '[\s!-/:-@\[-`{-\u00BF\u00D7\u00F7\u02B9-\u02FF\u2000-\u206F\u3000-\u303F]+')
            with ordinality split (word, place)
        where word <> '');

-- O'Brien is typed as o'brien and as obrien.
create function name_words(name text) returns tsvector
    language sql immutable strict parallel safe
    return array_to_tsvector(words_of(name) || words_of(translate(name, '''’ʼ', '')));

-- All words that were typed, the last of which may be the beginning of one.
create function names_begun(typed text) returns tsquery
    language sql immutable strict parallel safe
    return (
        select cast(string_agg('''' || word || '''' || case when place = cardinality(words_of(typed)) then ':*' else '' end, ' & ')
            as tsquery)
        from unnest(words_of(typed)) with ordinality split (word, place));

alter table tag add column name_words tsvector generated always as (name_words(name)) stored;
alter table author add column name_words tsvector generated always as (name_words(name)) stored;

create index tag_name_words on tag using gin (name_words) where article_count > 0;
create index author_name_words on author using gin (name_words) where article_count > 0;
