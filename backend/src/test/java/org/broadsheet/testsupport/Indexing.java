package org.broadsheet.testsupport;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.broadsheet.changes.Change.Position;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.search.SearchIndex;

/** Waits for what follows the change log, as long as it takes and no longer. */
@ApplicationScoped
public class Indexing {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SearchIndex index;
    private final ChangeLog log;
    private final Newsroom newsroom;

    Indexing(SearchIndex index, ChangeLog log, Newsroom newsroom) {
        this.index = index;
        this.log = log;
        this.newsroom = newsroom;
    }

    /** An index without the articles of the test before, which went without a word in the log. */
    public void startOver() {
        index.startOver();
        caughtUp();
    }

    /** Returns when everything that was published so far is to be found, and stands in the lists it belongs to. */
    public void caughtUp() {
        Position settled = log.settled();
        await("the search index", () -> index.hasWorkedOff(settled));
        if (!settled.equals(Position.START)) {
            await("the related stories", () -> relatedUpTo(settled));
        }
    }

    private boolean relatedUpTo(Position settled) {
        return newsroom.number("select count(*) from related_progress where (xid, id) >= (cast('"
                        + settled.transaction() + "' as xid8), " + settled.id() + ")")
                == 1;
    }

    public static void await(String what, BooleanSupplier isSo) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("Waited " + PATIENCE.toSeconds() + " s in vain for " + what);
            }
            Thread.onSpinWait();
            try {
                Thread.sleep(5);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
                throw new AssertionError(hurried);
            }
        }
    }
}
