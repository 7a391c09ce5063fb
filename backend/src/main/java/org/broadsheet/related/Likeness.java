package org.broadsheet.related;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * How near two articles are, as the logarithm of the odds that they tell of the same event. The constants were found on
 * real news with known events, by cross-validation over events: docs/adr/007 has the features, what each one brought, and
 * the figures.
 */
final class Likeness {
    private static final double WORD_SATURATION = 2;
    private static final double LEAD_SATURATION = 1;
    private static final double FLOOR = 0.02;
    private static final double RARE = 0.6;
    private static final int FAR_DAYS = 365;

    private static final double WORDS = 3.5;
    private static final double LEAD = 1.6;
    private static final double TITLE = 3.0;
    private static final double DAYS = -0.75;
    private static final double SAME_DAY = 2.3;
    private static final double RARE_WORDS = 1.5;
    private static final double BASE = 5.5;

    /** What editors say counts where they say something: by how rare the tag or section is, so one that all have says nothing. */
    private static final double TAGS = 0.8;

    private static final double MOST_OF_TAGS = 1.6;
    private static final double SECTION = 0.3;

    private static final double OTHER_ISSUE = -8;
    private static final long SAME_ISSUE_MILLIS = 20L * 3600 * 1000;

    /** Two texts that share this much of their words, 0 to 1, are versions of one. */
    private static final double SAME_TEXT = 0.93;

    /** Rare names for the words that two articles share are the better explanation. */
    private static final int EXPLAINING = 4;

    private Likeness() {}

    /** A fingerprint weighed by what its words tell in the archive as it is. */
    static final class Weighed {
        final int document;
        final Fingerprint print;
        private final float[] words;
        private final float[] lead;
        private final float[] idf;
        private final double title;
        private final double top;
        private final double[] tagRarity;
        private final double sectionRarity;
        private final boolean isOfASeries;

        Weighed(
                int document,
                Fingerprint print,
                TermStatistics statistics,
                double[] tagRarity,
                double sectionRarity,
                boolean isOfASeries) {
            this.isOfASeries = isOfASeries;
            this.document = document;
            this.print = print;
            this.tagRarity = tagRarity;
            this.sectionRarity = sectionRarity;
            this.top = statistics.top();
            int size = print.terms().length;
            words = new float[size];
            lead = new float[size];
            idf = new float[size];
            double wordsSquared = 0;
            double leadSquared = 0;
            double titleSum = 0;
            for (int i = 0; i < size; i++) {
                double tells = statistics.idf(print.terms()[i]);
                double word = print.weights()[i] / (print.weights()[i] + WORD_SATURATION) * tells;
                int often = Byte.toUnsignedInt(print.lead()[i]);
                double first = often / (often + LEAD_SATURATION) * tells;
                idf[i] = (float) tells;
                words[i] = (float) word;
                lead[i] = (float) first;
                wordsSquared += word * word;
                leadSquared += first * first;
                titleSum += print.inTitle()[i] ? tells : 0;
            }
            title = titleSum == 0 ? 1 : titleSum;
            scale(words, wordsSquared);
            scale(lead, leadSquared);
        }

        private static void scale(float[] vector, double squared) {
            float norm = squared == 0 ? 1 : (float) Math.sqrt(squared);
            for (int i = 0; i < vector.length; i++) {
                vector[i] /= norm;
            }
        }

        /** The places of the words that say most of it, at most so many. */
        int[] heaviest(int most) {
            return java.util.stream.IntStream.range(0, words.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> -words[i]))
                    .limit(most)
                    .mapToInt(Integer::intValue)
                    .toArray();
        }

        float word(int place) {
            return words[place];
        }
    }

    private static final class Sums {
        private double words;
        private double lead;
        private double titleOfA;
        private double titleOfB;
        private double rare;
    }

    /**
     * How two articles stand to each other.
     *
     * @param odds near 0 where it is as likely as not the same event, -8 for strangers
     * @param isOneText whether they are versions of one text
     */
    record Pair(double odds, boolean isOneText) {
        double probability() {
            return 1 / (1 + Math.exp(-odds));
        }
    }

    /** Symmetric. */
    static Pair of(Weighed a, Weighed b) {
        Sums sums = new Sums();
        shared(a, b, (i, j) -> {
            sums.words += a.words[i] * b.words[j];
            sums.lead += a.lead[i] * b.lead[j];
            sums.titleOfA += a.print.inTitle()[i] ? a.idf[i] : 0;
            sums.titleOfB += b.print.inTitle()[j] ? b.idf[j] : 0;
            sums.rare += a.idf[i] > RARE * a.top ? a.idf[i] / a.top : 0;
        });
        int apart = apart(a.print.days(), b.print.days());
        double odds = WORDS * Math.log(FLOOR + sums.words)
                + LEAD * Math.log(FLOOR + sums.lead)
                + TITLE * (sums.titleOfA / a.title + sums.titleOfB / b.title) / 2
                + DAYS * Math.log(1.0 + apart)
                + (apart == 0 ? SAME_DAY : 0)
                + RARE_WORDS * Math.log(1 + sums.rare)
                + editors(a, b)
                + (areOfASeries(a, b) ? OTHER_ISSUE : 0)
                + BASE;
        return new Pair(odds, sums.words > SAME_TEXT);
    }

    /** The weather, the letters, the week's fixtures: alike in form and heading, and of another day. */
    private static boolean areOfASeries(Weighed a, Weighed b) {
        return a.isOfASeries
                && a.print.heading().equals(b.print.heading())
                && Math.abs(a.print.publishedAt() - b.print.publishedAt()) > SAME_ISSUE_MILLIS;
    }

    /** Hashes of the words that bring two together, the most telling first. */
    static List<Integer> explaining(Weighed a, Weighed b) {
        record Word(int term, double weight) {}
        List<Word> words = new ArrayList<>();
        shared(a, b, (i, j) -> words.add(new Word(a.print.terms()[i], a.words[i] * b.words[j])));
        return words.stream()
                .sorted(Comparator.comparingDouble((Word one) -> -one.weight()))
                .limit(EXPLAINING)
                .map(Word::term)
                .toList();
    }

    private interface Places {
        void at(int inA, int inB);
    }

    /** Walks the words that both have: the terms of each are in order. */
    private static void shared(Weighed a, Weighed b, Places places) {
        int[] left = a.print.terms();
        int[] right = b.print.terms();
        for (int i = 0, j = 0; i < left.length && j < right.length; ) {
            if (left[i] < right[j]) {
                i++;
            } else if (left[i] > right[j]) {
                j++;
            } else {
                places.at(i++, j++);
            }
        }
    }

    private static double editors(Weighed a, Weighed b) {
        double tags = 0;
        for (int i = 0; i < a.print.tags().length; i++) {
            for (UUID other : b.print.tags()) {
                tags += other.equals(a.print.tags()[i]) ? a.tagRarity[i] : 0;
            }
        }
        double section = a.print.section().equals(b.print.section()) ? a.sectionRarity : 0;
        return Math.min(MOST_OF_TAGS, TAGS * tags) + SECTION * section;
    }

    /** Days between the nearest two, 365 for all that is further. */
    private static int apart(int[] some, int[] others) {
        int least = FAR_DAYS;
        for (int one : some) {
            for (int other : others) {
                least = Math.min(least, Math.abs(one - other));
            }
        }
        return least;
    }
}
