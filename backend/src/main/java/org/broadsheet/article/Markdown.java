package org.broadsheet.article;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Writes the body subset as CommonMark; tables as in GitHub's dialect, and what Markdown has no sign for (sub, sup) as
 * HTML, which it allows.
 */
final class Markdown {
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>#|~]|&(?=#?\\w{1,32};)");
    private static final Pattern SIGN_AT_START = Pattern.compile("^( *)([-+=])", Pattern.MULTILINE);
    private static final Pattern NUMBER_AT_START = Pattern.compile("^( *\\d{1,9})([.)])(?=\\s|$)", Pattern.MULTILINE);
    private static final Pattern WORDS_WITHIN_SPACE = Pattern.compile("(\\s*)(.*?)((?:\\\\\n|\\s)*)", Pattern.DOTALL);
    private static final Pattern BACKTICKS = Pattern.compile("`+");
    private static final Pattern BARE_PIPE = Pattern.compile("(?<!\\\\)\\|");
    private static final String BREAK = "\\\n";

    private Markdown() {}

    static String of(Element root) {
        return blocks(root.childNodes()).strip();
    }

    private static String blocks(List<Node> nodes) {
        StringBuilder text = new StringBuilder();
        for (Node node : nodes) {
            String block = node instanceof Element element
                    ? block(element)
                    : node instanceof TextNode loose ? escaped(loose.text()).strip() : "";
            if (!block.isBlank()) {
                text.append(text.isEmpty() ? "" : "\n\n").append(block);
            }
        }
        return text.toString();
    }

    private static String block(Element element) {
        return switch (element.normalName()) {
            case "h2" -> "## " + line(element);
            case "h3" -> "### " + line(element);
            case "h4" -> "#### " + line(element);
            case "ul" -> items(element, false);
            case "ol" -> items(element, true);
            case "blockquote" -> prefixed(blocks(element.childNodes()), "> ");
            case "pre" -> fenced(element.wholeText().stripTrailing());
            case "hr" -> "---";
            case "table" -> table(element);
            case "figure" -> figure(element);
            case "cite" -> "— " + inline(element);
            default -> paragraph(element);
        };
    }

    private static String items(Element list, boolean isOrdered) {
        StringBuilder text = new StringBuilder();
        int number = list.attr("start").isEmpty() ? 1 : Integer.parseInt(list.attr("start"));
        for (Element item : list.children()) {
            String mark = isOrdered ? number++ + ". " : "- ";
            String content = Body.holdsBlocks(item) ? blocks(item.childNodes()) : paragraph(item);
            text.append(text.isEmpty() ? "" : "\n")
                    .append(mark)
                    .append(content.replaceAll("\n(?=[^\n])", "\n" + " ".repeat(mark.length())));
        }
        return text.toString();
    }

    private static String figure(Element figure) {
        StringBuilder text = new StringBuilder();
        boolean isEmbed = Body.isEmbed(figure);
        if (isEmbed) {
            text.append('<').append(figure.attr("data-embed-url")).append('>');
        }
        for (Element part : figure.children()) {
            if (isEmbed && part.nameIs("a")) {
                continue;
            }
            String written = part.nameIs("figcaption")
                    ? marked("_", line(part))
                    : part.nameIs("img") ? inline(part) : block(part);
            text.append(text.isEmpty() ? "" : "\n\n").append(written);
        }
        return text.toString();
    }

    private static String table(Element table) {
        StringBuilder text = new StringBuilder();
        Element caption = table.selectFirst("caption");
        if (caption != null) {
            text.append(marked("_", line(caption))).append("\n\n");
        }
        boolean isFirst = true;
        for (Element row : table.select("tr")) {
            List<String> cells = row.children().stream().map(Markdown::cell).toList();
            text.append("| ").append(String.join(" | ", cells)).append(" |\n");
            if (isFirst) {
                text.append("| ")
                        .append(String.join(
                                " | ", cells.stream().map(cell -> "---").toList()))
                        .append(" |\n");
                isFirst = false;
            }
        }
        return text.toString().strip();
    }

    private static String inline(Node parent) {
        StringBuilder text = new StringBuilder();
        for (Node node : parent.childNodes()) {
            if (node instanceof TextNode words) {
                text.append(escaped(words.text()));
            } else if (node instanceof Element element) {
                text.append(span(element));
            }
        }
        if (parent instanceof Element element && element.nameIs("img")) {
            text.append("![")
                    .append(escaped(element.attr("alt").replaceAll("\\s+", " ")))
                    .append("](<")
                    .append(element.attr("src"))
                    .append(">)");
        }
        return text.toString();
    }

    private static String span(Element element) {
        return switch (element.normalName()) {
            case "em" -> marked("*", inline(element));
            case "strong" -> marked("**", inline(element));
            case "s" -> marked("~~", inline(element));
            case "code" -> code(element.wholeText().replaceAll("\\s+", " "));
            case "a" ->
                element.hasAttr("href") ? '[' + inline(element) + "](<" + element.attr("href") + ">)" : inline(element);
            case "br" -> BREAK;
            case "sub", "sup" -> '<' + element.normalName() + '>' + inline(element) + "</" + element.normalName() + '>';
            default -> inline(element);
        };
    }

    /** A mark must touch the words: spaces and breaks at the edge go outside, and nothing is marked where no word is. */
    private static String marked(String mark, String text) {
        Matcher parts = WORDS_WITHIN_SPACE.matcher(text);
        return parts.matches() && !parts.group(2).isEmpty()
                ? parts.group(1) + mark + parts.group(2) + mark + parts.group(3)
                : text;
    }

    private static String code(String text) {
        String fence = "`".repeat(longestBackticks(text) + 1);
        String space = text.startsWith("`") || text.endsWith("`") ? " " : "";
        return text.isEmpty() ? "" : fence + space + text + space + fence;
    }

    private static String fenced(String text) {
        String fence = "`".repeat(Math.max(3, longestBackticks(text) + 1));
        return fence + '\n' + text + '\n' + fence;
    }

    private static int longestBackticks(String text) {
        return BACKTICKS
                .matcher(text)
                .results()
                .mapToInt(run -> run.end() - run.start())
                .max()
                .orElse(0);
    }

    /** Inline text whose lines start no list and no underline. */
    private static String paragraph(Element element) {
        String text = SIGN_AT_START.matcher(inline(element)).replaceAll("$1\\\\$2");
        return NUMBER_AT_START.matcher(text).replaceAll("$1\\\\$2");
    }

    private static String line(Element element) {
        return inline(element).replace(BREAK, " ");
    }

    private static String cell(Element element) {
        return BARE_PIPE.matcher(inline(element).replace(BREAK, "<br>")).replaceAll("\\\\|");
    }

    private static String prefixed(String text, String prefix) {
        return text.lines()
                .map(line -> (prefix + line).stripTrailing())
                .reduce((a, b) -> a + '\n' + b)
                .orElse("");
    }

    private static String escaped(String text) {
        return SPECIAL.matcher(text).replaceAll("\\\\$0");
    }
}
