package org.broadsheet.article;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An article in whatever state. Only {@link Publishing} knows it; readers' queries cannot reach it. */
@Entity
@Table(name = "article")
class Article {
    @Id
    UUID id;

    String slug;
    String kind;
    String state;
    String language;
    String headline;

    @Nullable
    String kicker;

    @Nullable
    String standfirst;

    @Nullable
    String trailText;

    String bodyHtml;
    short bodyPolicy;
    int wordCount;
    UUID sectionId;

    @Nullable
    UUID leadImageId;

    @Nullable
    String location;

    @Nullable
    String rights;

    @Nullable
    UUID translationGroup;

    @Nullable
    Instant firstPublishedAt;

    @Nullable
    Instant publishedAt;

    @Nullable
    Instant updatedAt;

    @Nullable
    Instant scheduledFor;

    @Nullable
    Instant embargoedUntil;

    @Nullable
    Instant withdrawnAt;

    @Nullable
    String withdrawnReason;

    boolean isOffered = true;

    boolean isExcludedFromPopular;

    @Version
    int version;

    Instant changedAt;

    protected Article() {}

    Article(UUID id, String slug) {
        this.id = id;
        this.slug = slug;
        this.state = ArticleState.DRAFT.written();
    }

    boolean isPublished() {
        return ArticleState.of(state) == ArticleState.PUBLISHED;
    }
}
