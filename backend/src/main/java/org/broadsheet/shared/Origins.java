package org.broadsheet.shared;

import io.smallrye.config.ConfigMapping;

/** Where the API and the site are to be found from outside. Configured, never taken from a request's Host header. */
@ConfigMapping(prefix = "broadsheet.origins")
public interface Origins {

    /** Public address of the site, without a trailing slash, such as {@code https://news.example}. */
    String siteUrl();

    /** Public address of the API, without a trailing slash. */
    String apiUrl();

    /** Absolute links to one thing, from its paths in the API and on the site. */
    default Links links(String apiPath, String sitePath) {
        return new Links(apiUrl() + apiPath, siteUrl() + sitePath);
    }
}
