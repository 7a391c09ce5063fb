package org.broadsheet.article;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.broadsheet.shared.SafeHtml;
import org.broadsheet.shared.Texts;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** The body of an article in the forms it can be had in, all derived from the one stored HTML. */
final class Body {
    private static final Set<String> INLINE = Set.of("a", "em", "strong", "s", "sub", "sup", "code", "br");

    private final SafeHtml safe;

    private Body(SafeHtml safe) {
        this.safe = safe;
    }

    static Body of(SafeHtml safe) {
        return new Body(safe);
    }

    /** What goes over the wire: a string, or for blocks a list of {@link Block}. */
    Object in(BodyFormat format) {
        return switch (format) {
            case HTML -> safe.html();
            case TEXT -> text();
            case MARKDOWN -> Markdown.of(root());
            case BLOCKS -> blocks();
        };
    }

    /** Plain text: a blank line between paragraphs, a hyphen before items, cells parted by tabs. */
    String text() {
        return plainParts(root(), "\n\n");
    }

    /** Words as the language parts them, so that text without spaces has words too. */
    int wordCount(String language) {
        String text = text();
        BreakIterator words = BreakIterator.getWordInstance(Locale.forLanguageTag(language));
        words.setText(text);
        int count = 0;
        int start = words.first();
        for (int end = words.next(); end != BreakIterator.DONE; start = end, end = words.next()) {
            if (text.substring(start, end).codePoints().anyMatch(Character::isLetterOrDigit)) {
                count++;
            }
        }
        return count;
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (Element element : root().children()) {
            blocks.add(block(element));
        }
        return blocks;
    }

    private Element root() {
        Document document = Jsoup.parseBodyFragment(safe.html());
        document.outputSettings().prettyPrint(false);
        document.select("body, blockquote, li").stream()
                .filter(element -> !element.nameIs("li") || holdsBlocks(element))
                .forEach(Body::wrapLooseWords);
        return document.body();
    }

    /** Whether an element holds more than one run of words. */
    static boolean holdsBlocks(Element element) {
        return element.children().stream().anyMatch(child -> !INLINE.contains(child.normalName()));
    }

    /** Words beside blocks become paragraphs of their own, so that no form has to deal with them apart. */
    private static void wrapLooseWords(Element container) {
        Element run = null;
        for (Node node : List.copyOf(container.childNodes())) {
            boolean isLoose = node instanceof TextNode || INLINE.contains(node.normalName());
            if (!isLoose) {
                run = null;
            } else if (run != null) {
                run.appendChild(node);
            } else if (!(node instanceof TextNode words && words.isBlank())) {
                run = new Element("p");
                node.before(run);
                run.appendChild(node);
            }
        }
        container.children().stream()
                .filter(child -> child.nameIs("p"))
                .map(Element::lastChild)
                .forEach(last -> {
                    if (last instanceof TextNode words) {
                        words.text(words.getWholeText().stripTrailing());
                    }
                });
    }

    private static Block block(Element element) {
        return switch (element.normalName()) {
            case "h2", "h3", "h4" -> new Block.Heading(element.normalName().charAt(1) - '0', element.html());
            case "ul", "ol" ->
                new Block.BulletList(
                        element.nameIs("ol"),
                        element.children().stream().map(Element::html).toList());
            case "blockquote" -> quote(element);
            case "figure" -> figure(element);
            case "table" -> new Block.Table(element.outerHtml());
            case "pre" -> new Block.Code(element.wholeText());
            case "hr" -> new Block.Rule();
            case "img" -> picture(element, null, null);
            case "p" -> new Block.Paragraph(element.html());
            default -> new Block.Paragraph(element.outerHtml());
        };
    }

    private static Block quote(Element element) {
        Element cite = element.selectFirst("cite");
        String who = cite == null ? null : Texts.orNull(cite.text());
        if (cite != null) {
            cite.remove();
        }
        element.select("p:empty").remove();
        return new Block.Quote(element.html().strip(), who);
    }

    private static Block figure(Element element) {
        String caption = caption(element);
        if (isEmbed(element)) {
            return new Block.Embed(element.attr("data-embed-url"), caption);
        }
        Element picture = element.selectFirst("img");
        if (picture != null) {
            Element credit = element.selectFirst("figcaption cite");
            String who = credit == null ? null : Texts.orNull(credit.text());
            if (credit != null) {
                credit.remove();
            }
            return picture(picture, caption(element), who);
        }
        Element table = element.selectFirst("table");
        return table == null ? new Block.Paragraph(element.html()) : new Block.Table(table.outerHtml());
    }

    private static Block picture(Element img, @Nullable String caption, @Nullable String credit) {
        return new Block.Picture(
                img.attr("src"),
                img.attr("alt"),
                caption,
                credit,
                Texts.orNull(img.attr("srcset")),
                size(img, "width"),
                size(img, "height"));
    }

    private static @Nullable Integer size(Element img, String side) {
        return img.hasAttr(side) ? Integer.valueOf(img.attr(side)) : null;
    }

    /** Of an embed the link is for those who know nothing of embeds. */
    static boolean isEmbed(Element figure) {
        return figure.hasAttr("data-embed-url");
    }

    private static @Nullable String caption(Element element) {
        Element caption = element.selectFirst("figcaption");
        return caption == null ? null : Texts.orNull(caption.text());
    }

    private static String plain(Element element) {
        return switch (element.normalName()) {
            case "ul", "ol" ->
                element.children().stream()
                        .map(item -> "- " + plainItem(item).replace("\n", "\n  "))
                        .collect(Collectors.joining("\n"));
            case "table" ->
                element.select("caption, tr").stream().map(Body::plainRow).collect(Collectors.joining("\n"));
            case "pre" -> element.wholeText().stripTrailing();
            case "figure" ->
                isEmbed(element) ? Objects.requireNonNullElse(caption(element), "") : plainParts(element, "\n\n");
            case "blockquote" -> plainParts(element, "\n\n");
            case "hr" -> "";
            default -> element.text();
        };
    }

    private static String plainItem(Element item) {
        return holdsBlocks(item) ? plainParts(item, "\n") : item.text();
    }

    private static String plainParts(Element element, String between) {
        return element.children().stream()
                .map(Body::plain)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(between));
    }

    private static String plainRow(Element row) {
        return row.nameIs("caption")
                ? row.text()
                : row.children().stream().map(Element::text).collect(Collectors.joining("\t"));
    }
}
