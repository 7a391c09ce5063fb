package org.broadsheet.search;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.broadsheet.article.ArticleTexts;
import org.broadsheet.changes.Change.Position;

/**
 * Tags and authors whose names changed, and whose articles have yet to be brought into the index again: some at a time, so
 * that what is published or withdrawn meanwhile does not wait for thousands of others.
 */
final class Renames {
    private static final int STEP = 50;

    private final ArticleTexts texts;
    private final Deque<Rename> waiting = new ArrayDeque<>();
    private List<UUID> articles = List.of();
    private int done;
    private boolean isBegun;

    Renames(ArticleTexts texts) {
        this.texts = texts;
    }

    /** @param before the place in the log from which the change is read again */
    private record Rename(UUID id, Position before) {}

    /** What puts articles into the index, and shows them at the latest when they are the last of a name. */
    interface Step {
        void bring(List<UUID> articles, boolean areLast) throws IOException;
    }

    /** A name that was not begun with is read as it is when its turn comes; one that was has to be gone through again. */
    synchronized void add(UUID id, Position before) {
        boolean isCovered = waiting.stream()
                .skip(isBegun ? 1 : 0)
                .anyMatch(rename -> rename.id().equals(id));
        if (!isCovered) {
            waiting.add(new Rename(id, before));
        }
    }

    /** How far an index may say that it has come, which has come to a position but for what waits here. */
    synchronized Position committable(Position reached) {
        return waiting.isEmpty() ? reached : waiting.getFirst().before();
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** How many articles are known to wait. */
    synchronized int articles() {
        return articles.size() - done + waiting.size() - (isBegun ? 1 : 0);
    }

    /** Brings the next articles in; a name is done with once they are, so that a failure repeats the step. */
    void step(Step step) throws IOException {
        if (!isBegun) {
            List<UUID> carrying = texts.idsNaming(first().id());
            synchronized (this) {
                articles = carrying;
                isBegun = true;
            }
        }
        int until = Math.min(done + STEP, articles.size());
        step.bring(articles.subList(done, until), until == articles.size());
        synchronized (this) {
            done = until;
            if (done == articles.size()) {
                waiting.removeFirst();
                articles = List.of();
                done = 0;
                isBegun = false;
            }
        }
    }

    private synchronized Rename first() {
        return waiting.getFirst();
    }
}
