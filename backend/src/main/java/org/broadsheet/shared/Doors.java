package org.broadsheet.shared;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** Which addresses are for staff, and from which pages a session may be used at them. */
public final class Doors {
    /** Holds a session's secret. The prefix binds it to this host, in browsers themselves. */
    public static final String SESSION_COOKIE = "__Host-broadsheet";

    private Doors() {}

    /** Whether who asks matters at this address; everywhere else the answer is the same for everybody. */
    public static boolean isOfStaff(String path) {
        return path.startsWith("/v1/staff/") || path.startsWith("/v1/editorial/");
    }

    /** Whether a body here is a picture, and may be as large as one. */
    static boolean takesPictures(HttpServerRequest request) {
        return HttpMethod.POST.equals(request.method()) && "/v1/editorial/images".equals(request.path());
    }

    /**
     * Whether a page that is not ours would have a browser write in somebody's name: browsers say of every such request
     * where it comes from, and a cookie goes with it whatever page sent it.
     */
    static boolean isForeignWrite(HttpServerRequest request, Origins origins) {
        boolean isRead = HttpMethod.GET.equals(request.method())
                || HttpMethod.HEAD.equals(request.method())
                || HttpMethod.OPTIONS.equals(request.method());
        if (isRead || !isOfStaff(String.valueOf(request.path()))) {
            return false;
        }
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return request.getCookie(SESSION_COOKIE) != null;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        boolean isOurs = origin.equals(origins.siteUrl()) || origin.equals(origins.apiUrl());
        return !isOurs || "cross-site".equals(site);
    }
}
