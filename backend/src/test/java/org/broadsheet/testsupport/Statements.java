package org.broadsheet.testsupport;

import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;

/** Counts what an act costs the database. */
@ApplicationScoped
public class Statements {
    private final Statistics statistics;

    Statements(SessionFactory sessions) {
        this.statistics = sessions.getStatistics();
    }

    /** How many statements were sent to the database meanwhile. */
    public long during(Runnable act) {
        long before = statistics.getPrepareStatementCount();
        act.run();
        return statistics.getPrepareStatementCount() - before;
    }
}
