package org.broadsheet.related;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.broadsheet.article.ArticleTexts;
import org.broadsheet.changes.Change;
import org.broadsheet.changes.Change.Kind;
import org.broadsheet.changes.Change.Position;
import org.broadsheet.changes.Change.Subject;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.TurnableClock;
import org.junit.jupiter.api.Test;

/** What may go wrong around the making: with an index that finds what the test says. */
@QuarkusTest
class ListMakingTest extends ApiTest {
    private static final Position FIRST = new Position(1, 1);

    @Inject
    KeptLists lists;

    @Inject
    ArticleTexts texts;

    private final UUID one = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final AtomicBoolean isLeading = new AtomicBoolean(true);
    private final AtomicBoolean isIndexed = new AtomicBoolean(true);
    private final Index index = new Index();
    private final TurnableClock clock = new TurnableClock();

    @Test
    void gives_the_lead_up_when_its_index_does_not_follow() throws Exception {
        ListMaking making = making();
        isIndexed.set(false);
        making.arrive(changes(one));

        assertThat(making.goOn()).isTrue();
        clock.forward(Duration.ofMinutes(2));

        assertThat(making.goOn()).isFalse();
        assertThat(making.waiting()).isEqualTo(1);
    }

    @Test
    void waits_for_an_index_that_is_a_little_late() throws Exception {
        ListMaking making = making();
        isIndexed.set(false);
        making.arrive(changes(one));
        assertThat(making.goOn()).isTrue();

        isIndexed.set(true);
        clock.forward(Duration.ofMinutes(2));

        assertThat(making.goOn()).isTrue();
        assertThat(hasList(one)).isTrue();
        assertThat(making.waiting()).isZero();
    }

    @Test
    void leaves_out_an_article_that_cannot_be_read_and_makes_all_others() throws Exception {
        ListMaking making = making();
        index.poison = one;
        making.arrive(changes(one, other));

        assertThat(making.goOn()).isTrue();

        assertThat(hasList(other)).isTrue();
        assertThat(hasList(one)).isFalse();
        assertThat(making.waiting()).isZero();
    }

    @Test
    void leaves_nothing_out_when_it_is_the_database_that_is_away() {
        ListMaking making = making();
        index.poison = one;
        isLeading.set(false);
        making.arrive(changes(one, other));

        assertThatThrownBy(making::goOn).isInstanceOf(RuntimeException.class);
        assertThat(hasList(other)).isFalse();
    }

    @Test
    void writes_nothing_once_another_node_leads() {
        ListMaking making = making();
        isLeading.set(false);
        making.arrive(changes(one));

        assertThatThrownBy(making::goOn).hasMessageContaining("another node");

        assertThat(hasList(one)).isFalse();
    }

    @Test
    void never_moves_the_place_in_the_log_back() {
        Position far = new Position(2_000_000_000L, 5);
        lists.reached(far);

        lists.reached(new Position(7, 7));

        assertThat(lists.progress().orElseThrow().position()).isEqualTo(far);
    }

    private ListMaking making() {
        KeptLists.Progress from = new KeptLists.Progress(Position.START, KeptLists.FORMAT, null);
        return new ListMaking(lists, texts, index, clock, from, isLeading::get);
    }

    private static List<Change> changes(UUID... articles) {
        return List.of(articles).stream()
                .map(id -> new Change(FIRST, Instant.EPOCH, Kind.UPDATED, Subject.ARTICLE, id))
                .toList();
    }

    private boolean hasList(UUID article) {
        return newsroom.number("select count(*) from related_list where article_id = '" + article + "'") == 1;
    }

    private final class Index implements Relatives {
        private UUID poison = UUID.randomUUID();

        @Override
        public boolean hasReached(Position position) {
            return position.equals(Position.START) || isIndexed.get();
        }

        @Override
        public Optional<Map<UUID, Found>> of(List<UUID> articles) {
            if (articles.contains(poison)) {
                throw new IllegalArgumentException("no such text");
            }
            Map<UUID, Found> found = new HashMap<>();
            articles.forEach(id -> found.put(id, new Found(List.of(), Set.of())));
            return Optional.of(found);
        }
    }
}
