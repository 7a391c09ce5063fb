package org.broadsheet.search;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.broadsheet.article.ArticleText;
import org.broadsheet.changes.Change.Position;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The index on disk while this process has it open: written by one thread, searched by many. */
final class OpenIndex implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OpenIndex.class);

    /** Moves whenever documents or their analysis change: an index of another format is made anew. */
    private static final String FORMAT = "4";

    private static final double BUFFER_MB = 16;

    private final IndexWriter writer;
    private final SearcherManager searchers;

    private OpenIndex(IndexWriter writer, SearcherManager searchers) {
        this.writer = writer;
        this.searchers = searchers;
    }

    /**
     * Opens what is there, or an empty index in place of one that never can be opened.
     *
     * @throws LockObtainFailedException when another process has it open
     * @throws IOException when it cannot be opened now, for a reason that may pass; its files are as they were
     */
    static OpenIndex open(Path directory) throws IOException {
        Files.createDirectories(directory);
        try {
            OpenIndex index = of(writer(directory, OpenMode.CREATE_OR_APPEND));
            if (FORMAT.equals(index.data().get("format"))) {
                return index;
            }
            index.close();
        } catch (IOException | RuntimeException failed) {
            if (!Damage.keepsFromOpening(failed)) {
                throw failed;
            }
            LOG.warnf("The search index in %s cannot be used and is made anew: %s", directory, failed.getMessage());
        }
        return anew(directory);
    }

    /** Opens an empty index in place of what is there. */
    static OpenIndex anew(Path directory) throws IOException {
        Files.createDirectories(directory);
        clear(directory);
        return of(writer(directory, OpenMode.CREATE));
    }

    private static OpenIndex of(IndexWriter writer) throws IOException {
        try {
            return new OpenIndex(writer, new SearcherManager(writer, null));
        } catch (IOException | RuntimeException | Error failed) {
            // Else it would hold the lock until the process ends, and nobody could open the index again.
            writer.rollback();
            throw failed;
        }
    }

    /** The place in the log that the index was brought to when it was last committed whole. */
    Optional<Position> position() {
        Map<String, String> data = data();
        return data.containsKey("xid")
                ? Optional.of(new Position(Long.parseLong(data.get("xid")), Long.parseLong(data.get("id"))))
                : Optional.empty();
    }

    SearcherManager searchers() {
        return searchers;
    }

    /** Whether it can still be written; a full disk or a vanished directory ends that for good. */
    boolean isWhole() {
        return writer.isOpen();
    }

    /** What ended the writing, where something did. */
    Optional<Throwable> tragedy() {
        return Optional.ofNullable(writer.getTragicException());
    }

    /** How many articles are found. */
    long articles() {
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                return searcher.getIndexReader().numDocs();
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException | AlreadyClosedException closed) {
            return 0;
        }
    }

    /** Reads everything that is searched and holds it against its check sums. @return what is wrong, null when nothing is */
    @Nullable
    Throwable damage() {
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                    leaf.reader().checkIntegrity();
                }
            } finally {
                searchers.release(searcher);
            }
            return null;
        } catch (AlreadyClosedException closed) {
            return null;
        } catch (IOException | RuntimeException | InternalError | AssertionError failed) {
            return failed;
        }
    }

    void put(ArticleText article, List<DocumentPart> parts) throws IOException {
        Document document = Indexed.document(article);
        parts.forEach(part -> part.addTo(document, article));
        writer.updateDocument(Indexed.term(article.id()), Indexed.FACETS.build(document));
    }

    void remove(UUID id) throws IOException {
        writer.deleteDocuments(Indexed.term(id));
    }

    void removeAll() throws IOException {
        writer.deleteAll();
    }

    /** Lets searches see what was written. */
    void show() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    void commit(Position position) throws IOException {
        writer.setLiveCommitData(Map.of(
                        "format",
                        FORMAT,
                        "xid",
                        Long.toString(position.transaction()),
                        "id",
                        Long.toString(position.id()))
                .entrySet());
        writer.commit();
    }

    /** Lets the lock go, with everything since the last commit; what was shown can still be searched. */
    void endWriting() throws IOException {
        writer.rollback();
    }

    void endSearching() {
        try {
            searchers.close();
        } catch (IOException failed) {
            LOG.debugf("What was searched cannot be closed: %s", failed.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        try {
            endSearching();
        } finally {
            endWriting();
        }
    }

    private Map<String, String> data() {
        Map<String, String> data = new java.util.HashMap<>();
        Iterable<Map.Entry<String, String>> entries = writer.getLiveCommitData();
        if (entries != null) {
            entries.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        }
        return data;
    }

    private static IndexWriter writer(Path directory, OpenMode mode) throws IOException {
        FSDirectory files = FSDirectory.open(directory);
        emptyLock(directory.resolve(IndexWriter.WRITE_LOCK_NAME));
        // A reader of the old files says at once whether they are whole, before the writer would touch them.
        if (mode != OpenMode.CREATE && DirectoryReader.indexExists(files)) {
            DirectoryReader.open(files).close();
        }
        return new IndexWriter(
                files,
                new IndexWriterConfig(Languages.ANALYZER)
                        .setOpenMode(mode)
                        .setRAMBufferSizeMB(BUFFER_MB)
                        .setCommitOnClose(false));
    }

    /** Lucene takes a lock with something in it for none of its own, and would refuse every write for good. */
    private static void emptyLock(Path lock) throws IOException {
        if (Files.isRegularFile(lock) && Files.size(lock) > 0) {
            Files.newByteChannel(lock, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                    .close();
        }
    }

    /**
     * Everything that an index is made of, and nothing that somebody else keeps in the folder. The lock file stays: its
     * removal would let a second process in.
     */
    private static void clear(Path directory) throws IOException {
        Set<Path> files = new TreeSet<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            all.forEach(files::add);
        }
        for (Path file : files) {
            if (Files.isRegularFile(file) && isOfIndex(file.getFileName().toString())) {
                Files.delete(file);
            }
        }
    }

    private static boolean isOfIndex(String name) {
        return name.startsWith(IndexFileNames.SEGMENTS)
                || name.startsWith(IndexFileNames.PENDING_SEGMENTS)
                || IndexFileNames.CODEC_FILE_PATTERN.matcher(name).matches();
    }
}
