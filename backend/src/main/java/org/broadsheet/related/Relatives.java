package org.broadsheet.related;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.changes.Change.Position;

/** Finds what is related to articles, as far as this node knows the log. */
interface Relatives {
    /** @param touched whose own lists the article may change */
    record Found(List<KeptStory> stories, Set<UUID> touched) {}

    boolean hasReached(Position position);

    /** What is found for those of these articles that are published; empty while this node cannot tell. */
    Optional<Map<UUID, Found>> of(List<UUID> articles);
}
