package org.broadsheet.editorial;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.broadsheet.media.Images;
import org.broadsheet.shared.Problem.Fault;

/** What a text still lacks before readers may see it, in itself and in what it shows. */
@ApplicationScoped
class Gaps {
    private final Images images;

    Gaps(Images images) {
        this.images = images;
    }

    /** Empty when it is complete. */
    List<Fault> of(DraftText text) {
        List<Fault> missing = new ArrayList<>(text.missing());
        UUID picture = text.leadImageId();
        if (picture != null) {
            images.hindrance(picture).ifPresent(why -> missing.add(Fault.pointer("/leadImage", why)));
        }
        return missing;
    }
}
