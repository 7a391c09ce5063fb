package org.broadsheet.editorial;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.IDN;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Asks one link of another site whether it answers, and goes nowhere that {@link Reach} does not open. */
@ApplicationScoped
class LinkVisits {
    static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_REDIRECTS = 5;
    private static final int MOST_LENGTH = 2048;

    private final Reach reach;
    /** Looking up a name holds a thread of the machine, which virtual ones must not do. */
    private final ExecutorService lookups = Executors.newFixedThreadPool(
            8, Thread.ofPlatform().daemon(true).name("link-names-", 0).factory());

    LinkVisits(Reach reach) {
        this.reach = reach;
    }

    void onStop(@Observes ShutdownEvent stop) {
        lookups.shutdownNow();
    }

    /** Why a link is not asked, or not to its end. */
    private static final class Halt extends Exception {
        private final boolean isBroken;

        private Halt(boolean isBroken, String words) {
            super(words, null, false, false);
            this.isBroken = isBroken;
        }

        static Halt broken(String words) {
            return new Halt(true, words);
        }

        static Halt unknown(String words) {
            return new Halt(false, words);
        }

        LinkView of(String url) {
            String words = String.valueOf(getMessage());
            return isBroken ? LinkView.broken(url, null, words) : LinkView.unknown(url, null, words);
        }
    }

    LinkView visit(String url) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            return judged(url, followed(address(url), end).status());
        } catch (Halt halt) {
            return halt.of(url);
        } catch (UnknownHostException nobody) {
            return LinkView.broken(url, null, "There is no site of this name.");
        } catch (SocketTimeoutException | TimeoutException late) {
            return LinkView.broken(url, null, "It does not answer within " + PATIENCE.toSeconds() + " seconds.");
        } catch (SSLException unsafe) {
            return LinkView.broken(url, null, "Its certificate is not in order; browsers warn of it.");
        } catch (IOException failed) {
            return LinkView.broken(url, null, "Nobody answers there as a site would.");
        }
    }

    private static LinkView judged(String url, int status) {
        if (status < 400) {
            return LinkView.ok(url, status);
        }
        return switch (status) {
            case 401, 403, 407, 429, 503 ->
                LinkView.unknown(url, status, "The site turns programs away. Open it yourself.");
            case 404, 410 -> LinkView.broken(url, status, "The site has no such page.");
            default -> LinkView.broken(url, status, "The site answers with an error.");
        };
    }

    private WebCall.Answer followed(URI first, long end) throws Halt, IOException, TimeoutException {
        URI uri = first;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            WebCall.Answer answer = asked(uri, end);
            String next = answer.location();
            if (answer.status() < 300 || answer.status() >= 400 || answer.status() == 304 || next == null) {
                return answer;
            }
            uri = onwards(uri, next);
        }
        throw Halt.broken("It leads on and on, and never to a page.");
    }

    private static URI onwards(URI from, String location) throws Halt {
        try {
            return address(from.resolve(location).toString());
        } catch (IllegalArgumentException unreadable) {
            throw Halt.broken("It leads on to an address that cannot be read.");
        }
    }

    private WebCall.Answer asked(URI uri, long end) throws Halt, IOException, TimeoutException {
        int port = uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
        if (!reach.isOpen(port)) {
            throw Halt.unknown("Only the usual ports of the web are asked.");
        }
        InetAddress address = judged(uri.getHost(), end);
        WebCall.Answer answer = WebCall.ask("HEAD", uri, address, port, end);
        return answer.status() == 405 || answer.status() == 501 ? WebCall.ask("GET", uri, address, port, end) : answer;
    }

    /** One address of a name that has no other than open ones. */
    private InetAddress judged(String host, long end) throws Halt, IOException, TimeoutException {
        List<InetAddress> addresses = looked(host, end);
        if (addresses.isEmpty()) {
            throw new UnknownHostException(host);
        }
        if (!addresses.stream().allMatch(reach::isOpen)) {
            throw Halt.broken("It leads into a private network, where readers cannot go.");
        }
        return addresses.getFirst();
    }

    private List<InetAddress> looked(String host, long end) throws IOException, TimeoutException {
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        try {
            return lookups.submit(() -> reach.addresses(name))
                    .get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException unknown) {
            throw unknown.getCause() instanceof IOException known ? known : new UnknownHostException(host);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new SocketTimeoutException();
        }
    }

    /** A link as it can be asked. */
    private static URI address(String url) throws Halt {
        if (url.length() > MOST_LENGTH) {
            throw Halt.unknown("It is too long to be asked.");
        }
        URI uri = parsed(url);
        String scheme = uri.getScheme();
        if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
            throw Halt.broken("It leads on to something that is no web page.");
        }
        if (uri.getRawUserInfo() != null) {
            throw Halt.broken("It holds a name or a password before the site's. Take those out.");
        }
        if (uri.getHost() == null) {
            throw Halt.broken("Its site is not written as a name can be.");
        }
        return uri;
    }

    private static URI parsed(String url) throws Halt {
        try {
            URI uri = new URI(new URI(url).toASCIIString());
            String authority = uri.getRawAuthority();
            if (uri.getHost() != null || authority == null) {
                return uri;
            }
            return withAsciiHost(new URI(url));
        } catch (URISyntaxException | IllegalArgumentException unreadable) {
            throw Halt.unknown("It is not written as the rules for addresses want it, and not asked.");
        }
    }

    /** Names in other letters than a to z have a spelling in those. */
    private static URI withAsciiHost(URI uri) throws URISyntaxException {
        String authority = String.valueOf(uri.getAuthority());
        int colon = authority.lastIndexOf(':');
        String host = colon < 0 ? authority : authority.substring(0, colon);
        String port = colon < 0 ? "" : authority.substring(colon);
        @Nullable String query = uri.getRawQuery();
        return new URI(new URI(uri.getScheme() + "://" + IDN.toASCII(host) + port + uri.getRawPath()
                        + (query == null ? "" : '?' + query))
                .toASCIIString());
    }
}
