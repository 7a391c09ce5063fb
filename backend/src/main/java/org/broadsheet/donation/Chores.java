package org.broadsheet.donation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.Session;

/** Work that is to be done now and then, by one node: by the database's clock, which all of them share. */
@ApplicationScoped
class Chores {
    private final Session database;

    Chores(Session database) {
        this.database = database;
    }

    /** @param isFirst whether it was never done @param age of what is done; zero when nothing is */
    record Claim(String name, boolean isFirst, Duration age) {}

    record Row(boolean isFirst, double seconds) {}

    /**
     * Gives it to this node when it is due and nobody else has it.
     *
     * @param every how old what is done may become
     * @param lease how long others leave it alone, should this node die over it or fail
     */
    @Transactional
    Optional<Claim> claim(String name, Duration every, Duration lease) {
        return database.createNativeQuery("""
                        insert into donation_chore as chore (name, leased_until) values (:name, now() + make_interval(secs => :lease))
                        on conflict (name) do update set leased_until = excluded.leased_until
                        where chore.leased_until < now()
                            and (chore.done_at is null or chore.done_at <= now() - make_interval(secs => :every))
                        returning done_at is null, coalesce(cast(extract(epoch from now() - done_at) as double precision), 0)""", Row.class)
                .setParameter("name", name)
                .setParameter("lease", (double) lease.toSeconds())
                .setParameter("every", (double) every.toSeconds())
                .uniqueResultOptional()
                .map(row -> new Claim(name, row.isFirst(), Duration.ofMillis((long) (row.seconds() * 1000))));
    }

    /** So far it is done. @param age of that: zero when it is done up to now, and then it is let go */
    @Transactional
    void done(Claim claim, Duration age) {
        database.createNativeMutationQuery("""
                        update donation_chore
                        set done_at = now() - make_interval(secs => :age),
                            leased_until = case when :age = 0 then now() else leased_until end
                        where name = :name""")
                .setParameter("name", claim.name())
                .setParameter("age", (double) age.toSeconds())
                .executeUpdate();
    }
}
