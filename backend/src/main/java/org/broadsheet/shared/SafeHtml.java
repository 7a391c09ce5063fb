package org.broadsheet.shared;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import org.jspecify.annotations.Nullable;

/**
 * Article HTML that has been through the sanitiser, which alone can make one; nothing edits it afterwards.
 *
 * <p>The subset: p, h2-h4, ul, ol, li, blockquote, cite, figure, img, figcaption, a, em, strong, s, sub, sup, code,
 * pre, table parts, hr, br, and {@code figure data-embed-url} for embeds, which hold an ordinary link to what they show: whoever
 * knows nothing of embeds shows that.
 */
public final class SafeHtml {
    /** Moves whenever the rules below do, so that stored bodies of an older policy are cleaned again when read. */
    public static final short POLICY = 2;

    private static final int MAX_PASSES = 3;
    /** What XML, and so every feed, cannot hold; parsers disagree about it too. */
    private static final Pattern NOT_TEXT =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private static final Pattern SITE_RELATIVE = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e]*");
    private static final Pattern SIZE = Pattern.compile("[0-9]{1,5}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*");

    /** A column of text is no wider than this on any page that can be read. */
    private static final String SIZES = "auto, (min-width: 42rem) 40rem, 100vw";

    private static final Safelist ALLOWED = Safelist.none()
            .addTags("p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "cite", "figure", "img", "figcaption", "a")
            .addTags("em", "strong", "s", "sub", "sup", "code", "pre", "hr", "br")
            .addTags("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td")
            .addAttributes("a", "href", "hreflang")
            .addAttributes("img", "src", "alt", "width", "height")
            .addAttributes("figure", "data-embed-url")
            .addAttributes("th", "scope", "colspan", "rowspan")
            .addAttributes("td", "colspan", "rowspan")
            .addAttributes("ol", "start")
            .addAttributes("p", "lang", "dir")
            .addAttributes("blockquote", "lang", "dir")
            .addAttributes("em", "lang");

    private final String html;

    private SafeHtml(String html) {
        this.html = html;
    }

    /**
     * Cleans foreign HTML down to the subset. @throws IllegalArgumentException when it does not settle, which only
     * markup made to deceive a parser does
     */
    public static SafeHtml of(String foreign) {
        String current = foreign;
        for (int pass = 0; pass < MAX_PASSES; pass++) {
            String cleaned = clean(current);
            if (cleaned.equals(current)) {
                return new SafeHtml(cleaned);
            }
            current = cleaned;
        }
        if (clean(current).equals(current)) {
            return new SafeHtml(current);
        }
        throw new IllegalArgumentException("The HTML does not settle under the sanitiser; send it as plain paragraphs");
    }

    /** A stored body: as it is when the present policy cleaned it, else cleaned again. */
    public static SafeHtml stored(String html, short policy) {
        return policy == POLICY ? new SafeHtml(html) : of(html);
    }

    /**
     * How a picture of the newsroom's own is shown.
     *
     * @param sources its renditions, as {@code srcset} has them
     * @param alt empty while nobody said what is to be seen
     * @param credit null while nobody said who made it
     */
    public record Picture(
            String url,
            String sources,
            int width,
            int height,
            String alt,
            @Nullable String credit) {}

    /**
     * The same with the newsroom's own pictures as readers see them: in all their widths, and with what is said of them now.
     *
     * @param own finds a picture by its address in the text; empty for those of elsewhere
     */
    public SafeHtml pictured(Function<String, Optional<Picture>> own) {
        if (!html.contains("<img")) {
            return this;
        }
        Document document = Jsoup.parseBodyFragment(html);
        document.outputSettings().prettyPrint(false);
        for (Element img : document.select("img")) {
            own.apply(img.attr("src")).ifPresent(picture -> show(img, picture));
        }
        return new SafeHtml(document.body().html());
    }

    private static void show(Element img, Picture picture) {
        img.attr("src", picture.url()).attr("srcset", picture.sources()).attr("sizes", SIZES);
        img.attr("alt", img.attr("alt").isBlank() ? picture.alt() : img.attr("alt"));
        img.attr("width", Integer.toString(picture.width())).attr("height", Integer.toString(picture.height()));
        img.attr("loading", "lazy");
        Element figure = img.closest("figure");
        if (figure != null && picture.credit() != null) {
            credit(figure, picture.credit());
        }
    }

    private static void credit(Element figure, String credit) {
        Element caption = figure.selectFirst("figcaption");
        Element line = caption == null ? figure.appendElement("figcaption") : caption;
        boolean isSaid = line.select("cite").eachText().contains(credit);
        if (!isSaid) {
            line.appendText(line.childNodeSize() == 0 ? "" : " ")
                    .appendElement("cite")
                    .text(credit);
        }
    }

    public String html() {
        return html;
    }

    @Override
    public String toString() {
        return html;
    }

    private static String clean(String html) {
        Document dirty = Jsoup.parseBodyFragment(textOf(html));
        // b, i, strike and del say the same as what the subset keeps.
        rename(dirty, "b", "strong");
        rename(dirty, "i", "em");
        rename(dirty, "del, strike", "s");
        Document clean = new Cleaner(ALLOWED).clean(dirty);
        clean.outputSettings().prettyPrint(false);
        for (Element element : clean.body().getAllElements()) {
            checkAttributes(element);
            element.textNodes().forEach(words -> words.text(textOf(words.getWholeText())));
        }
        clean.select("figure[data-embed-url]").forEach(SafeHtml::link);
        return clean.body().html();
    }

    /** The one form of an embed: a link to what it shows, then whatever stands under it. */
    private static void link(Element embed) {
        Element around = embed.closest("a");
        if (around != null) {
            around.unwrap();
        }
        String url = embed.attr("data-embed-url");
        embed.children().stream().filter(child -> child.nameIs("a")).forEach(Element::remove);
        embed.prependElement("a").attr("href", url).text(host(url));
    }

    private static String host(String url) {
        return url.replaceFirst("https://(www\\.)?", "").replaceFirst("[/?#:@].*", "");
    }

    private static String textOf(String characters) {
        return NOT_TEXT.matcher(characters).replaceAll("");
    }

    private static void rename(Document document, String selector, String name) {
        document.select(selector).forEach(element -> element.tagName(name));
    }

    private static void checkAttributes(Element element) {
        element.attributes().forEach(attribute -> attribute.setValue(textOf(attribute.getValue())));
        keep(element, "href", value -> isLink(value));
        keep(element, "src", value -> isHttps(value) || isSiteRelative(value));
        keep(element, "data-embed-url", SafeHtml::isHttps);
        for (String size : Set.of("width", "height", "colspan", "rowspan", "start")) {
            keep(element, size, value -> SIZE.matcher(value).matches());
        }
        keep(element, "scope", value -> value.equals("row") || value.equals("col"));
        keep(element, "lang", value -> LANGUAGE.matcher(value).matches());
        keep(element, "hreflang", value -> LANGUAGE.matcher(value).matches());
        keep(element, "dir", value -> value.equals("rtl") || value.equals("ltr"));
        if (element.nameIs("img") && !element.hasAttr("src")) {
            element.remove();
        }
    }

    private static void keep(Element element, String attribute, Predicate<String> isGood) {
        if (element.hasAttr(attribute) && !isGood.test(element.attr(attribute))) {
            element.removeAttr(attribute);
        }
    }

    private static boolean isLink(String value) {
        return isHttps(value)
                || isSiteRelative(value)
                || (value.matches("(http://|mailto:|tel:)[\\x21-\\x7e]+") && isPlain(value));
    }

    private static boolean isHttps(String value) {
        return value.matches("https://[A-Za-z0-9][\\x21-\\x7e]*") && isPlain(value);
    }

    private static boolean isSiteRelative(String value) {
        return SITE_RELATIVE.matcher(value).matches() && isPlain(value);
    }

    /** Nothing that one parser drops and another heeds. */
    private static boolean isPlain(String value) {
        return value.indexOf('\\') < 0 && value.indexOf('<') < 0 && value.indexOf('>') < 0 && value.indexOf('`') < 0;
    }
}
