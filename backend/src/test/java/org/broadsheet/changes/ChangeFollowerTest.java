package org.broadsheet.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.broadsheet.changes.Change.Position;
import org.broadsheet.testsupport.ApiTest;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** Patience is a minute here and nothing may take ten seconds: whatever arrives was announced. */
@QuarkusTest
class ChangeFollowerTest extends ApiTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** The search index and the related stories. */
    private static final int OF_THE_HOUSE = 2;

    private static final String LISTENERS = """
            select count(*) from pg_stat_activity
            where query = 'listen broadsheet_change' and state = 'idle' and datname = current_database()
            """;

    @Inject
    ChangeLog log;

    @Inject
    DataSource dataSource;

    @Inject
    Session database;

    private final BlockingQueue<Change> arrived = new LinkedBlockingQueue<>();

    @Test
    void is_woken_by_a_notification() throws Exception {
        try (ChangeFollower follower = follow(arrived::addAll)) {
            UUID first = newsroom.published("first");
            assertThat(next().subjectId()).isEqualTo(first);

            UUID second = newsroom.published("second");

            Change change = next();
            assertThat(change.subjectId()).isEqualTo(second);
            eventually(() -> follower.position().equals(change.position()), "the position follows");
        }
    }

    @Test
    void gets_what_an_unrelated_slow_transaction_held_back_as_soon_as_that_ends() throws Exception {
        try (ChangeFollower follower = follow(arrived::addAll);
                Connection slow = dataSource.getConnection()) {
            slow.setAutoCommit(false);
            execute(slow, "select pg_current_xact_id()");
            UUID id = newsroom.published("held-back");
            assertThat(arrived.poll(300, TimeUnit.MILLISECONDS)).isNull();

            slow.rollback();
            slow.setAutoCommit(true);

            assertThat(next().subjectId()).isEqualTo(id);
            assertThat(follower).isNotNull();
        }
    }

    @Test
    void loses_nothing_when_its_connection_is_killed_and_leaves_no_broken_one_behind() throws Exception {
        try (ChangeFollower follower = follow(arrived::addAll)) {
            UUID before = newsroom.published("before");
            assertThat(next().subjectId()).isEqualTo(before);

            killListeners();
            List<UUID> meanwhile = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                api().get("/v1/articles").then().statusCode(200);
                meanwhile.add(newsroom.published("meanwhile-" + i));
            }

            List<UUID> got = new ArrayList<>();
            while (got.size() < meanwhile.size()) {
                got.add(next().subjectId());
            }
            assertThat(got).isEqualTo(meanwhile);
            eventually(() -> newsroom.number(LISTENERS) == OF_THE_HOUSE + 1, "it listens again");
            UUID after = newsroom.published("after");
            assertThat(next().subjectId()).isEqualTo(after);
            assertThat(follower).isNotNull();
        }
    }

    @Test
    void gives_the_rows_again_to_a_consumer_that_failed() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Consumer<List<Change>> failsTwice = rows -> {
            if (calls.incrementAndGet() <= 2) {
                throw new IllegalStateException("the consumer is not ready");
            }
            arrived.addAll(rows);
        };
        try (ChangeFollower follower = follow(failsTwice)) {
            UUID id = newsroom.published("ferry");

            assertThat(next().subjectId()).isEqualTo(id);
            assertThat(calls).hasValue(3);
            eventually(() -> !follower.position().equals(Position.START), "the position follows");
        }
        assertThat(arrived).isEmpty();
    }

    @Test
    void goes_on_after_an_error_of_its_consumer_on_a_thread_that_requests_do_not_share() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        AtomicBoolean isVirtual = new AtomicBoolean(true);
        Consumer<List<Change>> overflows = rows -> {
            isVirtual.set(Thread.currentThread().isVirtual());
            if (calls.incrementAndGet() == 1) {
                throw new StackOverflowError("a text that is nested too deep");
            }
            arrived.addAll(rows);
        };
        ChangeFollower follower = follow(overflows);

        UUID id = newsroom.published("ferry");

        assertThat(next().subjectId()).isEqualTo(id);
        assertThat(follower.isRunning()).isTrue();
        assertThat(isVirtual).isFalse();
        follower.close();
        assertThat(follower.isRunning()).isFalse();
    }

    @Test
    void ends_when_it_is_closed_and_nobody_listens_any_more() throws Exception {
        ChangeFollower follower = follow(arrived::addAll);

        follower.close();
        newsroom.published("too-late");

        eventually(() -> newsroom.number(LISTENERS) == OF_THE_HOUSE, "nobody else listens");
        for (int i = 0; i < 30; i++) {
            api().get("/v1/articles/too-late").then().statusCode(200);
        }
        assertThat(newsroom.number("select count(*) from pg_listening_channels()"))
                .isZero();
        assertThat(arrived).isEmpty();
    }

    @Test
    void may_be_closed_before_it_started_and_by_its_own_consumer() throws Exception {
        new ChangeFollower("unstarted", dataSource, log, Position.START, MINUTE, arrived::addAll).close();
        ChangeFollower[] self = new ChangeFollower[1];
        self[0] = follow(rows -> {
            arrived.addAll(rows);
            self[0].close();
        });

        newsroom.published("only");

        next();
        eventually(() -> newsroom.number(LISTENERS) == OF_THE_HOUSE, "nobody else listens");
    }

    @Test
    void ends_at_once_though_its_consumer_swallows_an_interrupt() throws Exception {
        CountDownLatch isConsuming = new CountDownLatch(1);
        ChangeFollower follower = follow(rows -> {
            isConsuming.countDown();
            try {
                Thread.sleep(Duration.ofMinutes(1));
            } catch (InterruptedException swallowed) {
                arrived.addAll(rows);
            }
        });
        newsroom.published("ferry");
        isConsuming.await();

        follower.close();

        next();
        eventually(() -> newsroom.number(LISTENERS) == OF_THE_HOUSE, "nobody else listens");
    }

    private ChangeFollower follow(Consumer<List<Change>> consumer) {
        eventually(() -> newsroom.number(LISTENERS) == OF_THE_HOUSE, "nobody else listens yet");
        ChangeFollower follower = new ChangeFollower("test", dataSource, log, Position.START, MINUTE, consumer).start();
        eventually(() -> newsroom.number(LISTENERS) == OF_THE_HOUSE + 1, "it listens");
        return follower;
    }

    private Change next() throws InterruptedException {
        Change change = arrived.poll(10, TimeUnit.SECONDS);
        assertThat(change).as("a change within ten seconds").isNotNull();
        return change;
    }

    private void killListeners() {
        QuarkusTransaction.requiringNew()
                .run(() -> assertThat(database.createNativeQuery(
                                        "select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen broadsheet_change'",
                                        Boolean.class)
                                .getResultList())
                        .hasSize(OF_THE_HOUSE + 1)
                        .containsOnly(true));
    }

    private static void execute(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void eventually(BooleanSupplier claim, String what) {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!claim.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(patience);
            Thread.onSpinWait();
        }
    }
}
