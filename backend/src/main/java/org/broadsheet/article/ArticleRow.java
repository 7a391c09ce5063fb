package org.broadsheet.article;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An article as a statement of {@link Articles} brings it: a card's columns, and those of the whole where it was asked for. */
record ArticleRow(
        UUID id,
        String slug,
        String kind,
        String language,
        String headline,
        @Nullable String kicker,
        @Nullable String standfirst,
        @Nullable String trailText,
        Instant publishedAt,
        Instant updatedAt,
        int wordCount,
        int version,
        String sectionSlug,
        String sectionName,
        int sectionVersion,
        @Nullable UUID imageId,
        @Nullable String alt,
        @Nullable String caption,
        @Nullable String credit,
        @Nullable Double focalX,
        @Nullable Double focalY,
        @Nullable Integer widthPx,
        @Nullable Integer heightPx,
        @Nullable String renditions,
        int imageVersion,
        String authors,
        String tags,
        @Nullable String bodyHtml,
        short bodyPolicy,
        @Nullable String location,
        @Nullable String rights,
        @Nullable Instant firstPublishedAt,
        @Nullable String corrections,
        @Nullable String translations,
        @Nullable Long translationsStamp,
        @Nullable Instant changedAt,
        @Nullable Long total) {
    /** Between the names of an article, and between the parts of a name: the schema keeps control characters out of both. */
    static final String RECORD = "\u001e";

    static final String UNIT = "\u001f";

    /** An author or a tag, as an article names it; without its state in a list. */
    record Part(String slug, String name, long version, Instant changedAt) {
        static final String COLUMNS =
                "concat_ws(chr(31), named.slug, named.name, named.version, cast(extract(epoch from named.changed_at) * 1000000 as bigint))";

        static Part read(String text) {
            String[] units = text.split(UNIT, -1);
            return units.length == 2
                    ? new Part(units[0], units[1], 0, Instant.EPOCH)
                    : new Part(
                            units[0],
                            units[1],
                            Long.parseLong(units[2]),
                            Instant.EPOCH.plus(Long.parseLong(units[3]), ChronoUnit.MICROS));
        }
    }

    static List<Part> parts(String names) {
        return names.isEmpty()
                ? List.of()
                : Arrays.stream(names.split(RECORD, -1)).map(Part::read).toList();
    }
}
