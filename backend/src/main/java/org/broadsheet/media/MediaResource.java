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
        java.nio.file.Path bytes =
                store.get(folder + '/' + file).orElseThrow(() -> ProblemException.notFound("picture"));
        String etag = '"' + file + '"';
        Response.ResponseBuilder response = etag.equals(known)
                ? Response.notModified()
                : Response.ok(bytes.toFile()).type(file.endsWith(".webp") ? "image/webp" : "image/jpeg");
        return response.header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .build();
    }
}
