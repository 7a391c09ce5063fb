package org.broadsheet.author;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.broadsheet.shared.Ids;
import org.jspecify.annotations.Nullable;

/** Somebody who writes. The count of articles and the last date are kept by {@link Authors#count}. */
@Entity
@Table(name = "author")
class Author {
    @Id
    UUID id;

    String slug;
    String name;

    @Nullable
    String role;

    @Nullable
    String bio;

    @Version
    int version;

    Instant changedAt;

    protected Author() {}

    Author(String slug, String name, @Nullable String role, @Nullable String bio, Instant now) {
        this.id = Ids.next();
        this.slug = slug;
        this.name = name;
        this.role = role;
        this.bio = bio;
        this.changedAt = now;
    }
}
