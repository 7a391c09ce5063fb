package org.broadsheet.testsupport;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Counts what an act costs the database; what those do meanwhile who follow the change log is not its doing. */
@ApplicationScoped
public class Statements {
    private static final Pattern FOLLOWERS = Pattern.compile("follows-changes-.*|search-index|related-stories");
    private static final AtomicLong SENT = new AtomicLong();

    /** How many statements were sent to the database meanwhile. */
    public long during(Runnable act) {
        long before = SENT.get();
        act.run();
        return SENT.get() - before;
    }

    /** Sees every statement on its way. */
    @PersistenceUnitExtension
    @ApplicationScoped
    public static class Inspector implements StatementInspector {
        @Override
        public String inspect(String sql) {
            if (!FOLLOWERS.matcher(Thread.currentThread().getName()).matches()) {
                SENT.incrementAndGet();
            }
            return sql;
        }
    }
}
