package org.broadsheet.donation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.donation.Decision.Finding.Kind;
import org.broadsheet.donation.Differences.Difference;
import org.broadsheet.donation.Reply.Refusal;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/**
 * Compares the books with the provider's own statement: what neither events nor looks at single gifts would show. Each
 * difference is a finding, closed by the comparison that does not see it any more.
 */
@ApplicationScoped
class Comparing {
    private static final Logger LOG = Logger.getLogger(Comparing.class);

    /** By so much statements are behind. */
    private static final Duration LATE = Duration.ofHours(3);

    /** Compared again and again: what is told late, and what heals. */
    private static final Duration ALWAYS = Duration.ofDays(31);

    /** PayPal's statement goes back three years. */
    private static final Duration FURTHEST = Duration.ofDays(3 * 365 - 1);

    private static final List<String> KINDS = List.of(
            Findings.written(Kind.MISSING_HERE),
            Findings.written(Kind.MISSING_THERE),
            Findings.written(Kind.AMOUNT),
            Findings.written(Kind.FEE));

    private final Session database;
    private final Provider provider;
    private final Donations donations;
    private final Ledger ledger;
    private final Findings findings;
    private final Clock clock;

    Comparing(Session database, Provider provider, Donations donations, Ledger ledger, Findings findings, Clock clock) {
        this.database = database;
        this.provider = provider;
        this.donations = donations;
        this.ledger = ledger;
        this.findings = findings;
        this.clock = clock;
    }

    /** Compares now. @return empty when no donations are taken */
    Optional<Comparison> compare() {
        PaymentProvider over = provider.chosen().orElse(null);
        if (over == null) {
            return Optional.empty();
        }
        Instant until = clock.instant().minus(LATE);
        Instant from = from(over, until);
        switch (over.statement(from, until)) {
            case Reply.Done<Statement> done ->
                QuarkusTransaction.requiringNew().run(() -> write(over, from, done.value()));
            case Reply.Refused<Statement> refused
            when refused.refusal() == Refusal.MERCHANT -> {
                findings.found(
                        Kind.NOT_GRANTED,
                        subject(over, "statement"),
                        null,
                        "The statement may not be read, so that the books are not compared with it: " + refused.issue(),
                        null);
                note(over, from, until, "not_granted", 0, new Differences.Result(List.of(), 0), 0);
            }
            case Reply.Refused<Statement> refused -> unknown(over, from, until, refused.issue());
            case Reply.Unknown<Statement> unknown -> unknown(over, from, until, unknown.why());
            case Reply.Throttled<Statement> throttled -> unknown(over, from, until, "too many calls");
        }
        return last(over);
    }

    private void unknown(PaymentProvider over, Instant from, Instant until, String why) {
        LOG.warnf("The books could not be compared with the statement of %s: %s", over.id(), why);
        note(over, from, until, "unknown", 0, new Differences.Result(List.of(), 0), 0);
    }

    /** Since the last comparison and whatever is still open; at first since the first gift. */
    private Instant from(PaymentProvider over, Instant until) {
        Instant begin = QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery("""
                        select least(
                            coalesce(
                                (select max(up_to) from statement_comparison
                                    where provider = :provider and account = :account and mode = :mode
                                        and outcome in ('balanced', 'differs')),
                                cast(:first as timestamptz)),
                            (select min(about_at) - interval '2 days' from finding
                                where resolved_at is null and starts_with(subject, :prefix)),
                            cast(:always as timestamptz))""", Instant.class)
                        .setParameter("provider", over.id())
                        .setParameter("account", over.account())
                        .setParameter("mode", mode(over))
                        .setParameter("prefix", subject(over, ""))
                        .setParameter(
                                "first",
                                donations
                                        .first(over)
                                        .map(at -> at.minus(Duration.ofDays(2)))
                                        .orElse(null))
                        .setParameter("always", until.minus(ALWAYS))
                        .getSingleResult());
        Instant furthest = until.minus(FURTHEST);
        return begin.isBefore(furthest) ? furthest : begin;
    }

    private void write(PaymentProvider over, Instant from, Statement statement) {
        Differences.Result result = Differences.of(statement, from, ledger.of(over, from, statement));
        for (Difference one : result.all()) {
            findings.found(one.kind(), subject(over, one.id()), one.donation(), one.detail(), one.at());
        }
        String[] still = result.all().stream()
                .map(one -> Findings.written(one.kind()) + ' ' + subject(over, one.id()))
                .toArray(String[]::new);
        database.createNativeMutationQuery("""
                        update finding set resolved_at = now(), healed_at = now()
                        where resolved_at is null and kind in (:kinds) and starts_with(subject, :prefix)
                            and about_at between :from and :upTo and kind || ' ' || subject <> all(cast(:still as text[]))""")
                .setParameterList("kinds", KINDS)
                .setParameter("prefix", subject(over, ""))
                .setParameter("from", from)
                .setParameter("upTo", statement.upTo())
                .setParameter("still", still)
                .executeUpdate();
        findings.healed(Kind.NOT_GRANTED, subject(over, "statement"));
        lookAgain(result);
        int open = database.createNativeQuery(
                        "select cast(count(*) as int) from finding where resolved_at is null and kind || ' ' || subject = any(cast(:still as text[]))",
                        Integer.class)
                .setParameter("still", still)
                .getSingleResult();
        note(
                over,
                from,
                statement.upTo(),
                open == 0 ? "balanced" : "differs",
                statement.lines().size(),
                result,
                open);
    }

    /** What is missing here may be told by a look at the gift, which is due at once then. */
    private void lookAgain(Differences.Result result) {
        List<UUID> missing = result.all().stream()
                .filter(one -> one.kind() == Kind.MISSING_HERE)
                .map(Difference::donation)
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            database.createNativeMutationQuery("update donation set next_check_at = now() where id in (:ids)")
                    .setParameterList("ids", missing)
                    .executeUpdate();
        }
    }

    /** Written down, so that staff see when it was. */
    @Transactional
    void note(
            PaymentProvider over,
            Instant from,
            Instant upTo,
            String outcome,
            int lines,
            Differences.Result result,
            int open) {
        database.createNativeMutationQuery("""
                        insert into statement_comparison (provider, account, mode, from_at, up_to, outcome, lines, strangers, differences)
                        values (:provider, :account, :mode, :from, :upTo, :outcome, :lines, :strangers, :differences)""")
                .setParameter("provider", over.id())
                .setParameter("account", over.account())
                .setParameter("mode", mode(over))
                .setParameter("from", from)
                .setParameter("upTo", upTo)
                .setParameter("outcome", outcome)
                .setParameter("lines", lines)
                .setParameter("strangers", result.strangers())
                .setParameter("differences", open)
                .executeUpdate();
    }

    /** The last one of what is configured now; empty when there was none. */
    Optional<Comparison> last() {
        return provider.chosen().flatMap(this::last);
    }

    @Transactional
    Optional<Comparison> last(PaymentProvider over) {
        return database.createNativeQuery("""
                        select compared_at, from_at, up_to, outcome, lines, strangers, differences from statement_comparison
                        where provider = :provider and account = :account and mode = :mode
                        order by id desc
                        limit 1""", Comparison.class)
                .setParameter("provider", over.id())
                .setParameter("account", over.account())
                .setParameter("mode", mode(over))
                .uniqueResultOptional();
    }

    private static String subject(PaymentProvider over, String id) {
        return "statement:" + Provider.name(over) + ':' + id;
    }

    private static String mode(PaymentProvider over) {
        return over.mode().name().toLowerCase(Locale.ROOT);
    }
}
