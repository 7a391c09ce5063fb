package org.broadsheet.staff;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.broadsheet.shared.Ids;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends invitations and the links to new passwords. What is to be sent waits in the database, so that a mail server that
 * is away delays letters and loses none, and so that asking for one takes as long for those who have no account.
 */
@ApplicationScoped
class StaffLetters {
    private static final Logger LOG = Logger.getLogger(StaffLetters.class);
    private static final int TRIES = 8;

    private final Session database;
    private final StaffLinks links;
    private final Members members;
    private final Sessions sessions;
    private final Attempts attempts;
    private final Mailer mailer;
    private final StaffSettings settings;
    private final Optional<String> host;
    private final CountDownLatch closed = new CountDownLatch(1);

    StaffLetters(
            Session database,
            StaffLinks links,
            Members members,
            Sessions sessions,
            Attempts attempts,
            Mailer mailer,
            StaffSettings settings,
            @ConfigProperty(name = "broadsheet.mail.host") Optional<String> host) {
        this.database = database;
        this.links = links;
        this.members = members;
        this.sessions = sessions;
        this.attempts = attempts;
        this.mailer = mailer;
        this.settings = settings;
        this.host = host;
    }

    void onStart(@Observes StartupEvent start) {
        if (members.areNone()) {
            LOG.infof("Nobody has an account yet. Set up the first one here: %s", links.make(StaffLinks.SETUP, null));
        }
        if (settings.letters().isPositive()) {
            Thread.ofPlatform().name("staff letters").daemon(true).start(this::keep);
        }
    }

    void onStop(@Observes ShutdownEvent stop) {
        closed.countDown();
    }

    private void keep() {
        try {
            while (!closed.await(settings.letters().toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    send();
                    sessions.forgetOld();
                    links.forgetOld();
                    attempts.forgetOld();
                } catch (RuntimeException | Error failed) {
                    LOG.warnf("Letters to staff could not be seen to, which is tried again: %s", failed);
                }
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether letters can be sent at all; where not, links are handed over in another way. */
    boolean canSend() {
        return host.isPresent();
    }

    @Transactional
    void write(UUID member, String kind) {
        database.createNativeMutationQuery(
                        "insert into staff_letter (id, member_id, kind) values (:id, :member, :kind)")
                .setParameter("id", Ids.next())
                .setParameter("member", member)
                .setParameter("kind", kind)
                .executeUpdate();
    }

    /** One to whoever has this address, or to nobody: what it costs to write tells not which. */
    @Transactional
    void writeReset(String email) {
        database.createNativeMutationQuery("""
                        insert into staff_letter (id, member_id, kind)
                        values (:id, (select id from staff_member where email = :email and state = 'active'), :kind)""")
                .setParameter("id", Ids.next())
                .setParameter("email", email)
                .setParameter("kind", StaffLinks.RESET)
                .executeUpdate();
    }

    private record Waiting(UUID id, @Nullable UUID memberId, String kind) {}

    /** Sends what is due. */
    void send() {
        for (Waiting letter : claimed()) {
            try {
                deliver(letter);
                done(letter.id());
            } catch (RuntimeException failed) {
                LOG.warnf(
                        "A letter to member %s could not be sent, which is tried again: %s", letter.memberId(), failed);
            }
        }
    }

    /** Claims by putting them off: one that is sent is taken away, one that is not is due again then. */
    @Transactional
    List<Waiting> claimed() {
        return database.createNativeQuery("""
                        update staff_letter
                        set tries = tries + 1, due_at = now() + interval '1 minute' * power(2, tries)
                        where id in (
                            select id from staff_letter where due_at <= now() and tries < :tries
                            order by due_at limit 10 for update skip locked)
                        returning id, member_id, kind""", Waiting.class)
                .setParameter("tries", TRIES)
                .getResultList();
    }

    private void deliver(Waiting letter) {
        if (letter.memberId() == null) {
            return;
        }
        Member member = members.byId(letter.memberId()).orElseThrow();
        String link = links.make(letter.kind(), member.id());
        boolean isInvitation = letter.kind().equals(StaffLinks.INVITATION);
        String subject = isInvitation ? "Your account in the newsroom" : "A new password for the newsroom";
        String text = isInvitation ? """
                        You have an account in the newsroom now. Choose your password here, within a week:

                        %s
                        """ : """
                        Choose a new password for the newsroom here, within the hour:

                        %s

                        If you did not ask for it, there is nothing that you need to do.
                        """;
        mailer.send(Mail.withText(member.email(), subject, text.formatted(link)));
    }

    @Transactional
    void done(UUID letter) {
        database.createNativeMutationQuery("delete from staff_letter where id = :id")
                .setParameter("id", letter)
                .executeUpdate();
    }
}
