package org.broadsheet.contract;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Tells, in the document that a running instance serves, where that instance is to be found from outside. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class ServedContract implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI document) {
        String address = ConfigProvider.getConfig().getValue("broadsheet.origins.api-url", String.class);
        document.setServers(List.of(OASFactory.createServer().url(address).description("This newsroom.")));
    }
}
