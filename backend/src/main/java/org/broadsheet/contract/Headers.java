package org.broadsheet.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.headers.Header;

/** The headers of answers, described once. */
final class Headers {
    private Headers() {}

    static Map<String, Header> all() {
        Map<String, Header> shared = new LinkedHashMap<>();
        shared.put("ETag", header("Names exactly these bytes; send it back in If-None-Match."));
        shared.put("Last-Modified", header("When anything in the answer last changed."));
        shared.put("Cache-Control", header("How long it keeps, and how long a stale copy may stand in."));
        shared.put("Surrogate-Key", header("What it was built from, for caches that are told what to drop."));
        shared.put("Link", header("The next page, as rel=\"next\"; absent on the last."));
        shared.put("X-Request-Id", header("Names this request in the logs."));
        shared.put("Location", header("Where it is to be found now."));
        shared.put("Retry-After", header("Seconds to wait."));
        return shared;
    }

    private static Header header(String description) {
        return OASFactory.createHeader().description(description).schema(Schemas.string());
    }

    static Header ref(String name) {
        return OASFactory.createHeader().ref("#/components/headers/" + name);
    }
}
