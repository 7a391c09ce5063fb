package org.broadsheet.related;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.broadsheet.related.Neighbours.Neighbour;

/**
 * Judges proposed stories once more, by the company they keep: by whether each is near to what is near, and how it stands
 * beside the best. Then it knows where to stop.
 */
final class Company {
    /** Below these an empty place beats a wrong story: for a list as a whole, by its best, and for each of it. */
    static final double WORTH_A_LIST = -4;

    private static final double WORTH_A_PLACE = -4.4;

    private static final int JUDGED = 30;
    private static final int WITNESSES = 10;
    private static final double BY_ITSELF = 0.7;
    private static final double BY_COMPANY = 5.0;
    private static final double BESIDE_BEST = -0.3;
    private static final double STRANGER = -6;
    private static final double BASE = -1.5;

    private static final Comparator<Neighbour> BEST_FIRST =
            Comparator.comparingDouble(Neighbour::odds).reversed();

    private Company() {}

    /** The best of them, as many as belong to the article, at most {@code most}. */
    static List<Neighbour> listed(List<Neighbour> judged, int most) {
        List<Neighbour> folded = folded(judged);
        if (folded.isEmpty() || folded.getFirst().odds() < WORTH_A_LIST) {
            return List.of();
        }
        List<Neighbour> witnesses = folded.subList(0, Math.min(WITNESSES, folded.size()));
        List<Neighbour> again = new ArrayList<>();
        for (Neighbour one : folded) {
            double path = 0;
            for (Neighbour other : witnesses) {
                if (other.story().document != one.story().document) {
                    double on = Likeness.of(other.story(), one.story()).probability();
                    path = Math.max(path, other.probability() * on);
                }
            }
            double beside = Math.max(best(folded, again.size()), STRANGER);
            again.add(new Neighbour(
                    one.story(), BY_ITSELF * one.odds() + BY_COMPANY * path + BESIDE_BEST * beside + BASE));
        }
        again.sort(BEST_FIRST);
        return again.stream()
                .filter(one -> one.odds() >= WORTH_A_PLACE)
                .limit(most)
                .toList();
    }

    /** The odds of the best of the others. */
    private static double best(List<Neighbour> sorted, int except) {
        int best = except == 0 ? 1 : 0;
        return best < sorted.size() ? sorted.get(best).odds() : STRANGER;
    }

    /**
     * The best first, and of those that are versions of one text the newest alone, so that they neither take the places of
     * others nor vouch for each other.
     */
    static List<Neighbour> folded(List<Neighbour> judged) {
        List<Neighbour> folded = new ArrayList<>();
        for (Neighbour one : judged.stream().sorted(BEST_FIRST).toList()) {
            if (folded.size() == JUDGED) {
                break;
            }
            int version = versionOf(one, folded);
            if (version < 0) {
                folded.add(one);
            } else if (one.story().print.publishedAt()
                    > folded.get(version).story().print.publishedAt()) {
                folded.set(
                        version, new Neighbour(one.story(), folded.get(version).odds()));
            }
        }
        return folded;
    }

    private static int versionOf(Neighbour one, List<Neighbour> others) {
        for (int i = 0; i < others.size(); i++) {
            if (Likeness.of(one.story(), others.get(i).story()).isOneText()) {
                return i;
            }
        }
        return -1;
    }
}
