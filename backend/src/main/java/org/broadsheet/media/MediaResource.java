package org.broadsheet.media;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.broadsheet.shared.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/media")
@PermitAll
@RunOnVirtualThread
class MediaResource {
    private final MediaStore store;

    MediaResource(MediaStore store) {
        this.store = store;
    }

    /** A rendition's bytes. Its name is made from its content, so it keeps for ever. */
    @GET
    @Path("/{folder}/{file}")
    @Operation(hidden = true)
    public Response rendition(
            @PathParam("folder") String folder,
            @PathParam("file") String file,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
        String name = folder + '/' + file;
        String etag = '"' + file + '"';
        return (etag.equals(known) ? notModified(name) : whole(name))
                .header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .build();
    }

    private Response.ResponseBuilder notModified(String name) {
        if (!store.has(name)) {
            throw ProblemException.notFound("picture");
        }
        return Response.notModified();
    }

    private Response.ResponseBuilder whole(String name) {
        MediaStore.Kept kept = store.get(name).orElseThrow(() -> ProblemException.notFound("picture"));
        return switch (kept) {
            case MediaStore.Kept.File file -> Response.ok(file.path().toFile()).type(type(name));
            case MediaStore.Kept.Stream stream ->
                Response.ok(stream.bytes()).type(type(name)).header(HttpHeaders.CONTENT_LENGTH, stream.length());
        };
    }

    static String type(String name) {
        return name.endsWith(".webp") ? "image/webp" : "image/jpeg";
    }
}
