package org.broadsheet.editorial;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.broadsheet.editorial.Taxonomies.Entry;
import org.broadsheet.editorial.Taxonomies.Sort;
import org.broadsheet.shared.Form;
import org.broadsheet.shared.Parameters;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Right;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What articles hang on: sections, authors, tags. */
@Path("/v1/editorial/{sort:sections|authors|tags}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Right.PUBLISH)
@RunOnVirtualThread
@Tag(name = "Editorial")
class TaxonomyResource {
    private static final int MAX_BYTES = 16_384;
    private static final int NAME = 120;
    private static final int TEXT = 4000;

    private final Taxonomies taxonomies;
    private final ObjectMapper mapper;

    TaxonomyResource(Taxonomies taxonomies, ObjectMapper mapper) {
        this.taxonomies = taxonomies;
        this.mapper = mapper;
    }

    @Schema(name = "TaxonomyList", description = "Sections, authors or tags.")
    record TaxonomyList(
            @Schema(description = "Sections as they stand in the paper, authors by name, tags the most used first.")
            List<TaxonomyItem> items) {}

    @Schema(description = "A section, an author or a tag.")
    record TaxonomyItem(
            @Schema(description = "For URLs, and to name it by.")
            String slug,

            @Schema(description = "What it is called.") String name,

            @Schema(description = "What an author does; null for sections and tags.", nullable = true) @Nullable
            String role,

            @Schema(description = "What it is about, or who it is.", nullable = true) @Nullable
            String text,

            @Schema(description = "How many published articles it has.")
            long articleCount) {
        static TaxonomyItem of(Taxonomies.Item item) {
            return new TaxonomyItem(item.slug(), item.name(), item.role(), item.text(), item.articleCount());
        }
    }

    @Schema(description = "What a section, an author or a tag is to be.")
    record TaxonomyEntry(
            @Schema(
                    description =
                            "For URLs. It stays with sections and authors; of tags every former one leads to the present one.")
            String slug,

            @Schema(description = "What it is called.") String name,

            @Schema(description = "What an author does.", nullable = true) @Nullable
            String role,

            @Schema(description = "What it is about, or who it is.", nullable = true) @Nullable
            String text) {}

    @Schema(description = "The tag that another is to be from now on.")
    record TagMerge(
            @Schema(description = "Slug of the tag that stays.")
            String into) {}

    @GET
    @RolesAllowed(Right.WRITE)
    @Operation(
            operationId = "findTaxonomy",
            summary = "Sections, authors or tags, those too that no reader sees yet",
            description = "`q` finds the beginnings of names, of words in them, and of slugs.")
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            description = "How it begins.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "limit", in = ParameterIn.QUERY)
    @APIResponse(
            responseCode = "200",
            description = "What is found.",
            content = @Content(schema = @Schema(implementation = TaxonomyList.class)))
    public TaxonomyList find(@PathParam("sort") String sort, @Context UriInfo uri) {
        Parameters parameters = Parameters.of(uri);
        String words = parameters.text("q").orElse(null);
        int limit = parameters.limit();
        parameters.refuseFaults();
        return new TaxonomyList(taxonomies.find(sort(sort), words, limit).stream()
                .map(TaxonomyItem::of)
                .toList());
    }

    @POST
    @Operation(operationId = "addTaxonomy", summary = "Adds a section, an author or a tag")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TaxonomyEntry.class)))
    @APIResponse(
            responseCode = "201",
            description = "It is there.",
            content = @Content(schema = @Schema(implementation = TaxonomyItem.class)))
    public Response add(@PathParam("sort") String sort, byte[] body, @Context SecurityIdentity identity) {
        Entry entry = entry(body);
        taxonomies.add(Actor.of(identity), sort(sort), entry);
        return Response.status(201).entity(one(sort, entry.slug())).build();
    }

    @PUT
    @Path("/{slug}")
    @Operation(
            operationId = "changeTaxonomy",
            summary = "Gives a section, an author or a tag another name",
            description = "Articles show it at once, without being published again.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TaxonomyEntry.class)))
    @APIResponse(
            responseCode = "200",
            description = "As it is now.",
            content = @Content(schema = @Schema(implementation = TaxonomyItem.class)))
    public TaxonomyItem change(
            @PathParam("sort") String sort,
            @PathParam("slug") String slug,
            byte[] body,
            @Context SecurityIdentity identity) {
        Form form = Form.of(body, MAX_BYTES, mapper);
        Entry entry = read(form);
        form.isSo(
                sort(sort) == Sort.TAG
                        || entry.slug().equals(slug)
                        || entry.slug().isEmpty(),
                "slug",
                "stays what it is, since links must not die");
        form.refuseFaults();
        taxonomies.change(Actor.of(identity), sort(sort), slug, entry);
        return one(sort, entry.slug());
    }

    @POST
    @Path("/{slug}/merge")
    @RolesAllowed(Right.LEAD)
    @Operation(
            operationId = "mergeTags",
            summary = "Makes two tags one",
            description = "What carries the one carries the other afterwards; its addresses lead there.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TagMerge.class)))
    @APIResponse(
            responseCode = "200",
            description = "The tag that stays.",
            content = @Content(schema = @Schema(implementation = TaxonomyItem.class)))
    public TaxonomyItem merge(
            @PathParam("sort") String sort,
            @PathParam("slug") String slug,
            byte[] body,
            @Context SecurityIdentity identity) {
        if (sort(sort) != Sort.TAG) {
            throw ProblemException.notFound("tag");
        }
        Form form = Form.of(body, MAX_BYTES, mapper);
        String into = form.needed("into", form.slug("into"), "");
        form.refuseFaults();
        taxonomies.merge(Actor.of(identity), slug, into);
        return one(sort, into);
    }

    private Entry entry(byte[] body) {
        Form form = Form.of(body, MAX_BYTES, mapper);
        Entry entry = read(form);
        form.refuseFaults();
        return entry;
    }

    private static Entry read(Form form) {
        return new Entry(
                form.needed("slug", form.slug("slug"), ""),
                form.needed("name", form.line("name", NAME), ""),
                form.line("role", NAME).orElse(null),
                form.text("text", TEXT).orElse(null));
    }

    private TaxonomyItem one(String sort, String slug) {
        return taxonomies
                .one(sort(sort), slug)
                .map(TaxonomyItem::of)
                .orElseThrow(() -> ProblemException.notFound(sort(sort).table()));
    }

    private static Sort sort(String path) {
        return switch (path) {
            case "sections" -> Sort.SECTION;
            case "authors" -> Sort.AUTHOR;
            default -> Sort.TAG;
        };
    }
}
