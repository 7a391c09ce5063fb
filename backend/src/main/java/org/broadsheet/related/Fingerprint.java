package org.broadsheet.related;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.broadsheet.article.ArticleText;
import org.broadsheet.search.Languages;

/**
 * What the engine remembers of an article's words. A word is its stem's 32-bit hash: in half a million of them some
 * thirty share one, which moves no list.
 *
 * @param article its id
 * @param terms hashes, ascending, and at the same place in the next three what is known of each
 * @param weights how often, a word of the headline counting three times and one that begins with a capital half as much again
 * @param lead how often in headline and first words, at most 255
 * @param inTitle whether it stands in the headline
 * @param days the days the article tells of, see {@link EventDays}
 * @param isOffered whether it may stand in lists
 * @param publishedAt in milliseconds since 1970
 * @param heading the headline without its days and numbers, by which the pieces of a series are known; empty where nothing
 *     is left
 */
record Fingerprint(
        UUID article,
        int[] terms,
        float[] weights,
        byte[] lead,
        boolean[] inTitle,
        int[] days,
        UUID section,
        UUID[] tags,
        boolean isOffered,
        long publishedAt,
        String heading) {
    private static final float TITLE = 3;
    private static final float CAPITAL = 1.5f;

    /** The first words of a report say what happened; the rest may be about anything. */
    private static final int LEAD_WORDS = 120;

    private static final int SEED = 20_261_125;

    private static final class Term {
        private float weight;
        private int lead;
        private boolean inTitle;
    }

    static int hash(BytesRef term) {
        return StringHelper.murmurhash3_x86_32(term, SEED);
    }

    static Fingerprint of(ArticleText article) {
        Map<Integer, Term> found = new TreeMap<>();
        read(article.headline(), article.language(), true, found, null);
        read(told(article), article.language(), false, found, null);
        int size = found.size();
        int[] terms = new int[size];
        float[] weights = new float[size];
        byte[] lead = new byte[size];
        boolean[] inTitle = new boolean[size];
        int i = 0;
        for (Map.Entry<Integer, Term> entry : found.entrySet()) {
            terms[i] = entry.getKey();
            weights[i] = entry.getValue().weight;
            lead[i] = (byte) Math.min(255, entry.getValue().lead);
            inTitle[i] = entry.getValue().inTitle;
            i++;
        }
        UUID[] tags = article.tags().stream().map(ArticleText.Named::id).toArray(UUID[]::new);
        return new Fingerprint(
                article.id(),
                terms,
                weights,
                lead,
                inTitle,
                EventDays.of(article),
                article.section(),
                tags,
                article.isOffered(),
                article.publishedAt().toEpochMilli(),
                EventDays.withoutDays(article));
    }

    /** Standfirst and body in one, for some kinds of pieces have all they say in the standfirst. */
    static String told(ArticleText article) {
        return article.standfirst() == null ? article.body() : article.standfirst() + '\n' + article.body();
    }

    /** The words of an article as they are written, by hash: what two have in common is told in these. */
    static Map<Integer, String> written(ArticleText article) {
        Map<Integer, String> words = new TreeMap<>();
        read(article.headline(), article.language(), true, new TreeMap<>(), words);
        read(told(article), article.language(), false, new TreeMap<>(), words);
        return words;
    }

    private static void read(
            String text,
            String language,
            boolean isTitle,
            Map<Integer, Term> found,
            @org.jspecify.annotations.Nullable Map<Integer, String> written) {
        try (TokenStream tokens = Languages.analyzer(Languages.key(language)).tokenStream("text", text)) {
            CharTermAttribute stem = tokens.addAttribute(CharTermAttribute.class);
            OffsetAttribute place = tokens.addAttribute(OffsetAttribute.class);
            PositionIncrementAttribute step = tokens.addAttribute(PositionIncrementAttribute.class);
            tokens.reset();
            int word = -1;
            while (tokens.incrementToken()) {
                word += step.getPositionIncrement();
                int hash = hash(new BytesRef(stem));
                boolean isCapital = Character.isUpperCase(text.codePointAt(place.startOffset()));
                Term term = found.computeIfAbsent(hash, key -> new Term());
                term.weight += (isTitle ? TITLE : 1) * (isCapital ? CAPITAL : 1);
                term.inTitle |= isTitle;
                term.lead += isTitle || word < LEAD_WORDS ? 1 : 0;
                if (written != null) {
                    written.putIfAbsent(hash, text.substring(place.startOffset(), place.endOffset()));
                }
            }
            tokens.end();
        } catch (IOException impossible) {
            throw new IllegalStateException("A text in memory cannot be read", impossible);
        }
    }

    BytesRef encoded() {
        byte[] headingBytes = heading.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(53 + headingBytes.length + terms.length * 10 + days.length * 4 + tags.length * 16);
        bytes.putInt(terms.length).putInt(days.length).putInt(tags.length);
        for (int i = 0; i < terms.length; i++) {
            bytes.putInt(terms[i]).putFloat(weights[i]).put(lead[i]).put((byte) (inTitle[i] ? 1 : 0));
        }
        for (int day : days) {
            bytes.putInt(day);
        }
        put(bytes, article);
        put(bytes, section);
        for (UUID tag : tags) {
            put(bytes, tag);
        }
        bytes.put((byte) (isOffered ? 1 : 0)).putLong(publishedAt).put(headingBytes);
        return new BytesRef(bytes.array());
    }

    static Fingerprint decoded(BytesRef encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded.bytes, encoded.offset, encoded.length);
        int size = bytes.getInt();
        int[] days = new int[bytes.getInt()];
        UUID[] tags = new UUID[bytes.getInt()];
        int[] terms = new int[size];
        float[] weights = new float[size];
        byte[] lead = new byte[size];
        boolean[] inTitle = new boolean[size];
        for (int i = 0; i < size; i++) {
            terms[i] = bytes.getInt();
            weights[i] = bytes.getFloat();
            lead[i] = bytes.get();
            inTitle[i] = bytes.get() == 1;
        }
        for (int i = 0; i < days.length; i++) {
            days[i] = bytes.getInt();
        }
        UUID article = uuid(bytes);
        UUID section = uuid(bytes);
        for (int i = 0; i < tags.length; i++) {
            tags[i] = uuid(bytes);
        }
        boolean isOffered = bytes.get() == 1;
        long publishedAt = bytes.getLong();
        String heading = StandardCharsets.UTF_8.decode(bytes).toString();
        return new Fingerprint(
                article, terms, weights, lead, inTitle, days, section, tags, isOffered, publishedAt, heading);
    }

    private static void put(ByteBuffer bytes, UUID id) {
        bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static UUID uuid(ByteBuffer bytes) {
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
