package org.broadsheet.tag;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.broadsheet.shared.Ids;
import org.jspecify.annotations.Nullable;

/** What articles are about. The count of articles and the last use are kept by {@link Tags#count}. */
@Entity
@Table(name = "tag")
class Tag {
    @Id
    UUID id;

    String slug;
    String name;

    @Nullable
    String description;

    @Version
    int version;

    Instant changedAt;

    protected Tag() {}

    Tag(String slug, String name, @Nullable String description, Instant now) {
        this.id = Ids.next();
        this.slug = slug;
        this.name = name;
        this.description = description;
        this.changedAt = now;
    }
}
