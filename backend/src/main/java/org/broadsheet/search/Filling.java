package org.broadsheet.search;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.broadsheet.article.ArticleText;
import org.broadsheet.article.ArticleTexts;
import org.jboss.logging.Logger;

/**
 * Brings articles into an index as they are now. One that cannot be read or analysed is left out and told of once, so that
 * all the others are found.
 */
final class Filling {
    static final int BATCH = 200;
    private static final Logger LOG = Logger.getLogger(Filling.class);

    private final ArticleTexts texts;
    private final List<DocumentPart> parts;
    private final Set<UUID> leftOut = ConcurrentHashMap.newKeySet();

    Filling(ArticleTexts texts, List<DocumentPart> parts) {
        this.texts = texts;
        this.parts = parts;
    }

    /** How many articles are left out. */
    int leftOut() {
        return leftOut.size();
    }

    /** Those of these articles that are published are in the index afterwards, the others are not. */
    void bring(OpenIndex index, Collection<UUID> ids) throws IOException {
        List<UUID> all = List.copyOf(ids);
        for (int at = 0; at < all.size(); at += BATCH) {
            List<UUID> some = all.subList(at, Math.min(at + BATCH, all.size()));
            try {
                together(index, some);
            } catch (RuntimeException | StackOverflowError failed) {
                refuseUnlessOfArticles(index, failed);
                for (UUID id : some) {
                    alone(index, id);
                }
            }
        }
    }

    private void together(OpenIndex index, List<UUID> ids) throws IOException {
        Set<UUID> gone = new HashSet<>(ids);
        for (ArticleText article : texts.of(ids)) {
            index.put(article, parts);
            gone.remove(article.id());
        }
        for (UUID id : gone) {
            index.remove(id);
        }
        ids.forEach(leftOut::remove);
    }

    private void alone(OpenIndex index, UUID id) throws IOException {
        try {
            together(index, List.of(id));
        } catch (RuntimeException | StackOverflowError failed) {
            refuseUnlessOfArticles(index, failed);
            // Without the words that it had before, too: nobody knows whether it still has them.
            index.remove(id);
            if (leftOut.add(id)) {
                LOG.errorf(failed, "Article %s cannot be read or analysed, so search leaves it out", id);
            }
        }
    }

    /** @throws RuntimeException or Error as it came, when it is the index or the database that failed */
    private void refuseUnlessOfArticles(OpenIndex index, Throwable failed) {
        boolean isOfDatabase = isOfDatabase(failed);
        if (index.isWhole() && !isOfDatabase) {
            texts.idsAfter(null, 1); // Throws where the database is out of reach.
            return;
        }
        if (failed instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failed;
    }

    /** Everything that the database complains of, but for damage to what it keeps, which an article may be part of. */
    private static boolean isOfDatabase(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException complaint) {
                String state = complaint.getSQLState();
                return state == null || !(state.startsWith("22") || state.startsWith("XX"));
            }
        }
        return false;
    }
}
