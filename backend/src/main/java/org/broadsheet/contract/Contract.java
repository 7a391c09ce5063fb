package org.broadsheet.contract;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Completes the OpenAPI document at build time with what holds for every operation alike, so that no resource repeats
 * it: shared parameters, cache headers, every error with its example, and that no field of an answer is ever missing.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class Contract implements OASFilter {
    /** What is one donor's is nobody else's, and no cache keeps it. */
    private static final String PRIVATE = "/v1/donations";

    private static final String TOKEN = "donationToken";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.setServers(List.of(OASFactory.createServer()
                .url("http://localhost:8080")
                .description("As `./broadsheet run` starts it.")));
        Schemas.complete(document);
        Schemas.describe(document);
        Components shared = document.getComponents();
        shared.addSecurityScheme(
                TOKEN,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("The token that came with the donation, or the key in its receipt."));
        Headers.all().forEach(shared::addHeader);
        SharedParameters.all().forEach(shared::addParameter);
        Failures.all().forEach(shared::addResponse);
        document.getPaths().getPathItems().forEach(Contract::complete);
    }

    private static void complete(String path, PathItem item) {
        item.getOperations().values().forEach(operation -> complete(path, operation));
    }

    private static void complete(String path, Operation operation) {
        SharedParameters.use(operation);
        boolean isPrivate = path.startsWith(PRIVATE);
        if (isPrivate) {
            Examples.show(operation);
        } else if (operation.getResponses().getAPIResponse("200") != null) {
            Examples.show(operation);
            Successes.complete(operation);
        }
        Successes.nameFormerSlugs(operation);
        Failures.name(path, operation);
        operation.setSecurity(
                isPrivate && path.contains("{")
                        ? List.of(OASFactory.createSecurityRequirement().addScheme(TOKEN))
                        : List.of());
    }
}
