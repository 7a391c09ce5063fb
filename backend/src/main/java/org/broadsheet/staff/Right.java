package org.broadsheet.staff;

import java.util.Set;

/** What the doors of staff ask for; a {@link Role} is a set of these, and so is what a personal token may. */
public final class Right {
    /** Writes own drafts, and reads what colleagues write. */
    public static final String WRITE = "write";
    /** Reviews, publishes, schedules, corrects and withdraws, one's own and others'. */
    public static final String PUBLISH = "publish";
    /** Kills, reinstates, and keeps out of related stories and popular lists; orders the front page. */
    public static final String LEAD = "lead";
    /** Sees donations and donors, gives money back, runs campaigns. */
    public static final String DONATIONS = "donations";
    /** Keeps accounts and settings, reads the audit log. */
    public static final String ADMINISTER = "administer";

    static final Set<String> ALL = Set.of(WRITE, PUBLISH, LEAD, DONATIONS, ADMINISTER);

    private Right() {}
}
