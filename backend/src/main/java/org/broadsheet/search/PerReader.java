package org.broadsheet.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;

/** What is worked out once for each state of the index, and forgotten when nobody reads that state any more. */
final class PerReader<T> {
    private final Map<IndexReader.CacheKey, T> known = new ConcurrentHashMap<>();
    private final Work<T> work;

    PerReader(Work<T> work) {
        this.work = work;
    }

    interface Work<T> {
        T of(IndexReader reader) throws IOException;
    }

    /** @param reader held by the caller, so that it cannot be closed meanwhile */
    T of(IndexReader reader) throws IOException {
        IndexReader.CacheHelper state = reader.getReaderCacheHelper();
        if (state == null) {
            return work.of(reader);
        }
        try {
            return known.computeIfAbsent(state.getKey(), key -> workOut(reader, state));
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private T workOut(IndexReader reader, IndexReader.CacheHelper state) {
        try {
            T made = work.of(reader);
            state.addClosedListener(known::remove);
            return made;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
