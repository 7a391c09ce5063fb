package org.broadsheet.related;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.article.ArticleText;
import org.broadsheet.article.RelatedReason;
import org.broadsheet.related.Neighbours.Neighbour;

/** Says why a story stands in a list, in the words or tags that it shares with the article; without a reason it goes. */
final class Reasons {
    private static final double SURELY_SAME = 0.5;
    private static final double SIMILAR = 0.08;

    private final Neighbours.Near near;
    private final Map<Integer, String> words;
    private final Set<UUID> tags = new HashSet<>();

    private Reasons(ArticleText article, Neighbours.Near near) {
        this.near = near;
        this.words = Fingerprint.written(article);
        article.tags().forEach(tag -> tags.add(tag.id()));
    }

    /** The list of an article: stories in its language, then those in others. */
    static List<KeptStory> given(ArticleText article, Neighbours.Near near) {
        Reasons reasons = new Reasons(article, near);
        List<KeptStory> list = new ArrayList<>();
        near.stories().stream().filter(reasons::isBelieved).map(reasons::of).forEach(list::add);
        near.foreign().stream().map(reasons::ofForeign).forEach(list::add);
        return list;
    }

    /** Not where editors tagged both and found nothing that they have in common. */
    private boolean isBelieved(Neighbour neighbour) {
        boolean isTagged = !tags.isEmpty() && neighbour.story().print.tags().length > 0;
        return neighbour.probability() >= SIMILAR
                || !isTagged
                || !shared(neighbour).isEmpty();
    }

    private KeptStory of(Neighbour neighbour) {
        double probability = neighbour.probability();
        List<UUID> shared = shared(neighbour);
        RelatedReason reason = probability >= SURELY_SAME
                ? RelatedReason.SAME_EVENT
                : shared.isEmpty() || probability >= SIMILAR ? RelatedReason.SIMILAR : RelatedReason.SAME_TOPIC;
        return reason == RelatedReason.SAME_TOPIC
                ? kept(neighbour, reason, List.of(), shared, false)
                : kept(neighbour, reason, told(neighbour), List.of(), false);
    }

    private KeptStory ofForeign(Neighbour neighbour) {
        return kept(neighbour, RelatedReason.SAME_TOPIC, List.of(), shared(neighbour), true);
    }

    private static KeptStory kept(
            Neighbour neighbour, RelatedReason reason, List<String> terms, List<UUID> shared, boolean isForeign) {
        double score = Math.round(neighbour.probability() * 10_000) / 10_000.0;
        return new KeptStory(neighbour.story().print.article(), score, reason, terms, shared, isForeign);
    }

    private List<String> told(Neighbour neighbour) {
        return Likeness.explaining(near.article(), neighbour.story()).stream()
                .filter(words::containsKey)
                .map(words::get)
                .toList();
    }

    private List<UUID> shared(Neighbour neighbour) {
        return Arrays.stream(neighbour.story().print.tags())
                .filter(tags::contains)
                .toList();
    }
}
