package org.broadsheet.editorial;

import java.util.UUID;
import org.broadsheet.shared.Ids;
import org.broadsheet.shared.ProblemException;

/** Ids of articles as addresses name them. */
final class DraftIds {
    private DraftIds() {}

    static UUID of(String id) {
        return Ids.parse(id).orElseThrow(() -> ProblemException.notFound("article"));
    }
}
