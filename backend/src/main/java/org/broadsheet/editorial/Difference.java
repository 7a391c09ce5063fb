package org.broadsheet.editorial;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.broadsheet.editorial.DraftView.FieldChange;
import org.broadsheet.editorial.DraftView.Piece;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** What changed between two texts, word by word. */
final class Difference {
    private Difference() {}

    static List<FieldChange> between(DraftView.Text older, DraftView.Text newer) {
        Map<String, String> before = fields(older);
        List<FieldChange> changes = new ArrayList<>();
        fields(newer).forEach((field, after) -> {
            String was = Objects.requireNonNullElse(before.get(field), "");
            if (!was.equals(after)) {
                changes.add(new FieldChange(field, pieces(words(was), words(after))));
            }
        });
        return changes;
    }

    private static Map<String, String> fields(DraftView.Text text) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("kind", text.kind().written());
        fields.put("language", text.language());
        fields.put("slug", text.slug());
        fields.put("kicker", Objects.requireNonNullElse(text.kicker(), ""));
        fields.put("headline", text.headline());
        fields.put("standfirst", Objects.requireNonNullElse(text.standfirst(), ""));
        fields.put("trailText", Objects.requireNonNullElse(text.trailText(), ""));
        fields.put("section", text.section() == null ? "" : text.section().name());
        fields.put(
                "authors",
                String.join(", ", text.authors().stream().map(one -> one.name()).toList()));
        fields.put(
                "tags",
                String.join(", ", text.tags().stream().map(one -> one.name()).toList()));
        fields.put(
                "leadImage",
                text.leadImageId() == null ? "" : text.leadImageId().toString());
        fields.put("location", Objects.requireNonNullElse(text.location(), ""));
        fields.put("rights", Objects.requireNonNullElse(text.rights(), ""));
        fields.put("body", readable(text.body()));
        return fields;
    }

    /** A line for each block, and what links lead to and pictures show, which plain text would not tell. */
    private static String readable(String html) {
        Document document = Jsoup.parseBodyFragment(html);
        document.select("a[href]").forEach(link -> link.appendText(" [" + link.attr("href") + "]"));
        document.select("img")
                .forEach(image -> image.after(
                        " [" + (image.attr("alt").isBlank() ? image.attr("src") : image.attr("alt")) + "] "));
        document.select("h2").forEach(heading -> heading.prependText("## "));
        document.select("h3").forEach(heading -> heading.prependText("### "));
        document.select("li").forEach(item -> item.prependText("- "));
        document.select("strong").forEach(strong -> strong.prependText("**").appendText("**"));
        document.select("em").forEach(emphasis -> emphasis.prependText("_").appendText("_"));
        return document.body().wholeText().replaceAll("\\n{3,}", "\n\n").strip();
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.split("(?<=\\s)(?=\\S)|(?<=\\S)(?=\\s)", -1));
    }

    private static List<Piece> pieces(List<String> before, List<String> after) {
        List<Piece> pieces = new ArrayList<>();
        for (AbstractDelta<String> delta : DiffUtils.diff(before, after, true).getDeltas()) {
            String removed = String.join("", delta.getSource().getLines());
            String added = String.join("", delta.getTarget().getLines());
            if (delta.getType() == DeltaType.EQUAL) {
                put(pieces, "same", removed);
            } else {
                put(pieces, "removed", removed);
                put(pieces, "added", added);
            }
        }
        return pieces;
    }

    private static void put(List<Piece> pieces, String kind, String text) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(kind, text));
        }
    }
}
