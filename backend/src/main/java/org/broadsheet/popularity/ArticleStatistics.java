package org.broadsheet.popularity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an article was read, for those who write it; exact, unlike what the public sees.
 *
 * @param hours each of the last 168 hours, the present one last
 * @param days each day that was asked for, in UTC, the last one last
 * @param total of these days; readers of several days are added up, for nobody knows who comes again
 * @param views of these days by where readers came from, every channel in it
 */
public record ArticleStatistics(List<Point> hours, List<Point> days, Point total, Map<Channel, Integer> views) {

    /** What happened from a time on, until the next. */
    public record Point(Instant from, int readers, int views, int reads, int shares) {

        /** The part of the views that were reads, 0 to 1; null where there was no view. */
        public @Nullable Double readRate() {
            return views == 0 ? null : Math.min(1, (double) reads / views);
        }
    }
}
