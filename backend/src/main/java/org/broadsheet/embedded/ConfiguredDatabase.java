package org.broadsheet.embedded;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** A PostgreSQL somebody else runs, named by {@code postgresql://user:password@host:port/database} or a JDBC URL. */
record ConfiguredDatabase(String jdbcUrl, String user, String password) {

    static ConfiguredDatabase parse(String url) throws CannotStartException {
        String plain = url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
        try {
            URI uri = new URI(plain.replaceFirst("^postgres:", "postgresql:"));
            // Not getHost(), which knows neither the underscores of container names nor several hosts.
            String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
            String hosts = authority.substring(authority.lastIndexOf('@') + 1);
            if (!"postgresql".equals(uri.getScheme())
                    || hosts.isEmpty()
                    || uri.getRawPath() == null
                    || uri.getRawPath().length() < 2) {
                throw new URISyntaxException("", "not of that form");
            }
            String info = authority.substring(0, Math.max(0, authority.lastIndexOf('@')));
            int colon = info.indexOf(':');
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return new ConfiguredDatabase(
                    "jdbc:postgresql://" + hosts + uri.getRawPath() + query,
                    decode(colon < 0 ? info : info.substring(0, colon)),
                    decode(colon < 0 ? "" : info.substring(colon + 1)));
        } catch (URISyntaxException malformed) {
            throw new CannotStartException(
                    "BROADSHEET_DATABASE_URL is not of the form postgresql://user:password@host:5432/database");
        }
    }

    /** The settings of the service's own pool, once a connection has been made. */
    Map<String, String> reachable() throws CannotStartException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("socketTimeout", "5");
        try (Connection connection = DriverManager.getConnection(jdbcUrl, properties)) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < 15) {
                throw new CannotStartException("the database is PostgreSQL " + version + "; 15 or newer is needed");
            }
        } catch (SQLException unreachable) {
            String reason =
                    String.valueOf(unreachable.getMessage()).lines().findFirst().orElse("no answer");
            throw new CannotStartException(
                    "the database at " + jdbcUrl.replaceFirst("\\?.*", "") + " cannot be used: " + reason);
        }
        return settings();
    }

    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("quarkus.datasource.jdbc.url", jdbcUrl);
        if (!user.isEmpty()) {
            settings.put("quarkus.datasource.username", user);
            settings.put("quarkus.datasource.password", password);
        }
        return settings;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
