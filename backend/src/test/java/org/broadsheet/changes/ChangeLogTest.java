package org.broadsheet.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.broadsheet.article.CorrectionKind;
import org.broadsheet.changes.Change.Kind;
import org.broadsheet.changes.Change.Position;
import org.broadsheet.changes.Change.Subject;
import org.broadsheet.tag.Tagging;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Newsroom;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ChangeLogTest extends ApiTest {
    @Inject
    ChangeLog log;

    @Inject
    Tagging tagging;

    @Inject
    DataSource dataSource;

    @Inject
    Flyway flyway;

    @Test
    void every_public_act_writes_one_row_and_acts_out_of_sight_write_none() {
        UUID tag = newsroom.tag("boats");
        UUID id = newsroom.draft("ferry", "boats");
        var acts = newsroom.publishing();
        tagging.rename(tag, "ships", "Ships");
        acts.changeSlug(id, "the-ferry");
        acts.update(id, newsroom.manuscript("Ferry", "<p>More.</p>", "ships"), Newsroom.NOON);
        acts.schedule(id, Newsroom.NOON);
        acts.embargo(id, Newsroom.NOON);
        assertThat(log.after(Position.START, 100)).isEmpty();

        acts.publish(id, Newsroom.NOON);
        acts.publish(id, Newsroom.NOON);
        acts.update(id, newsroom.manuscript("Ferry", "<p>Most.</p>", "ships"), Newsroom.NOON);
        acts.correct(id, CorrectionKind.CORRECTION, "It was Tuesday.", Newsroom.NOON);
        acts.changeSlug(id, "ferry-again");
        acts.changeSlug(id, "ferry-again");
        tagging.rename(tag, "vessels", "Vessels");
        acts.withdraw(id, "Wrong.");
        acts.withdraw(id, "Very wrong.");
        tagging.rename(tag, "boats", "Boats");
        acts.publish(id, Newsroom.NOON);

        assertThat(log.after(Position.START, 100))
                .extracting(Change::kind)
                .containsExactly(
                        Kind.PUBLISHED,
                        Kind.UPDATED,
                        Kind.CORRECTED,
                        Kind.SLUG_CHANGED,
                        Kind.RENAMED,
                        Kind.WITHDRAWN,
                        Kind.PUBLISHED);
        assertThat(log.after(Position.START, 100))
                .allSatisfy(
                        change -> assertThat(change.subjectId()).isEqualTo(change.kind() == Kind.RENAMED ? tag : id));
    }

    @Test
    void an_act_that_is_rolled_back_leaves_no_row() {
        UUID id = newsroom.draft("ferry");

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    newsroom.publishing().publish(id, Newsroom.NOON);
                    throw new IllegalStateException("the editor thought again");
                }))
                .hasMessage("the editor thought again");

        assertThat(newsroom.number("select count(*) from change")).isZero();
        api().get("/v1/articles/ferry").then().statusCode(404);
    }

    @Test
    void a_row_can_only_be_written_within_the_act_it_tells_of() {
        assertThatThrownBy(() -> log.add(Kind.PUBLISHED, Subject.ARTICLE, UUID.randomUUID()))
                .isInstanceOf(Exception.class);
    }

    @Test
    void a_row_that_was_written_early_and_committed_late_is_missed_by_ids_and_not_by_positions() throws Exception {
        UUID early = new UUID(0, 1);
        UUID late = new UUID(0, 2);
        try (Writer slow = new Writer(dataSource);
                Writer fast = new Writer(dataSource)) {
            slow.add(early);
            fast.add(late);
            fast.commit();
            long lastId = highestId(0);
            List<Change> before = log.after(Position.START, 100);

            slow.commit();
            List<UUID> byIds = idsBetween(lastId, Long.MAX_VALUE);
            List<Change> after = log.after(Position.START, 100);

            // The reading that this log does without: it had passed id 2 before id 1 was there to be seen.
            assertThat(lastId).isPositive();
            assertThat(byIds).doesNotContain(early);
            assertThat(before).isEmpty();
            assertThat(after).extracting(Change::subjectId).containsExactly(early, late);
        }
    }

    @Test
    void a_row_whose_transaction_began_early_and_wrote_late_is_not_missed() throws Exception {
        UUID early = new UUID(0, 1);
        UUID late = new UUID(0, 2);
        try (Writer slow = new Writer(dataSource);
                Writer fast = new Writer(dataSource)) {
            slow.begin();
            fast.add(early);
            fast.commit();
            assertThat(log.after(Position.START, 100)).isEmpty();
            assertThat(log.isHoldingBack(Position.START)).isTrue();

            slow.add(late);
            slow.commit();

            // By transaction the slow one comes first; nobody had read past it.
            assertThat(log.after(Position.START, 100))
                    .extracting(Change::subjectId)
                    .containsExactly(late, early);
            assertThat(log.isHoldingBack(lastPosition())).isFalse();
        }
    }

    @Test
    void a_dump_restored_into_a_younger_cluster_holds_nothing_back_after_the_next_start() throws Exception {
        UUID before = newsroom.published("before");
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update change set xid = '9000000000000000'");
        }
        assertThat(log.after(Position.START, 100)).isEmpty();

        flyway.migrate();
        UUID after = newsroom.published("after");

        assertThat(log.after(Position.START, 100)).extracting(Change::subjectId).containsExactly(before, after);
    }

    @Test
    void a_follower_among_slow_and_fast_writers_reads_every_row_once_and_in_order() throws Exception {
        AtomicBoolean isWriting = new AtomicBoolean(true);
        List<Change> read = new ArrayList<>();
        List<UUID> readByIds = new ArrayList<>();
        List<Callable<List<UUID>>> writers = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            int writer = number;
            writers.add(() -> written(writer));
        }
        List<UUID> written = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Future<?> follower = threads.submit(() -> {
                boolean isLast;
                do {
                    isLast = !isWriting.get();
                    Position from =
                            read.isEmpty() ? Position.START : read.getLast().position();
                    read.addAll(log.after(from, 7));
                } while (!isLast || log.isHoldingBack(read.getLast().position()));
            });
            Future<?> naive = threads.submit(() -> {
                long cursor = 0;
                boolean isLast;
                do {
                    isLast = !isWriting.get();
                    long highest = highestId(cursor);
                    readByIds.addAll(idsBetween(cursor, highest));
                    cursor = highest;
                } while (!isLast);
                return null;
            });
            for (Future<List<UUID>> done : threads.invokeAll(writers, 60, TimeUnit.SECONDS)) {
                written.addAll(done.get());
            }
            isWriting.set(false);
            follower.get(10, TimeUnit.SECONDS);
            naive.get(10, TimeUnit.SECONDS);
        }

        assertThat(read).extracting(Change::subjectId).containsExactlyInAnyOrderElementsOf(written);
        assertThat(read)
                .extracting(Change::position)
                .isSortedAccordingTo((a, b) -> a.transaction() == b.transaction()
                        ? Long.compare(a.id(), b.id())
                        : Long.compare(a.transaction(), b.transaction()));
        // The same schedule defeats a reader that trusts ids, so it is one that can tell.
        assertThat(readByIds).hasSizeLessThan(written.size());
    }

    /** Writers 0 and 1 are slow: one writes early, one late in its transaction, while the others rush by. */
    private List<UUID> written(int number) throws SQLException, InterruptedException {
        List<UUID> written = new ArrayList<>();
        try (Writer writer = new Writer(dataSource)) {
            for (int i = 0; i < (number < 2 ? 15 : 120); i++) {
                UUID id = new UUID(number, i);
                if (number == 1) {
                    writer.begin();
                    TimeUnit.MILLISECONDS.sleep(30);
                }
                writer.add(id);
                if (number == 0) {
                    TimeUnit.MILLISECONDS.sleep(30);
                }
                if (number == 2 && i % 10 == 0) {
                    writer.rollback();
                } else {
                    writer.commit();
                    written.add(id);
                }
            }
        }
        return written;
    }

    private Position lastPosition() {
        return log.after(Position.START, 100).getLast().position();
    }

    private List<UUID> idsBetween(long cursor, long highest) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select subject_id from change where id > ? and id <= ? order by id")) {
            statement.setLong(1, cursor);
            statement.setLong(2, highest);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return ids;
    }

    private long highestId(long otherwise) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select coalesce(max(id), 0) from change")) {
            row.next();
            return Math.max(otherwise, row.getLong(1));
        }
    }

    /** A transaction that is held open for as long as a test likes. */
    private static final class Writer implements AutoCloseable {
        private final Connection connection;

        private Writer(DataSource dataSource) throws SQLException {
            connection = dataSource.getConnection();
            connection.setAutoCommit(false);
        }

        /** Takes a place in the order of transactions without writing. */
        private void begin() throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("select pg_current_xact_id()");
            }
        }

        private void add(UUID subject) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(
                    "insert into change (kind, subject, subject_id) values ('published', 'article', ?)")) {
                statement.setObject(1, subject);
                statement.execute();
            }
        }

        private void commit() throws SQLException {
            connection.commit();
        }

        private void rollback() throws SQLException {
            connection.rollback();
        }

        @Override
        public void close() throws SQLException {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.close();
        }
    }
}
