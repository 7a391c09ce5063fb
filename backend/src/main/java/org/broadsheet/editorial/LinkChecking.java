package org.broadsheet.editorial;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.broadsheet.staff.Actor;
import org.jsoup.Jsoup;

/** Asks every link of a text whether it answers, a few at once and for a few seconds. */
@ApplicationScoped
class LinkChecking {
    private static final int MOST_LINKS = 50;
    private static final int AT_ONCE = 5;
    /** Below the time after which the server hangs up on a request that says nothing (15 s). */
    private static final Duration WHOLE = Duration.ofSeconds(12);

    private static final int RUNS = 6;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int RUNS_AT_ONCE = 4;

    private final Drafts drafts;
    private final LinkVisits visits;
    private final OwnPages ownPages;
    private final Clock clock;
    private final Semaphore running = new Semaphore(RUNS_AT_ONCE);
    private final Map<UUID, Deque<Instant>> runs = new ConcurrentHashMap<>();

    LinkChecking(Drafts drafts, LinkVisits visits, OwnPages ownPages, Clock clock) {
        this.drafts = drafts;
        this.visits = visits;
        this.ownPages = ownPages;
        this.clock = clock;
    }

    LinkView.All check(Actor actor, UUID id) {
        Draft draft = drafts.find(id)
                .filter(one -> one.isSeenBy(actor))
                .orElseThrow(() -> ProblemException.notFound("article"));
        admit(actor.id());
        if (!running.tryAcquire()) {
            throw new ProblemException(
                    ProblemKind.UNAVAILABLE, "Others check their links just now. Try again.", Duration.ofSeconds(5));
        }
        try {
            List<String> links = links(drafts.text(id, draft.revision()).body());
            return new LinkView.All(draft.revision(), asked(links));
        } finally {
            running.release();
        }
    }

    /** On each node by itself: it is about this node's connections. */
    private void admit(UUID member) {
        Instant now = clock.instant();
        runs.values().removeIf(times -> {
            synchronized (times) {
                times.removeIf(time -> time.isBefore(now.minus(WINDOW)));
                return times.isEmpty();
            }
        });
        boolean[] isAdmitted = new boolean[1];
        runs.compute(member, (key, before) -> {
            Deque<Instant> times = before == null ? new ArrayDeque<>() : before;
            synchronized (times) {
                isAdmitted[0] = times.size() < RUNS;
                if (isAdmitted[0]) {
                    times.add(now);
                }
            }
            return times;
        });
        if (!isAdmitted[0]) {
            throw new ProblemException(
                    ProblemKind.TOO_MANY, "Links were checked " + RUNS + " times in a minute. Wait a little.", WINDOW);
        }
    }

    /** Each once, as it is written, without the place in a page that it points to. */
    private static List<String> links(String body) {
        return Jsoup.parseBodyFragment(body).select("a[href], figure[data-embed-url]").stream()
                .map(one -> one.hasAttr("href") ? one.attr("href") : one.attr("data-embed-url"))
                .map(link -> link.replaceFirst("#.*", "").strip())
                .filter(link -> link.regionMatches(true, 0, "http:", 0, 5)
                        || link.regionMatches(true, 0, "https:", 0, 6)
                        || link.startsWith("/"))
                .map(link -> link.startsWith("//") ? "https:" + link : link)
                .distinct()
                .toList();
    }

    private List<LinkView> asked(List<String> links) {
        List<LinkView> all = new ArrayList<>();
        List<String> others = links.stream()
                .filter(link -> !ownPages.isOwn(link))
                .limit(MOST_LINKS)
                .toList();
        Map<String, LinkView> answers = visited(others);
        for (String link : links) {
            if (ownPages.isOwn(link)) {
                all.add(ownPages.look(link));
            } else {
                all.add(answers.getOrDefault(
                        link, LinkView.unknown(link, null, "Not asked: " + MOST_LINKS + " are, the first.")));
            }
        }
        return all;
    }

    private Map<String, LinkView> visited(List<String> links) {
        Semaphore seats = new Semaphore(AT_ONCE);
        List<Callable<LinkView>> acts = links.stream()
                .map(link -> (Callable<LinkView>) () -> {
                    seats.acquire();
                    try {
                        return visits.visit(link);
                    } finally {
                        seats.release();
                    }
                })
                .toList();
        Map<String, LinkView> answers = new ConcurrentHashMap<>();
        // What is late is interrupted, and a virtual thread that waits for a socket closes it then.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<LinkView>> all = threads.invokeAll(acts, WHOLE.toMillis(), TimeUnit.MILLISECONDS);
            for (int i = 0; i < links.size(); i++) {
                answers.put(links.get(i), answer(links.get(i), all.get(i)));
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        return answers;
    }

    private static LinkView answer(String link, Future<LinkView> visit) throws InterruptedException {
        try {
            return visit.get();
        } catch (CancellationException late) {
            return LinkView.unknown(link, null, "There was no time left to ask it. Check again.");
        } catch (ExecutionException failed) {
            return LinkView.unknown(link, null, "It could not be asked.");
        }
    }
}
