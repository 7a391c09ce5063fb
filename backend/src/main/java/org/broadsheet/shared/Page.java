package org.broadsheet.shared;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where a list stands. */
@Schema(description = "Where this page of the list stands.")
public record Page(
        @Schema(description = "The most items a page may hold.", minimum = "1", maximum = "100")
        int limit,

        @Schema(description = "Cursor of the next page; null on the last.", nullable = true) @Nullable
        String next,

        @Schema(description = "Items in the whole list, only when asked for by include=total.", nullable = true)
        @Nullable
        Long total) {

    /**
     * How long a whole list is, and when anything public last changed: asked together, in one statement.
     *
     * @param changedAt null before anything was published
     */
    public record Counted(long total, @Nullable Instant changedAt) {}

    /** One page of a list: at most {@code limit} items and the place of the last, when more follow. */
    public record Slice<T>(List<T> items, boolean hasMore) {

        /** Cuts the one item that was fetched beyond the limit to learn whether more follow. */
        public static <T> Slice<T> of(List<T> fetched, int limit) {
            return fetched.size() > limit ? new Slice<>(fetched.subList(0, limit), true) : new Slice<>(fetched, false);
        }

        public @Nullable String next(Function<T, Cursor> place) {
            return hasMore ? place.apply(items.getLast()).encoded() : null;
        }
    }
}
