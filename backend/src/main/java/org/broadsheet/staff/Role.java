package org.broadsheet.staff;

import java.util.Collection;
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
    CONTRIBUTOR(Set.of(Right.WRITE)),
    EDITOR(Set.of(Right.WRITE, Right.PUBLISH)),
    CHIEF_EDITOR(Set.of(Right.WRITE, Right.PUBLISH, Right.LEAD)),
    PUBLISHER(Set.of(Right.DONATIONS)),
    ADMINISTRATOR(Set.of(Right.ADMINISTER));

    private final Set<String> rights;

    Role(Set<String> rights) {
        this.rights = rights;
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
        roles.forEach(role -> all.addAll(role.rights));
        return all;
    }
}
