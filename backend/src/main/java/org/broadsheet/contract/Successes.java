package org.broadsheet.contract;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** What every answer to everybody carries for caches, and how else than by a body it can be given. */
final class Successes {
    private Successes() {}

    static void complete(Operation operation) {
        APIResponse answer = operation.getResponses().getAPIResponse("200");
        answer.setDescription("The answer.");
        for (String name : List.of("ETag", "Last-Modified", "Cache-Control", "Surrogate-Key", "X-Request-Id")) {
            answer.addHeader(name, Headers.ref(name));
        }
        if (takes(operation, "cursor")) {
            answer.addHeader("Link", Headers.ref("Link"));
        }
        operation
                .getResponses()
                .addAPIResponse(
                        "304",
                        OASFactory.createAPIResponse()
                                .description(
                                        "What the client has, by If-None-Match or If-Modified-Since, still stands.")
                                .addHeader("ETag", Headers.ref("ETag")));
    }

    /** A slug that once led here still does. */
    static void nameFormerSlugs(Operation operation) {
        String id = String.valueOf(operation.getOperationId());
        if (id.equals("getArticle") || id.equals("getTag")) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            "301",
                            OASFactory.createAPIResponse()
                                    .description("The slug is a former one.")
                                    .addHeader("Location", Headers.ref("Location")));
        }
    }

    private static boolean takes(Operation operation, String parameter) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(one -> parameter.equals(one.getName())
                                || String.valueOf(one.getRef()).endsWith("/" + parameter));
    }
}
