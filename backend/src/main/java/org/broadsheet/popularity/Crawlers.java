package org.broadsheet.popularity;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Tells readers' browsers from everything else by what they call themselves; the list of the others is data. */
@ApplicationScoped
class Crawlers {
    /** Every browser of today calls itself so, Opera Mini alone does not. */
    private static final Pattern BROWSER = Pattern.compile("^(Mozilla|Opera)/[0-9]");

    private static final Pattern SPECIAL = Pattern.compile("[\\\\^$.|?*+()\\[\\]{}]");
    private static final int LONGEST_AGENT = 256;
    private static final int REMEMBERED = 4096;

    private final List<String> words = new ArrayList<>();
    private final Pattern patterns;
    private final Map<String, Boolean> verdicts = new ConcurrentHashMap<>();

    Crawlers() {
        List<String> expressions = new ArrayList<>();
        for (String line : lines()) {
            String plain = line.replaceAll("\\\\([^A-Za-z0-9])", "$1");
            if (SPECIAL.matcher(line.replaceAll("\\\\[^A-Za-z0-9]", "")).find()) {
                expressions.add(line);
            } else {
                words.add(plain);
            }
        }
        patterns = Pattern.compile(String.join("|", expressions));
    }

    private static List<String> lines() {
        try (InputStream file = Crawlers.class.getResourceAsStream("/popularity/crawlers.txt")) {
            if (file == null) {
                throw new IllegalStateException("The list of crawlers is missing from the artefact");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Whether a reader's browser may call itself so. */
    boolean isBrowser(String agent) {
        if (agent.length() > LONGEST_AGENT) {
            return false;
        }
        Boolean known = verdicts.get(agent);
        if (known != null) {
            return known;
        }
        boolean isBrowser = BROWSER.matcher(agent).find()
                && words.stream().noneMatch(agent::contains)
                && !patterns.matcher(agent).find();
        // Readers share a few hundred agents; who sends ever new ones only has them looked at again.
        if (verdicts.size() >= REMEMBERED) {
            verdicts.clear();
        }
        verdicts.put(agent, isBrowser);
        return isBrowser;
    }
}
