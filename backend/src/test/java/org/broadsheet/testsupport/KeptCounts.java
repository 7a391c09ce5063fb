package org.broadsheet.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;

/** Holds what is kept beside the articles against what counting them anew gives. */
@ApplicationScoped
public class KeptCounts {
    private static final String TAGS_AND_AUTHORS = """
            select cast(kept.slug as text), kept.article_count, kept.%2$s,
                (select count(*) from article_%1$s c join article a on a.id = c.article_id
                    where c.%1$s_id = kept.id and a.state = 'published'),
                (select max(a.published_at) from article_%1$s c join article a on a.id = c.article_id
                    where c.%1$s_id = kept.id and a.state = 'published')
            from %1$s kept
            """;
    private static final String SECTIONS = """
            select cast(kept.slug as text), kept.article_count, null,
                (select count(*) from article a where a.section_id = kept.id and a.state = 'published'), null
            from section kept
            """;
    private static final String COPIES = """
            select count(*) from article_%1$s c join article a on a.id = c.article_id
            where c.published_at is distinct from case when a.state = 'published' then a.published_at end
            """;

    private final Session database;

    KeptCounts(Session database) {
        this.database = database;
    }

    @Transactional
    public void agree() {
        Map<String, String> kept = new LinkedHashMap<>();
        Map<String, String> counted = new LinkedHashMap<>();
        for (String sql : List.of(
                TAGS_AND_AUTHORS.formatted("tag", "last_used_at"),
                TAGS_AND_AUTHORS.formatted("author", "last_published_at"),
                SECTIONS)) {
            for (Object[] row : database.createNativeQuery(sql, Object[].class).getResultList()) {
                kept.put(String.valueOf(row[0]), row[1] + " last " + row[2]);
                counted.put(String.valueOf(row[0]), row[3] + " last " + row[4]);
            }
        }
        assertThat(kept).isEqualTo(counted);
        for (String kind : List.of("tag", "author")) {
            assertThat(database.createNativeQuery(COPIES.formatted(kind), Long.class)
                            .getSingleResult())
                    .as("copies of the publication time in article_%s that are wrong", kind)
                    .isZero();
        }
    }
}
