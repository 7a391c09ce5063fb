package org.broadsheet.search;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.broadsheet.article.ArticleCard;
import org.broadsheet.article.ArticleFilters;
import org.broadsheet.article.ArticleKind;
import org.broadsheet.article.Articles;
import org.broadsheet.article.FullText;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.search.Search.Extra;
import org.broadsheet.shared.Answer;
import org.broadsheet.shared.Answers;
import org.broadsheet.shared.Fields;
import org.broadsheet.shared.Page;
import org.broadsheet.shared.Parameters;
import org.broadsheet.shared.Texts;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/search")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RunOnVirtualThread
@Tag(name = "Search", description = "Over every word of what was published.")
class SearchResource {
    private final Search search;
    private final Suggesting suggesting;
    private final SlugNames.Reader names;
    private final Articles articles;
    private final ChangeLog changes;
    private final Answers answers;

    SearchResource(
            Search search,
            Suggesting suggesting,
            SlugNames.Reader names,
            Articles articles,
            ChangeLog changes,
            Answers answers) {
        this.search = search;
        this.suggesting = suggesting;
        this.names = names;
        this.articles = articles;
        this.changes = changes;
        this.answers = answers;
    }

    @GET
    @Operation(operationId = "search", summary = "Articles in which words stand, the best first", description = """
                    `q` is read leniently, and `interpretedAs` tells how: one or two words have to be there, of more some may be missing; `"words in a row"` always; \
                    `-word` or `-"words"` must not be there; `headline:`, `standfirst:`, `body:`, `tag:` or `author:` before a word or a \
                    quotation says where it has to be; the last word may be the beginning of one, with a `*` behind it or while nothing follows. \
                    Accents and apostrophes may be left out. Nothing typed is an error. \
                    The filters are those of `/v1/articles`. Highlights, facets and the suggestion are left out of an answer \
                    that would take too long with them. While a new instance reads the archive, search answers 503.""")
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            description = "What to look for; the first 32 words are read.",
            required = true,
            example = "ferry strike")
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
            name = "order",
            in = ParameterIn.QUERY,
            description = "The best first, with a mild preference for the new, or the `newest` first.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"relevance", "newest"},
                            defaultValue = "relevance"))
    @Parameter(name = "limit", in = ParameterIn.QUERY)
    @Parameter(name = "cursor", in = ParameterIn.QUERY)
    @Parameter(name = "fields", in = ParameterIn.QUERY)
    @Parameter(
            name = "include",
            in = ParameterIn.QUERY,
            description =
                    "`facets` tells how the whole result is spread over sections, tags, authors, years and kinds; null where that takes too long.")
    @APIResponseSchema(SearchView.class)
    public Response search(@Context UriInfo uri, @Context HttpHeaders headers) {
        Parameters parameters = Parameters.of(uri);
        WordQuery words = WordQuery.read(parameters.needed("q").orElse(""));
        Search.Order order = parameters.choice("order", Search.Order.class).orElse(Search.Order.RELEVANCE);
        Set<Extra> extras = EnumSet.of(Extra.SPELLING);
        Search.Question question = new Search.Question(
                words,
                ArticleFilters.read(parameters),
                order,
                parameters.cursor(order == Search.Order.RELEVANCE ? FullText.RELEVANCE_KEYS : FullText.NEWEST_KEYS),
                parameters.limit(),
                extras,
                Set.of());
        if (parameters.include(Set.of("facets")).contains("facets")) {
            extras.add(Extra.FACETS);
        }
        Fields fields = parameters.fields(SearchView.Hit.class);
        if (fields.wants("highlights")) {
            extras.add(Extra.HIGHLIGHTS);
        }
        parameters.refuseFaults();

        Search.Found found = search.find(question);
        Articles.Shown shown = articles.shown(ids(found));
        if (shown.cards().size() < found.hits().size()) {
            // What was withdrawn a moment ago is in no count and no facet either.
            Set<UUID> gone = new HashSet<>(ids(found));
            shown.cards().forEach(card -> gone.remove(card.id()));
            found = search.find(question.without(gone));
            shown = articles.shown(ids(found));
        }
        String next = found.hasMore()
                ? parameters.place(found.place().toArray(String[]::new)).encoded()
                : null;
        SearchView view = new SearchView(
                items(found.hits(), shown.cards(), order),
                new Page(question.limit(), next, null),
                found.total(),
                Texts.upright(words.interpreted()),
                found.suggestion() == null ? null : Texts.upright(found.suggestion()),
                found.facets() == null ? null : facets(found.facets()));
        return answers.page(
                Answer.of(view, fields, builtFrom(found.hits()), shown.changedAt()), next, parameters, headers);
    }

    @GET
    @Path("/suggest")
    @Operation(
            operationId = "suggest",
            summary = "Headlines, tags and authors that words begin",
            description =
                    "For a box that helps while a reader types: tags and authors first, then the newest headlines.")
    @Parameter(
            name = "prefix",
            in = ParameterIn.QUERY,
            description = "What was typed so far; its last word may be the beginning of one.",
            required = true,
            example = "fer")
    @Parameter(name = "limit", in = ParameterIn.QUERY)
    @Parameter(name = "fields", in = ParameterIn.QUERY)
    @APIResponseSchema(SuggestView.class)
    public Response suggest(@Context UriInfo uri, @Context HttpHeaders headers) {
        Parameters parameters = Parameters.of(uri);
        Optional<String> prefix = parameters.needed("prefix");
        int limit = parameters.limit();
        Fields fields = parameters.fields(SuggestView.Suggestion.class);
        parameters.refuseFaults();

        SuggestView view = new SuggestView(suggesting.suggest(prefix.orElse(""), limit));
        return answers.page(
                Answer.of(view, fields, List.of("list:articles", "list:tags", "list:authors"), changes.lastAt()),
                null,
                parameters,
                headers);
    }

    private static List<UUID> ids(Search.Found found) {
        return found.hits().stream().map(Search.Hit::id).toList();
    }

    /** What the index still has and readers may not see any more is left out. */
    private static List<SearchView.Hit> items(List<Search.Hit> hits, List<ArticleCard> cards, Search.Order order) {
        Map<UUID, Search.Hit> byId = new HashMap<>();
        hits.forEach(hit -> byId.put(hit.id(), hit));
        return cards.stream()
                .map((ArticleCard card) -> {
                    Search.Hit hit = byId.get(card.id());
                    return new SearchView.Hit(
                            card,
                            hit == null || order == Search.Order.NEWEST ? null : hit.score(),
                            hit == null ? List.of() : hit.highlights());
                })
                .toList();
    }

    private SearchView.Facets facets(FacetCounts counts) {
        Map<UUID, SlugNames.Reader.Name> known =
                names.names(Stream.of(counts.sections(), counts.tags(), counts.authors())
                        .flatMap(List::stream)
                        .map(count -> UUID.fromString(count.value()))
                        .toList());
        return new SearchView.Facets(
                named(counts.sections(), known),
                named(counts.tags(), known),
                named(counts.authors(), known),
                counts.years().stream()
                        .map(count -> new SearchView.YearCount(Integer.parseInt(count.value()), count.count()))
                        .sorted((a, b) -> Integer.compare(b.year(), a.year()))
                        .toList(),
                counts.kinds().stream()
                        .map(count -> new SearchView.KindCount(ArticleKind.of(count.value()), count.count()))
                        .toList());
    }

    private static List<SearchView.NameCount> named(
            List<FacetCounts.Count> counts, Map<UUID, SlugNames.Reader.Name> known) {
        List<SearchView.NameCount> named = new ArrayList<>();
        for (FacetCounts.Count count : counts) {
            SlugNames.Reader.@Nullable Name name = known.get(UUID.fromString(count.value()));
            if (name != null) {
                named.add(new SearchView.NameCount(name.slug(), name.name(), count.count()));
            }
        }
        return named;
    }

    private static List<String> builtFrom(List<Search.Hit> hits) {
        return Stream.concat(Stream.of("list:articles"), hits.stream().map(hit -> "article:" + hit.id()))
                .toList();
    }
}
