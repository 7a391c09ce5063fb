package org.broadsheet.article;

import java.util.Locale;

/** Where an article stands; readers see PUBLISHED ones, and of WITHDRAWN ones only that they are gone, and why. */
enum ArticleState {
    DRAFT,
    IN_REVIEW,
    APPROVED,
    SCHEDULED,
    EMBARGOED,
    PUBLISHED,
    WITHDRAWN;

    String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ArticleState of(String written) {
        return valueOf(written.toUpperCase(Locale.ROOT));
    }
}
