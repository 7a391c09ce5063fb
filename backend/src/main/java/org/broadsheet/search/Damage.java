package org.broadsheet.search;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;

/** What a failure says of the files of an index. A full disk, or too many open files, says nothing of them. */
final class Damage {
    private static final String LUCENE = "org.apache.lucene.";

    private Damage() {}

    /** That the files of an index were looked at and are not as they were written. */
    static final class Found extends IOException {
        private static final long serialVersionUID = 1;

        /** @param first what made somebody look */
        Found(Throwable damage, Throwable first) {
            super("its files are damaged: " + damage.getMessage(), first);
        }
    }

    /** Whether an index that cannot be opened for this reason never will be: its files are gone, damaged or foreign. */
    static boolean keepsFromOpening(Throwable failed) {
        return isOfFiles(failed) || (failed instanceof RuntimeException && !(failed instanceof AlreadyClosedException));
    }

    /**
     * Whether damaged files may be behind it. Lucene does not look twice at what it reads: damage shows as a place beyond
     * the end of something as often as it shows as a wrong check sum.
     */
    static boolean isSuspectedIn(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            boolean isOfMemory = cause instanceof InternalError; // A mapped file was cut off.
            if (isOfFiles(cause) || isOfMemory || isThrownByLucene(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfFiles(@Nullable Throwable failed) {
        return switch (failed) {
            case CorruptIndexException corrupt -> true;
            case IndexFormatTooOldException old -> true;
            case IndexFormatTooNewException young -> true;
            case IndexNotFoundException none -> true;
            case NoSuchFileException none -> true;
            case FileNotFoundException none -> true;
            case EOFException end -> true;
            case IOException other -> false;
            case null, default -> false;
        };
    }

    private static boolean isThrownByLucene(Throwable failed) {
        boolean isUnexpected = failed instanceof RuntimeException || failed instanceof Error;
        if (!isUnexpected
                || failed instanceof AlreadyClosedException
                || failed instanceof IndexSearcher.TooManyClauses) {
            return false;
        }
        for (StackTraceElement frame : failed.getStackTrace()) {
            String name = frame.getClassName();
            if (!name.startsWith("java.") && !name.startsWith("jdk.")) {
                return name.startsWith(LUCENE);
            }
        }
        return false;
    }
}
