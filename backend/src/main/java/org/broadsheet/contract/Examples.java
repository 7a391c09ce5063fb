package org.broadsheet.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Answers that were really given, kept as files. */
final class Examples {
    private Examples() {}

    /** Every answer of an operation shows the one example that is kept under its name. */
    static void show(Operation operation) {
        for (String status : List.of("200", "201")) {
            APIResponse answer = operation.getResponses().getAPIResponse(status);
            if (answer != null) {
                Map<String, MediaType> content = answer.getContent().getMediaTypes();
                content.values().forEach(type -> type.setExample(named(String.valueOf(operation.getOperationId()))));
            }
        }
    }

    /** The example kept under a name; null where there is none. */
    static @Nullable Object named(String name) {
        String file = "openapi/examples/" + name + ".json";
        try (InputStream json = Examples.class.getClassLoader().getResourceAsStream(file)) {
            return json == null ? null : new ObjectMapper().readValue(json, Object.class);
        } catch (IOException damaged) {
            throw new UncheckedIOException("The example " + file + " cannot be read", damaged);
        }
    }
}
