package org.broadsheet.editorial;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.broadsheet.popularity.ArticleStatistics;
import org.broadsheet.popularity.Channel;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(
        name = "ArticleStatistics",
        description =
                "How an article was read, counted exactly. Readers of several days are added up: nobody knows who comes again.")
record StatisticsView(
        @Schema(description = "Each of the last 168 hours, the present one last.")
        List<Point> hours,

        @Schema(description = "Each day that was asked for, in UTC.")
        List<Point> days,

        @Schema(description = "All of these days together.") Point total,

        @Schema(description = "The views of these days, by where readers came from.")
        Channels channels) {

    @Schema(name = "StatisticsPoint", description = "What happened from a time on, until the next.")
    record Point(
            @Schema(description = "From when on.") Instant from,
            @Schema(description = "How many readers.") int readers,

            @Schema(description = "How often it was opened.")
            int views,

            @Schema(description = "How often it was read.") int reads,

            @Schema(description = "How often it was shared.")
            int shares,

            @Schema(
                    description = "The part of the views that were reads; null where there was no view.",
                    nullable = true)
            @Nullable
            Double readRate) {
        private static Point of(ArticleStatistics.Point point) {
            return new Point(
                    point.from(), point.readers(), point.views(), point.reads(), point.shares(), point.readRate());
        }
    }

    @Schema(name = "ViewsByChannel", description = "Views, by where readers came from.")
    record Channels(
            @Schema(description = "From other pages of the site.")
            int site,

            @Schema(description = "From search engines.") int search,
            @Schema(description = "From social networks.") int social,
            @Schema(description = "From letters.") int mail,
            @Schema(description = "From other sites.") int other,

            @Schema(description = "From nowhere that was told.")
            int direct) {
        private static Channels of(Map<Channel, Integer> views) {
            return new Channels(
                    views.getOrDefault(Channel.SITE, 0),
                    views.getOrDefault(Channel.SEARCH, 0),
                    views.getOrDefault(Channel.SOCIAL, 0),
                    views.getOrDefault(Channel.MAIL, 0),
                    views.getOrDefault(Channel.OTHER, 0),
                    views.getOrDefault(Channel.DIRECT, 0));
        }
    }

    static StatisticsView of(ArticleStatistics statistics) {
        return new StatisticsView(
                statistics.hours().stream().map(Point::of).toList(),
                statistics.days().stream().map(Point::of).toList(),
                Point.of(statistics.total()),
                Channels.of(statistics.views()));
    }
}
