package org.broadsheet.staff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.shared.Cursor;
import org.broadsheet.shared.Parameters;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What staff did, for those who keep the accounts. */
@Path("/v1/staff/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Right.ADMINISTER)
@RunOnVirtualThread
@Tag(name = "Staff")
class AuditResource {
    private static final int PAGE = 1000;

    private final Audit audit;
    private final ObjectMapper mapper;

    AuditResource(Audit audit, ObjectMapper mapper) {
        this.audit = audit;
        this.mapper = mapper;
    }

    @Schema(description = "A page of the audit log.")
    record AuditList(
            @Schema(description = "The acts, the newest first.")
            List<AuditEntry> items,

            @Schema(description = "The cursor of the next page; null on the last.", nullable = true) @Nullable
            String next) {}

    @Schema(description = "One act of somebody who works here.")
    record AuditEntry(
            @Schema(description = "Its place in the log.") long id,
            @Schema(description = "When it was done.") Instant at,

            @Schema(description = "Who did it; null where nobody was signed in.", nullable = true) @Nullable
            UUID memberId,

            @Schema(description = "Their name at the time.", nullable = true) @Nullable
            String memberName,

            @Schema(
                    description = "By what right; `password` for a sign-in that was refused.",
                    enumeration = {"session", "token", "link", "password", "system"})
            String via,

            @Schema(description = "What was done, such as `article.published`.")
            String action,

            @Schema(description = "What sort of thing it was done to.", nullable = true) @Nullable
            String subjectKind,

            @Schema(description = "The id of that thing.", nullable = true) @Nullable
            String subjectId,

            @Schema(description = "What else matters of it.")
            Map<String, Object> detail) {}

    @GET
    @Operation(operationId = "listAudit", summary = "What staff did, the newest first")
    @Parameter(name = "limit", in = ParameterIn.QUERY)
    @Parameter(name = "cursor", in = ParameterIn.QUERY)
    @Parameter(
            name = "member",
            in = ParameterIn.QUERY,
            description = "Only what this account did.",
            schema = @Schema(ref = "#/components/schemas/UUID"))
    @Parameter(
            name = "action",
            in = ParameterIn.QUERY,
            description = "Only this act, or all of a kind: `article` takes in `article.published`.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "subject",
            in = ParameterIn.QUERY,
            description = "Only what was done to the thing with this id.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "Not earlier than this.",
            schema = @Schema(ref = "#/components/schemas/Instant"))
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description = "Earlier than this.",
            schema = @Schema(ref = "#/components/schemas/Instant"))
    @APIResponse(
            responseCode = "200",
            description = "A page of the log.",
            content = @Content(schema = @Schema(implementation = AuditList.class)))
    public AuditList list(@Context UriInfo uri) {
        Parameters parameters = Parameters.of(uri);
        Audit.Query query = query(parameters);
        int limit = parameters.limit();
        long before = parameters.cursor(1).map(AuditResource::place).orElse(Long.MAX_VALUE);
        parameters.refuseFaults();
        List<Audit.Entry> found = audit.list(query, before, limit + 1);
        List<Audit.Entry> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit
                ? parameters.place(Long.toString(page.getLast().id())).encoded()
                : null;
        return new AuditList(page.stream().map(this::view).toList(), next);
    }

    @GET
    @Path("/export")
    @Produces("application/x-ndjson")
    @Operation(operationId = "exportAudit", summary = "The whole log, one JSON object a line, the newest first")
    @Parameter(
            name = "member",
            in = ParameterIn.QUERY,
            description = "Only what this account did.",
            schema = @Schema(ref = "#/components/schemas/UUID"))
    @Parameter(
            name = "action",
            in = ParameterIn.QUERY,
            description = "Only this act, or all of a kind.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "subject",
            in = ParameterIn.QUERY,
            description = "Only what was done to the thing with this id.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "Not earlier than this.",
            schema = @Schema(ref = "#/components/schemas/Instant"))
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description = "Earlier than this.",
            schema = @Schema(ref = "#/components/schemas/Instant"))
    @APIResponse(
            responseCode = "200",
            description = "The log.",
            content = @Content(mediaType = "application/x-ndjson", schema = @Schema(implementation = AuditEntry.class)))
    public Response export(@Context UriInfo uri) {
        Parameters parameters = Parameters.of(uri);
        Audit.Query query = query(parameters);
        parameters.refuseFaults();
        StreamingOutput lines = stream -> {
            Writer writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
            long before = Long.MAX_VALUE;
            List<Audit.Entry> page = audit.list(query, before, PAGE);
            while (!page.isEmpty()) {
                for (Audit.Entry entry : page) {
                    writer.write(mapper.writeValueAsString(view(entry)) + '\n');
                }
                page = audit.list(query, page.getLast().id(), PAGE);
            }
            writer.flush();
        };
        return Response.ok(lines)
                .header("Content-Disposition", "attachment; filename=\"audit.ndjson\"")
                .build();
    }

    private static Audit.Query query(Parameters parameters) {
        return new Audit.Query(
                parameters.id("member").orElse(null),
                parameters.text("action").orElse(null),
                parameters.text("subject").orElse(null),
                parameters.instant("from").orElse(null),
                parameters.instant("to").orElse(null));
    }

    private static long place(Cursor cursor) {
        return cursor.number(0);
    }

    private AuditEntry view(Audit.Entry entry) {
        try {
            return new AuditEntry(
                    entry.id(),
                    entry.at(),
                    entry.memberId(),
                    entry.memberName(),
                    entry.via(),
                    entry.action(),
                    entry.subjectKind(),
                    entry.subjectId(),
                    mapper.readValue(entry.detail(), new TypeReference<Map<String, Object>>() {}));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The log holds what is not JSON", broken);
        }
    }
}
