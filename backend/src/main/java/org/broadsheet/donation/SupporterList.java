package org.broadsheet.donation;

import java.time.Instant;
import java.util.List;
import org.broadsheet.shared.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who gave and agreed to be named. */
@Schema(description = "Who gave and agreed to be named, newest first.")
public record SupporterList(List<Supporter> items, Page page) {
    /** One of them, in his own words. */
    @Schema(description = "One who gave, in his own words.")
    public record Supporter(
            String name, @Schema(nullable = true) @Nullable String message, Instant at) {}
}
