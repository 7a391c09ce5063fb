package org.broadsheet.demo;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The words and patterns of the generated archive, from {@code archive/words.yaml}; the common ones come first. */
record ArchiveWords(
        List<Section> sections,
        List<String> placeStarts,
        List<String> placeEnds,
        List<String> bodies,
        List<String> firstNames,
        List<String> lastNames,
        List<String> roles,
        List<String> nouns,
        List<String> adjectives,
        List<String> verbs,
        List<String> adverbs,
        List<String> leads,
        List<String> sentences,
        List<String> quotes,
        List<String> headings,
        List<String> listIntroductions,
        List<String> listItems,
        List<String> headlines,
        List<String> standfirsts,
        List<String> corrections) {

    /** @param topics the phrases that articles on a topic keep returning to */
    record Section(String slug, String name, Map<String, List<String>> topics) {}

    static ArchiveWords read() {
        try (InputStream words = ArchiveWords.class.getResourceAsStream("/archive/words.yaml")) {
            return new YAMLMapper().readValue(words, ArchiveWords.class);
        } catch (IOException broken) {
            throw new UncheckedIOException("archive/words.yaml cannot be read", broken);
        }
    }
}
