package org.broadsheet.donation.demo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.donation.Frequency;
import org.broadsheet.donation.Money;
import org.broadsheet.donation.PaymentProvider.Gift;
import org.broadsheet.donation.Statement;
import org.broadsheet.donation.Truth;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The demonstration's own books. */
@ApplicationScoped
class DemoOrders {
    private static final String COLUMNS = """
            select reference, donation, amount_minor, cast(currency as text), frequency, state, return_url, cancel_url, created_at
            from demo_order
            """;

    private final Session database;

    DemoOrders(Session database) {
        this.database = database;
    }

    record Order(
            String reference,
            String donation,
            long amountMinor,
            String currency,
            String frequencyWritten,
            String state,
            String returnUrl,
            String cancelUrl,
            Instant createdAt) {
        Money amount() {
            return new Money(amountMinor, currency);
        }

        Frequency frequency() {
            return Frequency.valueOf(frequencyWritten.toUpperCase(Locale.ROOT));
        }

        Instant nextAfter(Instant payment) {
            return frequency() == Frequency.YEARLY
                    ? payment.atOffset(ZoneOffset.UTC).plusYears(1).toInstant()
                    : payment.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant();
        }
    }

    @Transactional
    Order begin(Gift gift, String requestId) {
        database.createNativeMutationQuery("""
                        insert into demo_order (reference, request_id, donation, amount_minor, currency, frequency, state,
                            return_url, cancel_url)
                        values (:reference, :request, :donation, :amount, :currency, :frequency, 'waiting', :return, :cancel)
                        on conflict (request_id) do nothing""")
                .setParameter("reference", DemoProvider.reference())
                .setParameter("request", requestId)
                .setParameter("donation", gift.donation())
                .setParameter("amount", gift.amount().minor())
                .setParameter("currency", gift.amount().currency())
                .setParameter("frequency", gift.frequency().name().toLowerCase(Locale.ROOT))
                .setParameter("return", gift.returnUrl())
                .setParameter("cancel", gift.cancelUrl())
                .executeUpdate();
        return database.createNativeQuery(COLUMNS + "where request_id = :request", Order.class)
                .setParameter("request", requestId)
                .getSingleResult();
    }

    @Transactional
    Optional<Order> find(String reference) {
        return database.createNativeQuery(COLUMNS + "where reference = :reference", Order.class)
                .setParameter("reference", reference)
                .uniqueResultOptional();
    }

    /** What the donor chose on the page; only the first choice counts. */
    @Transactional
    void choose(Order order, String state) {
        boolean isRunning = order.frequency().isRecurring() && state.startsWith("approved");
        int chosen = database.createNativeMutationQuery(
                        "update demo_order set state = :state where reference = :reference and state in ('waiting', 'declined')")
                .setParameter("state", isRunning ? "active" : state)
                .setParameter("reference", order.reference())
                .executeUpdate();
        if (chosen == 1 && isRunning) {
            pay(order.reference(), "completed");
        }
    }

    @Transactional
    void move(String reference, String state) {
        database.createNativeMutationQuery("update demo_order set state = :state where reference = :reference")
                .setParameter("state", state)
                .setParameter("reference", reference)
                .executeUpdate();
    }

    @Transactional
    void capture(Order order) {
        int captured = database.createNativeMutationQuery(
                        "update demo_order set state = 'completed' where reference = :reference and state = :state")
                .setParameter("reference", order.reference())
                .setParameter("state", order.state())
                .executeUpdate();
        if (captured == 1) {
            pay(order.reference(), order.state().equals("approved") ? "completed" : "pending");
        }
    }

    /** A month, or a year, later. */
    @Transactional
    void payAgain(Order order) {
        if (order.state().equals("active")) {
            pay(order.reference(), "completed");
        }
    }

    private void pay(String reference, String state) {
        database.createNativeMutationQuery(
                        "insert into demo_payment (id, reference, state) values (:id, :reference, :state)")
                .setParameter("id", DemoProvider.reference())
                .setParameter("reference", reference)
                .setParameter("state", state)
                .executeUpdate();
    }

    /** What is looked into is found right after a while. */
    @Transactional
    void finishReviews(String reference) {
        database.createNativeMutationQuery("""
                        update demo_payment set state = 'completed'
                        where reference = :reference and state = 'pending' and happened_at < now() - interval '15 seconds'""")
                .setParameter("reference", reference)
                .executeUpdate();
    }

    record PaymentRow(String id, String state, Instant at) {}

    record RefundRow(String id, String ours, long amountMinor, Instant at) {}

    @Transactional
    List<Truth.Payment> payments(Order order) {
        return database
                .createNativeQuery(
                        "select id, state, happened_at from demo_payment where reference = :reference order by happened_at, id",
                        PaymentRow.class)
                .setParameter("reference", order.reference())
                .getResultList()
                .stream()
                .map(row -> new Truth.Payment(
                        row.id(),
                        Truth.PaymentState.valueOf(row.state().toUpperCase(Locale.ROOT)),
                        order.amount(),
                        row.state().equals("completed") ? new Money(fee(order.amountMinor()), order.currency()) : null,
                        null,
                        row.state().equals("pending") ? "PENDING_REVIEW" : null,
                        row.at(),
                        refunds(row.id(), order.currency())))
                .toList();
    }

    /** About what a provider takes. */
    private static long fee(long amount) {
        return Math.min(amount - 1, amount * 29 / 1000 + 35);
    }

    private List<Truth.Refund> refunds(String payment, String currency) {
        return database
                .createNativeQuery(
                        "select id, ours, amount_minor, happened_at from demo_refund where payment_id = :payment order by happened_at, id",
                        RefundRow.class)
                .setParameter("payment", payment)
                .getResultList()
                .stream()
                .map(row -> refund(row, currency))
                .toList();
    }

    private static Truth.Refund refund(RefundRow row, String currency) {
        return new Truth.Refund(
                row.id(),
                row.ours(),
                Truth.RefundState.COMPLETED,
                new Money(row.amountMinor(), currency),
                null,
                row.at());
    }

    record StatementRow(
            String id,
            boolean isRefund,
            String parent,
            String donation,
            long amountMinor,
            String currency,
            Instant at) {}

    /** All that moved between two instants, oldest first. */
    @Transactional
    List<Statement.Line> statement(Instant from, Instant until) {
        return database
                .createNativeQuery("""
                        select p.id, false, p.reference, o.donation, o.amount_minor, cast(o.currency as text), p.happened_at
                        from demo_payment p join demo_order o on o.reference = p.reference
                        where p.state = 'completed' and p.happened_at >= :from and p.happened_at <= :until
                        union all
                        select r.id, true, r.payment_id, o.donation, -r.amount_minor, cast(o.currency as text), r.happened_at
                        from demo_refund r join demo_payment p on p.id = r.payment_id join demo_order o on o.reference = p.reference
                        where r.happened_at >= :from and r.happened_at <= :until
                        order by 7, 1""", StatementRow.class)
                .setParameter("from", from)
                .setParameter("until", until)
                .getResultList()
                .stream()
                .map(row -> new Statement.Line(
                        row.id(),
                        row.isRefund() ? Statement.Kind.REFUND : Statement.Kind.PAYMENT,
                        row.parent(),
                        List.of(row.donation()),
                        new Money(row.amountMinor(), row.currency()),
                        row.isRefund() ? null : new Money(fee(row.amountMinor()), row.currency()),
                        row.at()))
                .toList();
    }

    record Mail(String subject, String text) {}

    /** What was written to the donor instead of sent. */
    @Transactional
    List<Mail> mail(Order order) {
        return database.createNativeQuery(
                        "select subject, body_text from demo_mail where donation_id = cast(:donation as uuid) order by id desc",
                        Mail.class)
                .setParameter("donation", order.donation())
                .getResultList();
    }

    /** @param amount null for all that is left @return empty when that much is not left */
    @Transactional
    Optional<Truth.Refund> refund(String payment, @Nullable Money amount, String ours) {
        Order order = database.createNativeQuery(
                        COLUMNS
                                + "where reference = (select reference from demo_payment where id = :payment) for update",
                        Order.class)
                .setParameter("payment", payment)
                .getSingleResult();
        List<Truth.Refund> before = refunds(payment, order.currency());
        Optional<Truth.Refund> known =
                before.stream().filter(refund -> ours.equals(refund.ours())).findFirst();
        if (known.isPresent()) {
            return known;
        }
        long left = order.amountMinor()
                - before.stream().mapToLong(refund -> refund.amount().minor()).sum();
        long asked = amount == null ? left : amount.minor();
        if (asked > left || asked <= 0) {
            return Optional.empty();
        }
        database.createNativeMutationQuery("""
                        insert into demo_refund (id, payment_id, ours, amount_minor) values (:id, :payment, :ours, :amount)""")
                .setParameter("id", "DEMO-R-" + UUID.randomUUID())
                .setParameter("payment", payment)
                .setParameter("ours", ours)
                .setParameter("amount", asked)
                .executeUpdate();
        return refunds(payment, order.currency()).stream()
                .filter(refund -> ours.equals(refund.ours()))
                .findFirst();
    }
}
