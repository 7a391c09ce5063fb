package org.broadsheet.testsupport;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What all tables hold, in a form that can be compared: for acts that must have changed nothing. */
@ApplicationScoped
public class Checksums {
    /** What is counted or derived by itself, whoever asks; none of it is an act of anybody. */
    private static final String BY_THEMSELVES =
            "^(staff_attempt|flyway_schema_history|related_.*|popular_.*|article_hour|article_day|article_past|view_batch|donation_chore)$";

    private final Newsroom newsroom;

    Checksums(Newsroom newsroom) {
        this.newsroom = newsroom;
    }

    /**
     * A line for each table. When somebody was last seen is no change, refusals are written down, and letters to nobody are
     * thrown away.
     */
    public String all() {
        String tables = newsroom.text("""
                select string_agg(table_name, ',' order by table_name) from information_schema.tables
                where table_schema = 'public' and table_type = 'BASE TABLE' and table_name !~ '%s'""".formatted(BY_THEMSELVES));
        return newsroom.text(Arrays.stream(tables.split(",", -1))
                .map(Checksums::sum)
                .collect(Collectors.joining(" || ", "select ", "")));
    }

    private static String sum(String table) {
        String rows = "(select to_jsonb(t) - 'seen_at' - 'last_used_at' as row from \"" + table + "\" t) as rows";
        String counted = switch (table) {
            case "audit" -> " where row ->> 'action' <> 'session.refused'";
            case "staff_letter" -> " where row ->> 'member_id' is not null";
            default -> "";
        };
        return "'" + table
                + " ' || (select count(*) || ' ' || md5(coalesce(string_agg(cast(row as text), ',' order by cast(row as text)), '')) from "
                + rows + counted + ") || chr(10)";
    }
}
