package org.broadsheet.section;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.broadsheet.shared.Ids;
import org.jspecify.annotations.Nullable;

/** A section of the paper. Its count of articles is kept by {@link Sections#count}. */
@Entity
@Table(name = "section")
class Section {
    @Id
    UUID id;

    String slug;
    String name;

    @Nullable
    String description;

    int position;

    @Version
    int version;

    Instant changedAt;

    protected Section() {}

    Section(String slug, String name, @Nullable String description, int position, Instant now) {
        this.id = Ids.next();
        this.slug = slug;
        this.name = name;
        this.description = description;
        this.position = position;
        this.changedAt = now;
    }
}
