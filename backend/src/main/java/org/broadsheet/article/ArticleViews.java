package org.broadsheet.article;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.broadsheet.author.AuthorName;
import org.broadsheet.media.Description;
import org.broadsheet.media.ImageView;
import org.broadsheet.media.Images;
import org.broadsheet.section.SectionName;
import org.broadsheet.shared.Links;
import org.broadsheet.shared.Origins;
import org.broadsheet.shared.SafeHtml;
import org.broadsheet.tag.TagName;
import org.jspecify.annotations.Nullable;

/** Makes of an article's row what the contract shows of it: a card, or the whole. */
@ApplicationScoped
class ArticleViews {
    private final ObjectMapper mapper;
    private final Images images;
    private final Origins origins;

    ArticleViews(ObjectMapper mapper, Images images, Origins origins) {
        this.mapper = mapper;
        this.images = images;
        this.origins = origins;
    }

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record CorrectionPart(Instant at, String text, String kind) {}

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record TranslationPart(String language, String slug, String headline) {}

    ArticleCard card(ArticleRow row) {
        return new ArticleCard(
                row.id(),
                row.slug(),
                ArticleKind.of(row.kind()),
                row.language(),
                row.headline(),
                row.kicker(),
                row.standfirst(),
                row.trailText(),
                byline(row),
                new SectionName(row.sectionSlug(), row.sectionName()),
                tagNames(row),
                image(row),
                row.publishedAt(),
                row.updatedAt(),
                row.wordCount(),
                readingMinutes(row),
                links(row.slug()));
    }

    /** @param related what goes with it, null where that was not asked for */
    ArticleView whole(ArticleRow row, BodyFormat format, @Nullable List<RelatedStory> related) {
        return whole(row, format, related, images.shownIn(Objects.requireNonNullElse(row.bodyHtml(), "")));
    }

    /** Whole articles of a list, whose pictures are sought together. */
    List<ArticleView> wholes(List<ArticleRow> rows) {
        Function<String, Optional<SafeHtml.Picture>> pictures = images.shownIn(
                rows.stream().map(ArticleRow::bodyHtml).filter(Objects::nonNull).collect(Collectors.joining(" ")));
        return rows.stream()
                .map(row -> whole(row, BodyFormat.HTML, null, pictures))
                .toList();
    }

    private ArticleView whole(
            ArticleRow row,
            BodyFormat format,
            @Nullable List<RelatedStory> related,
            Function<String, Optional<SafeHtml.Picture>> pictures) {
        Instant first = row.firstPublishedAt();
        String html = row.bodyHtml();
        if (first == null || html == null) {
            throw new IllegalStateException("Article " + row.id() + " was read without its body");
        }
        return new ArticleView(
                row.id(),
                row.slug(),
                ArticleKind.of(row.kind()),
                row.language(),
                row.headline(),
                row.kicker(),
                row.standfirst(),
                row.trailText(),
                Body.of(SafeHtml.stored(html, row.bodyPolicy()).pictured(pictures))
                        .in(format),
                byline(row),
                new SectionName(row.sectionSlug(), row.sectionName()),
                tagNames(row),
                image(row),
                row.location(),
                row.publishedAt(),
                first,
                row.updatedAt(),
                row.wordCount(),
                readingMinutes(row),
                links(row.slug()).site(),
                row.rights(),
                corrections(row),
                translations(row),
                links(row.slug()),
                related);
    }

    private static int readingMinutes(ArticleRow row) {
        // 230 words a minute: silent reading of English non-fiction lies between 175 and 300 (Brysbaert 2019).
        return Math.max(1, Math.ceilDiv(row.wordCount(), 230));
    }

    private Links links(String slug) {
        return origins.links("/v1/articles/" + slug, "/articles/" + slug);
    }

    private static List<AuthorName> byline(ArticleRow row) {
        return ArticleRow.parts(row.authors()).stream()
                .map(part -> new AuthorName(part.slug(), part.name()))
                .toList();
    }

    private static List<TagName> tagNames(ArticleRow row) {
        return ArticleRow.parts(row.tags()).stream()
                .map(part -> new TagName(part.slug(), part.name()))
                .toList();
    }

    private @Nullable ImageView image(ArticleRow row) {
        if (row.imageId() == null
                || row.alt() == null
                || row.credit() == null
                || row.focalX() == null
                || row.focalY() == null
                || row.widthPx() == null
                || row.heightPx() == null
                || row.renditions() == null) {
            return null;
        }
        Description description = new Description(row.alt(), row.caption(), row.credit(), row.focalX(), row.focalY());
        return images.view(row.imageId(), description, row.widthPx(), row.heightPx(), row.renditions());
    }

    private List<ArticleView.CorrectionView> corrections(ArticleRow row) {
        return read(row.corrections(), CorrectionPart[].class).stream()
                .map(part -> new ArticleView.CorrectionView(part.at(), part.text(), CorrectionKind.of(part.kind())))
                .toList();
    }

    private List<ArticleView.Translation> translations(ArticleRow row) {
        return read(row.translations(), TranslationPart[].class).stream()
                .map(part ->
                        new ArticleView.Translation(part.language(), part.slug(), part.headline(), links(part.slug())))
                .toList();
    }

    private <T> List<T> read(@Nullable String json, Class<T[]> type) {
        try {
            return json == null ? List.of() : Arrays.asList(mapper.readValue(json, type));
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("PostgreSQL built JSON that cannot be read", damaged);
        }
    }
}
