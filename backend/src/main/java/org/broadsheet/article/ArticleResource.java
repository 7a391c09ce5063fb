package org.broadsheet.article;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.shared.Answer;
import org.broadsheet.shared.Answers;
import org.broadsheet.shared.Fields;
import org.broadsheet.shared.Page;
import org.broadsheet.shared.Page.Counted;
import org.broadsheet.shared.Page.Slice;
import org.broadsheet.shared.Parameters;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/articles")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RunOnVirtualThread
@Tag(name = "Articles", description = "What was published: lists of cards, and each article whole.")
class ArticleResource {
    /** How many related stories come with an article; more are to be had at their own address. */
    private static final int RELATED = 5;

    private final Articles articles;
    private final ArticleViews views;
    private final ChangeLog changes;
    private final FullText fullText;
    private final Relating relating;
    private final Answers answers;

    ArticleResource(
            Articles articles,
            ArticleViews views,
            FullText fullText,
            Relating relating,
            ChangeLog changes,
            Answers answers) {
        this.articles = articles;
        this.views = views;
        this.fullText = fullText;
        this.relating = relating;
        this.changes = changes;
        this.answers = answers;
    }

    @GET
    @Operation(operationId = "listArticles", summary = "Published articles, newest first", description = """
                    Filters narrow the list and go together with and. `section`, `tag` and `author` take a slug or a boolean \
                    expression of slugs: `,` means and, `|` or, `-` not, with parentheses; `,` binds tighter than `|`. \
                    Page through it by `cursor`: no article is skipped or repeated while new ones arrive.""")
    @Parameter(name = "section", in = ParameterIn.QUERY)
    @Parameter(name = "tag", in = ParameterIn.QUERY)
    @Parameter(name = "author", in = ParameterIn.QUERY)
    @Parameter(name = "kind", in = ParameterIn.QUERY)
    @Parameter(name = "language", in = ParameterIn.QUERY)
    @Parameter(name = "publishedAfter", in = ParameterIn.QUERY)
    @Parameter(name = "publishedBefore", in = ParameterIn.QUERY)
    @Parameter(name = "updatedAfter", in = ParameterIn.QUERY)
    @Parameter(name = "ids", in = ParameterIn.QUERY)
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            description = "Only articles with these words, read as `/v1/search` reads them; the best first.")
    @Parameter(
            name = "order",
            in = ParameterIn.QUERY,
            description =
                    "`newest` or `oldest` by publication, or last `updated` first; with `q` it is `relevance` or `newest`.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"newest", "oldest", "updated", "relevance"},
                            defaultValue = "newest"))
    @Parameter(name = "limit", in = ParameterIn.QUERY)
    @Parameter(name = "cursor", in = ParameterIn.QUERY)
    @Parameter(name = "fields", in = ParameterIn.QUERY)
    @Parameter(
            name = "include",
            in = ParameterIn.QUERY,
            description =
                    "Comma-separated: `body` makes the items whole articles, `total` counts the list; with `q` it is null where that takes too long.")
    @APIResponseSchema(ArticleList.class)
    public Response list(@Context UriInfo uri, @Context HttpHeaders headers) {
        Parameters parameters = Parameters.of(uri);
        Optional<String> words = parameters.text("q");
        ArticleFilters filters = ArticleFilters.read(parameters);
        boolean isByRelevance = words.isPresent()
                && parameters.choice("order", WordOrder.class).orElse(WordOrder.RELEVANCE) == WordOrder.RELEVANCE;
        ArticleQuery query = words.isPresent()
                ? new ArticleQuery(
                        filters,
                        ArticleQuery.Order.NEWEST,
                        parameters.cursor(isByRelevance ? FullText.RELEVANCE_KEYS : FullText.NEWEST_KEYS),
                        parameters.limit())
                : ArticleQuery.read(parameters, filters);
        Set<String> include = parameters.include(Set.of("body", "total"));
        boolean isWhole = include.contains("body");
        Fields fields = parameters
                .fields(isWhole ? ArticleView.class : ArticleCard.class)
                .and(isWhole ? Set.of("body") : Set.of());
        parameters.refuseFaults();

        boolean isCounted = include.contains("total");
        Listed listed = words.map(text -> found(
                        new FullText.Wanted(text, filters, isByRelevance, query.after(), query.limit(), isCounted),
                        isWhole,
                        parameters))
                .orElseGet(() -> listed(query, isWhole, isCounted, parameters));
        List<?> items = isWhole
                ? views.wholes(listed.rows())
                : listed.rows().stream().map(views::card).toList();
        String next = listed.next();
        ArticleList list = new ArticleList(items, new Page(query.limit(), next, isCounted ? listed.total() : null));
        Answer answer = Answer.of(list, fields, builtFrom(filters, listed.rows()), listed.changedAt());
        return answers.page(answer, next, parameters, headers);
    }

    @GET
    @Path("/{idOrSlug}")
    @Operation(
            operationId = "getArticle",
            summary = "One published article, whole",
            description =
                    "A slug it had before answers 301 with its present address; a withdrawn article answers 410 with the reason.")
    @Parameter(
            name = "idOrSlug",
            in = ParameterIn.PATH,
            description = "The article's id, its slug, or any slug it ever had.")
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            description =
                    "The form of `body`: `html` of the documented subset, plain `text`, `markdown` (CommonMark) or `blocks`.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"html", "text", "markdown", "blocks"},
                            defaultValue = "html"))
    @Parameter(name = "fields", in = ParameterIn.QUERY)
    @Parameter(
            name = "include",
            in = ParameterIn.QUERY,
            description =
                    "Comma-separated names to add to `fields`: `body`, `corrections`, `translations`; `related` brings the first five related stories along.",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponseSchema(ArticleView.class)
    public Response one(@PathParam("idOrSlug") String idOrSlug, @Context UriInfo uri, @Context HttpHeaders headers) {
        Parameters parameters = Parameters.of(uri);
        BodyFormat format = parameters.choice("format", BodyFormat.class).orElse(BodyFormat.HTML);
        Set<String> include = parameters.include(Set.of("body", "corrections", "translations", "related"));
        Fields fields = parameters.fields(ArticleView.class).and(include);
        parameters.refuseFaults();

        ArticleKey key = new ArticleKey(idOrSlug);
        boolean isRelatedWanted = include.contains("related");
        // Related stories have no part in an article's stamp: they change by themselves.
        Optional<Response> unchanged = isRelatedWanted ? Optional.empty() : unchanged(key, parameters, headers);
        return unchanged.orElseGet(() -> {
            ArticleRow found = articles.published(key).orElseThrow(() -> articles.missing(key));
            if (!found.slug().equals(idOrSlug) && !key.isId()) {
                return answers.moved("/v1/articles/" + found.slug(), parameters, List.of("article:" + found.id()));
            }
            if (isRelatedWanted) {
                Relating.Related related = relating.of(key, RELATED, false).orElseThrow(() -> articles.missing(key));
                ArticleView view = views.whole(found, format, related.stories());
                return answers.one(Answer.of(view, fields, builtFrom(view), related.changedAt()), parameters, headers);
            }
            ArticleView view = views.whole(found, format, null);
            Articles.Stamp stamp = articles.stamp(found);
            Answer answer =
                    Answer.of(view, fields, builtFrom(view), stamp.changedAt()).versioned(stamp.text());
            return answers.one(answer, parameters, headers);
        });
    }

    /** A client that names what it has is answered from the article's stamp, when that still stands. */
    private Optional<Response> unchanged(ArticleKey key, Parameters parameters, HttpHeaders headers) {
        if (headers.getHeaderString(HttpHeaders.IF_NONE_MATCH) == null
                && headers.getHeaderString(HttpHeaders.IF_MODIFIED_SINCE) == null) {
            return Optional.empty();
        }
        return articles.stamp(key)
                .filter(stamp -> stamp.slug().equals(key.idOrSlug()) || key.isId())
                .flatMap(stamp -> answers.ifUnchanged(
                        new Answer(null, Fields.ALL, List.of(), stamp.changedAt(), stamp.text(), Answer.CONTENT),
                        parameters,
                        headers));
    }

    private static List<String> builtFrom(ArticleView view) {
        Set<String> keys = new LinkedHashSet<>(
                List.of("article:" + view.id(), "section:" + view.section().slug()));
        view.authors().forEach(author -> keys.add("author:" + author.slug()));
        view.tags().forEach(tag -> keys.add("tag:" + tag.slug()));
        List<RelatedStory> related = view.related();
        if (related != null) {
            // Cards name sections, authors and tags: who renames one drops all lists.
            keys.add("list:articles");
            keys.add("related:" + view.id());
            related.forEach(story -> keys.add("article:" + story.article().id()));
        }
        return List.copyOf(keys);
    }

    /** The articles, and what decided which they are; who renames a tag, a section or an author drops all lists. */
    private static List<String> builtFrom(ArticleFilters filters, List<ArticleRow> found) {
        Set<String> keys = new LinkedHashSet<>(List.of("list:articles"));
        filters.section().ifPresent(expression -> expression.slugs().forEach(slug -> keys.add("section:" + slug)));
        filters.tag().ifPresent(expression -> expression.slugs().forEach(slug -> keys.add("tag:" + slug)));
        filters.author().ifPresent(expression -> expression.slugs().forEach(slug -> keys.add("author:" + slug)));
        found.forEach(article -> keys.add("article:" + article.id()));
        return List.copyOf(keys);
    }

    /** How articles that were found by words may be ordered. */
    private enum WordOrder {
        RELEVANCE,
        NEWEST
    }

    private record Listed(
            List<ArticleRow> rows,
            @Nullable String next,
            @Nullable Long total,
            @Nullable Instant changedAt) {}

    private Listed listed(ArticleQuery query, boolean isWhole, boolean isCounted, Parameters parameters) {
        Slice<ArticleRow> page = articles.page(query, isWhole, isCounted);
        String next = page.next(article -> parameters.place(
                query.order().key(article).toString(), article.id().toString()));
        Counted counted = counted(query, page.items(), isCounted);
        return new Listed(page.items(), next, counted.total(), counted.changedAt());
    }

    private Listed found(FullText.Wanted wanted, boolean isWhole, Parameters parameters) {
        FullText.Hits hits = fullText.find(wanted, Set.of());
        List<ArticleRow> rows = rows(hits, isWhole);
        if (rows.size() < hits.ids().size()) {
            // What was withdrawn a moment ago is not to be counted and not to leave a gap.
            Set<UUID> gone = new HashSet<>(hits.ids());
            rows.forEach(row -> gone.remove(row.id()));
            hits = fullText.find(wanted, gone);
            rows = rows(hits, isWhole);
        }
        String next = hits.hasMore()
                ? parameters.place(hits.place().toArray(String[]::new)).encoded()
                : null;
        Instant changedAt = rows.isEmpty() ? changes.lastAt() : rows.getFirst().changedAt();
        return new Listed(rows, next, hits.total(), changedAt);
    }

    private List<ArticleRow> rows(FullText.Hits hits, boolean isWhole) {
        return hits.ids().isEmpty()
                ? List.of()
                : articles.page(ArticleQuery.of(hits.ids()), isWhole, false).items().stream()
                        .sorted(Comparator.comparing(row -> hits.ids().indexOf(row.id())))
                        .toList();
    }

    /** The total, where it is asked for, and the newest change: every row carries both, an empty page has to ask. */
    private Counted counted(ArticleQuery query, List<ArticleRow> found, boolean isCounted) {
        if (found.isEmpty()) {
            return isCounted ? articles.total(query) : new Counted(0, changes.lastAt());
        }
        ArticleRow first = found.getFirst();
        return new Counted(first.total() == null ? 0 : first.total(), first.changedAt());
    }
}
