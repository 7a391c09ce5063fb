package org.broadsheet.article;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One piece of a body, for frontends that lay out pieces instead of HTML. {@code html} holds inline markup only. */
@Schema(
        description = "One piece of a body. `kind` tells which.",
        oneOf = {
            Block.Paragraph.class,
            Block.Heading.class,
            Block.BulletList.class,
            Block.Quote.class,
            Block.Picture.class,
            Block.Table.class,
            Block.Code.class,
            Block.Embed.class,
            Block.Rule.class
        })
public sealed interface Block {

    @Schema(name = "ParagraphBlock", description = "A paragraph; `html` holds inline markup only.")
    record Paragraph(
            @Schema(enumeration = "paragraph") String kind,
            @Schema(description = "Inline markup only.") String html) implements Block {
        Paragraph(String html) {
            this("paragraph", html);
        }
    }

    @Schema(name = "HeadingBlock", description = "A heading of level 2 to 4.")
    record Heading(
            @Schema(enumeration = "heading") String kind,
            @Schema(description = "2 to 4.") int level,
            @Schema(description = "Inline markup only.") String html)
            implements Block {
        Heading(int level, String html) {
            this("heading", level, html);
        }
    }

    @Schema(name = "ListBlock", description = "A list; each item is HTML.")
    record BulletList(
            @Schema(enumeration = "list") String kind,

            @Schema(description = "Whether the items are numbered.")
            boolean ordered,

            @Schema(description = "HTML, item by item.") List<String> items)
            implements Block {
        BulletList(boolean ordered, List<String> items) {
            this("list", ordered, items);
        }
    }

    @Schema(name = "QuoteBlock", description = "A quotation and whom it is from.")
    record Quote(
            @Schema(enumeration = "quote") String kind,
            @Schema(description = "The quotation, as HTML.") String html,

            @Schema(description = "Whom or what it is from.", nullable = true) @Nullable
            String cite)
            implements Block {
        Quote(String html, @Nullable String cite) {
            this("quote", html, cite);
        }
    }

    @Schema(name = "ImageBlock", description = "A picture within the text.")
    record Picture(
            @Schema(enumeration = "image") String kind,

            @Schema(description = "The address of the picture.")
            String url,

            @Schema(description = "What is to be seen.") String alt,

            @Schema(description = "The line under it.", nullable = true) @Nullable
            String caption,

            @Schema(description = "Who made it.", nullable = true) @Nullable
            String credit,

            @Schema(description = "The same in several widths, as `srcset` has them.", nullable = true) @Nullable
            String sources,

            @Schema(description = "In pixels; null for a picture of elsewhere that does not say.", nullable = true)
            @Nullable
            Integer width,

            @Schema(description = "In pixels; null for a picture of elsewhere that does not say.", nullable = true)
            @Nullable
            Integer height)
            implements Block {
        Picture(
                String url,
                String alt,
                @Nullable String caption,
                @Nullable String credit,
                @Nullable String sources,
                @Nullable Integer width,
                @Nullable Integer height) {
            this("image", url, alt, caption, credit, sources, width, height);
        }
    }

    @Schema(name = "TableBlock", description = "A table, as HTML.")
    record Table(
            @Schema(enumeration = "table") String kind,
            @Schema(description = "The whole table.") String html) implements Block {
        Table(String html) {
            this("table", html);
        }
    }

    @Schema(name = "CodeBlock", description = "Text whose spaces count.")
    record Code(
            @Schema(enumeration = "code") String kind,

            @Schema(description = "As it is to be shown, spaces and all.")
            String text)
            implements Block {
        Code(String text) {
            this("code", text);
        }
    }

    @Schema(name = "EmbedBlock", description = "Something of another site, which a frontend may turn into a player.")
    record Embed(
            @Schema(enumeration = "embed") String kind,

            @Schema(description = "Where the embedded thing lives.")
            String url,

            @Schema(description = "The line under it.", nullable = true) @Nullable
            String caption)
            implements Block {
        Embed(String url, @Nullable String caption) {
            this("embed", url, caption);
        }
    }

    @Schema(name = "RuleBlock", description = "A break between two parts.")
    record Rule(@Schema(enumeration = "rule") String kind) implements Block {
        Rule() {
            this("rule");
        }
    }
}
