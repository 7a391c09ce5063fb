package org.broadsheet.shared;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What every request is held to, and where it comes in. */
@ApplicationScoped
class RequestsInForce implements InForce {
    private final Origins origins;
    private final String release;
    private final long maxBodyBytes;
    private final List<String> proxies;

    RequestsInForce(
            Origins origins,
            @ConfigProperty(name = "quarkus.application.version") String release,
            @ConfigProperty(name = "broadsheet.max-body-bytes") long maxBodyBytes,
            @ConfigProperty(name = "broadsheet.trusted-proxies") Optional<List<String>> proxies) {
        this.origins = origins;
        this.release = release;
        this.maxBodyBytes = maxBodyBytes;
        this.proxies = proxies.orElse(List.of());
    }

    @Override
    public Group inForce() {
        return new Group(
                "api",
                List.of(
                        Setting.text("version", release, "The release of Broadsheet that answers"),
                        Setting.text("apiUrl", origins.apiUrl(), "Where browsers and scripts reach the API")
                                .by("BROADSHEET_API_URL"),
                        Setting.text("siteUrl", origins.siteUrl(), "Where readers reach the site; part of every link")
                                .by("BROADSHEET_SITE_URL"),
                        Setting.text(
                                        "trustedProxies",
                                        String.join(", ", proxies),
                                        "Proxies that are believed when they tell where a request came from")
                                .by("BROADSHEET_TRUSTED_PROXIES"),
                        Setting.bytes("maxBody", maxBodyBytes, "The largest body of a request, but for pictures"),
                        Setting.bytes("maxQuery", Doorway.MAX_QUERY, "The longest query of an address"),
                        Setting.number(
                                "pageItems", Parameters.DEFAULT_LIMIT, "Items on a page that asks for no number"),
                        Setting.number("maxPageItems", Parameters.MAX_LIMIT, "The most items on a page"),
                        Setting.duration(
                                "contentKeeps", Answer.CONTENT, "How long caches serve articles and lists unasked")));
    }
}
