package org.broadsheet.editorial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.broadsheet.shared.Origins;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Whether a link to the newsroom's own site leads somewhere, by the database: the site would only ask there too. */
@ApplicationScoped
class OwnPages {
    private static final Pattern PAGE = Pattern.compile("/(articles|tags|sections|authors)/([a-z0-9-]+)/?");
    private static final Map<String, String> ONE =
            Map.of("tags", "a tag", "sections", "a section", "authors", "an author");

    private final Session database;
    private final Origins origins;

    OwnPages(Session database, Origins origins) {
        this.database = database;
        this.origins = origins;
    }

    /** Whether the newsroom itself would answer; that is never asked over the network. */
    boolean isOwn(String url) {
        if (url.startsWith("/") && !url.startsWith("//")) {
            return true;
        }
        String place = place(url);
        return place != null
                && Stream.of(origins.siteUrl(), origins.apiUrl())
                        .map(OwnPages::place)
                        .anyMatch(place::equals);
    }

    /** Host and port; the two usual ports are one place, for one leads to the other. */
    private static @Nullable String place(String url) {
        try {
            URI uri = URI.create(url);
            String port = uri.getPort() == 80 || uri.getPort() == 443 ? "" : String.valueOf(uri.getPort());
            return uri.getHost() == null
                    ? null
                    : uri.getHost().toLowerCase(Locale.ROOT) + ':' + (port.equals("-1") ? "" : port);
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    @Transactional
    LinkView look(String url) {
        String path = path(url);
        if (path.isEmpty() || path.equals("/")) {
            return LinkView.ok(url, null);
        }
        Matcher page = PAGE.matcher(path);
        if (!page.matches()) {
            return LinkView.unknown(url, null, "A page of this site that is not looked up. Open it yourself.");
        }
        String kind = page.group(1);
        return kind.equals("articles") ? article(url, page.group(2)) : other(url, kind, page.group(2));
    }

    private static String path(String url) {
        try {
            return String.valueOf(URI.create(url).getPath());
        } catch (IllegalArgumentException unreadable) {
            return "?";
        }
    }

    /** Of what readers do not see, no more is said than that. */
    private LinkView article(String url, String slug) {
        String state = database.createNativeQuery("""
                        select case when p.id is null then 'withdrawn' else 'published' end
                        from article_slug s
                        left join published_article p on p.id = s.article_id
                        left join withdrawn_article w on w.id = s.article_id
                        where s.slug = :slug and (p.id is not null or w.id is not null)""", String.class)
                .setParameter("slug", slug)
                .uniqueResult();
        if ("published".equals(state)) {
            return LinkView.ok(url, null);
        }
        return LinkView.broken(
                url,
                null,
                state == null ? "Readers find no article there." : "The article is withdrawn; readers find a note.");
    }

    private LinkView other(String url, String kind, String slug) {
        // The name of the table is one of three of ours.
        String table = kind.substring(0, kind.length() - 1);
        boolean isThere = database.createNativeQuery(
                        "select exists (select 1 from " + table + " where slug = :slug)", Boolean.class)
                .setParameter("slug", slug)
                .getSingleResult();
        return isThere
                ? LinkView.ok(url, null)
                : LinkView.broken(url, null, "There is not " + ONE.get(kind) + " of this name.");
    }
}
