package org.broadsheet.related;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.broadsheet.changes.Change.Position;
import org.broadsheet.related.Backlog.Waiting;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final Backlog backlog = new Backlog();

    @Test
    void news_and_what_it_touches_go_ahead_then_changes_newest_first_and_then_what_they_touch() {
        Waiting older = changed(1, NOW.minusSeconds(90_000));
        Waiting old = changed(1, NOW.minusSeconds(80_000));
        Waiting news = new Waiting(UUID.randomUUID(), at(2), NOW, true, true);
        Waiting besideOld = old.touching(UUID.randomUUID());
        Waiting besideNews = news.touching(UUID.randomUUID());

        backlog.add(List.of(older, besideOld, old));
        backlog.add(List.of(news, besideNews));

        List<Waiting> order = new ArrayList<>();
        while (backlog.size() > 0) {
            order.addAll(backlog.next(1));
            backlog.made(backlog.next(1));
        }
        assertThat(order.subList(0, 2)).containsExactlyInAnyOrder(news, besideNews);
        assertThat(order.subList(2, 5)).containsExactly(old, older, besideOld);
    }

    @Test
    void hands_out_news_without_anything_that_can_wait() {
        Waiting news = new Waiting(UUID.randomUUID(), at(1), NOW, true, true);
        backlog.add(List.of(changed(1, NOW), changed(1, NOW), news));

        assertThat(backlog.next(20)).containsExactly(news);
    }

    @Test
    void has_each_article_once_for_the_most_urgent_of_its_reasons_and_the_oldest_part_of_the_log() {
        UUID id = UUID.randomUUID();
        Waiting cause = changed(1, NOW.minusSeconds(90_000));
        backlog.add(List.of(cause.touching(id)));
        backlog.add(List.of(new Waiting(id, at(2), NOW, true, true)));
        backlog.add(List.of(cause.touching(id)));

        assertThat(backlog.next(20)).containsExactly(new Waiting(id, at(1), NOW, true, true));
        assertThat(backlog.size()).isEqualTo(1);
    }

    @Test
    void is_done_with_a_part_of_the_log_when_nothing_waits_since_it_or_since_an_older_one() {
        Waiting first = changed(1, NOW.minusSeconds(90_000));
        Waiting second = changed(2, NOW);
        backlog.read(at(1));
        backlog.add(List.of(first));
        backlog.read(at(2));
        backlog.add(List.of(second));
        backlog.read(at(3));
        assertThat(backlog.done()).isEmpty();

        backlog.made(List.of(second));
        assertThat(backlog.done()).as("the older part waits").isEmpty();

        Waiting touched = first.touching(UUID.randomUUID());
        backlog.made(List.of(first));
        backlog.add(List.of(touched));
        assertThat(backlog.done()).as("what it touched waits").isEmpty();

        backlog.made(List.of(touched));
        assertThat(backlog.done()).contains(at(3));
    }

    private static Waiting changed(long part, Instant published) {
        return new Waiting(UUID.randomUUID(), at(part), published, false, true);
    }

    private static Position at(long transaction) {
        return new Position(transaction, 1);
    }
}
