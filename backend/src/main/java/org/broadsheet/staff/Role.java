package org.broadsheet.staff;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What somebody is in the newsroom; one person may be several. */
@Schema(
        description = "`contributor` writes own drafts, `editor` publishes, `chief_editor` leads everyone's work,"
                + " `publisher` sees to donations, `administrator` to accounts and settings.",
        enumeration = {"contributor", "editor", "chief_editor", "publisher", "administrator"})
public enum Role {
    @JsonProperty("contributor")
    CONTRIBUTOR(Right.WRITE),
    @JsonProperty("editor")
    EDITOR(Right.WRITE, Right.PUBLISH),
    @JsonProperty("chief_editor")
    CHIEF_EDITOR(Right.WRITE, Right.PUBLISH, Right.LEAD),
    @JsonProperty("publisher")
    PUBLISHER(Right.DONATIONS),
    @JsonProperty("administrator")
    ADMINISTRATOR(Right.ADMINISTER);

    /** Comma-separated, for an enum holds nothing that could be changed. */
    private final String rights;

    Role(String... rights) {
        this.rights = String.join(",", rights);
    }

    String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role of(String written) {
        return valueOf(written.toUpperCase(Locale.ROOT));
    }

    /** Everything that somebody with these roles may. */
    static Set<String> rights(Collection<Role> roles) {
        Set<String> all = new TreeSet<>();
        roles.forEach(role -> all.addAll(Arrays.asList(role.rights.split(",", -1))));
        return all;
    }

    /** How the roles that hold a right are written. */
    public static List<String> holding(String right) {
        return Arrays.stream(values())
                .filter(role -> Arrays.asList(role.rights.split(",", -1)).contains(right))
                .map(Role::written)
                .toList();
    }
}
