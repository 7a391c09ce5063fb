package org.broadsheet.media;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.stream.ImageInputStream;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;

/**
 * Where pictures are developed: two at once, or one large one, on threads of its own. Readers' requests run beside it, in the same
 * memory and on threads that do not take turns.
 */
@ApplicationScoped
class Darkroom {
    static final int TABLES = 2;
    static final int WAITING = 8;
    /** A connection on which nothing happens is closed after fifteen seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private static final long LARGE_PIXELS = 4_000_000;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            TABLES,
            TABLES,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform()
                    .name("darkroom-", 0)
                    .daemon(true)
                    .priority(Thread.MIN_PRIORITY)
                    .factory());
    private final Semaphore tables = new Semaphore(TABLES, true);
    private final AtomicLong begun = new AtomicLong();

    private final Avifdec avifdec;

    Darkroom(Avifdec avifdec) {
        this.avifdec = avifdec;
        threads.allowCoreThreadTimeOut(true);
    }

    /** What a picture is read from, as often as one likes. */
    @FunctionalInterface
    interface Negative {
        ImageInputStream open() throws IOException;
    }

    /**
     * The renditions of a picture.
     *
     * @throws UnusablePicture when it is none that is taken
     * @throws ProblemException when others are waiting already
     */
    List<Renditions.Made> develop(Negative negative) {
        PictureHeader header = header(negative);
        avifdec.refuseUnread(header);
        try {
            Future<List<Renditions.Made>> made = threads.submit(() -> made(header, negative));
            return await(made);
        } catch (RejectedExecutionException full) {
            throw busy();
        }
    }

    /** How many pictures were begun to be unpacked, since the start. */
    long begun() {
        return begun.get();
    }

    private static PictureHeader header(Negative negative) {
        try (ImageInputStream input = negative.open()) {
            return PictureHeader.read(input);
        } catch (IOException unreadable) {
            throw UnusablePicture.damaged(unreadable);
        }
    }

    private List<Renditions.Made> made(PictureHeader header, Negative negative) throws IOException {
        int needed = isLarge(header) ? TABLES : 1;
        tables.acquireUninterruptibly(needed);
        try (ImageInputStream input = negative.open()) {
            begun.incrementAndGet();
            return header.format() == PictureHeader.Format.AVIF
                    ? avifdec.renditions(header, input)
                    : Renditions.of(header, input);
        } finally {
            tables.release(needed);
        }
    }

    private static boolean isLarge(PictureHeader header) {
        long pixels = (long) header.width() * header.height();
        long fewer = (long) Decoding.reduction(header) * Decoding.reduction(header);
        return (header.isReadWhole() ? pixels : pixels / fewer) > LARGE_PIXELS;
    }

    private static List<Renditions.Made> await(Future<List<Renditions.Made>> made) {
        try {
            return made.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnusablePicture unusable) {
                throw unusable;
            }
            throw new IllegalStateException("A picture could not be developed", failed.getCause());
        } catch (TimeoutException slow) {
            made.cancel(true);
            throw busy();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    private static ProblemException busy() {
        return new ProblemException(
                ProblemKind.UNAVAILABLE, "Too many pictures are being taken in just now. Send it again in a moment.");
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
