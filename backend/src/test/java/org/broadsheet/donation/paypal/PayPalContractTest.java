package org.broadsheet.donation.paypal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.broadsheet.donation.Frequency;
import org.broadsheet.donation.Money;
import org.broadsheet.donation.PaymentProvider.Check;
import org.broadsheet.donation.PaymentProvider.Event;
import org.broadsheet.donation.PaymentProvider.Gift;
import org.broadsheet.donation.PaymentProvider.Started;
import org.broadsheet.donation.PaymentProvider.Verdict;
import org.broadsheet.donation.PaymentProvider.WebhookCall;
import org.broadsheet.donation.PlanBook;
import org.broadsheet.donation.Reply;
import org.broadsheet.donation.Reply.Refusal;
import org.broadsheet.donation.Truth;
import org.broadsheet.donation.Truth.Agreement;
import org.broadsheet.donation.Truth.Payment;
import org.broadsheet.donation.Truth.PaymentState;
import org.broadsheet.donation.Truth.Refund;
import org.broadsheet.donation.Truth.RefundState;
import org.broadsheet.donation.standin.Disturbance;
import org.broadsheet.donation.standin.Fault;
import org.broadsheet.donation.standin.Operation;
import org.broadsheet.donation.standin.PayPalStandIn;
import org.broadsheet.testsupport.PostgresForTests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The adapter against PayPal's contract. It runs against the stand-in, and unchanged against PayPal's sandbox where
 * {@code PAYPAL_CONTRACT_BASE}, {@code PAYPAL_CONTRACT_CLIENT_ID} and {@code PAYPAL_CONTRACT_CLIENT_SECRET} are set:
 * there the steps that need a person who approves, or a fault on demand, are skipped, and say so.
 */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
class PayPalContractTest {
    private static final String BASE = System.getenv("PAYPAL_CONTRACT_BASE");
    private static final Money AMOUNT = new Money(2500, "EUR");
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    private static PayPalStandIn standIn;
    private static WebhookReceiver receiver;
    private static Path anchor;

    private final Map<String, String> plans = new ConcurrentHashMap<>();
    private PayPal payPal;
    private String donation;

    @Inject
    Vertx vertx;

    @BeforeAll
    static void begin() throws IOException, CertificateEncodingException {
        receiver = new WebhookReceiver();
        if (BASE == null) {
            standIn = PayPalStandIn.start();
            anchor = Files.createTempFile("authority", ".pem");
            Files.writeString(
                    anchor,
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder()
                                    .encodeToString(
                                            standIn.certificates().authority().getEncoded())
                            + "\n-----END CERTIFICATE-----\n",
                    US_ASCII);
        }
    }

    @AfterAll
    static void end() throws IOException {
        receiver.close();
        if (standIn != null) {
            standIn.close();
            Files.delete(anchor);
        }
    }

    @BeforeEach
    void prepare() {
        donation = "dn-" + UUID.randomUUID().toString().substring(0, 23);
        payPal = payPal(clientSecret());
    }

    @AfterEach
    void standIn_keeps_its_own_promises() {
        if (standIn != null) {
            List<String> failures = standIn.books().failures();
            standIn.reset();
            assertThat(failures).isEmpty();
        }
    }

    // ── Once ─────────────────────────────────────────────────────────────────────

    @Test
    void a_started_gift_waits_for_its_donor_at_an_address_of_paypals() {
        Started started = started(Frequency.ONCE, "start-1");

        assertThat(started.approvalUrl()).matches("https?://[^/]+/checkoutnow\\?token=" + started.reference());
        assertThat(started.expiresAt()).isAfter(clock().instant().plus(Duration.ofMinutes(170)));
        Truth truth = done(fetched(started));
        assertThat(truth.agreement()).isEqualTo(Agreement.WAITING);
        assertThat(truth.donation()).isEqualTo(donation);
        assertThat(truth.amount()).isEqualTo(AMOUNT);
        assertThat(truth.payments()).isEmpty();
    }

    @Test
    void the_same_request_id_gives_the_same_order() {
        assertThat(started(Frequency.ONCE, "start-again")).isEqualTo(started(Frequency.ONCE, "start-again"));
    }

    @ParameterizedTest
    @CsvSource({"HUF, 1250", "JPY, 1250", "TWD, 1250", "USD, 1250", "GBP, 200"})
    void an_amount_comes_back_to_the_unit(String currency, long minor) {
        Money money = new Money(minor, currency);
        Reply<Started> reply = payPal.start(gift(Frequency.ONCE, money), key());

        assertThat(done(fetched(done(reply))).amount()).isEqualTo(money);
    }

    @Test
    void what_nobody_approved_is_not_ready() {
        Started started = started(Frequency.ONCE);

        assertThat(refusal(payPal.capture(started.reference(), key()))).isEqualTo(Refusal.NOT_READY);
    }

    @Test
    void what_is_not_there_is_gone() {
        assertThat(refusal(payPal.fetch("8XJ31265RT410943K", Frequency.ONCE, LONG_AGO)))
                .isEqualTo(Refusal.GONE);
        assertThat(refusal(payPal.fetch("I-4KPU7MWX2R9A", Frequency.MONTHLY, LONG_AGO)))
                .isEqualTo(Refusal.GONE);
        assertThat(refusal(payPal.refund("6MB84213UE7719205", null, "rf-1", "Sorry", key())))
                .isEqualTo(Refusal.GONE);
    }

    @Test
    void an_id_that_would_change_its_path_is_asked_of_nobody() {
        assertThat(refusal(payPal.fetch("../oauth2/token", Frequency.ONCE, LONG_AGO)))
                .isEqualTo(Refusal.OUR_FAULT);
        assertThat(refusal(payPal.capture("A?x=1", key()))).isEqualTo(Refusal.OUR_FAULT);
        assertThat(refusal(payPal.cancel("A/suspend", "x"))).isEqualTo(Refusal.OUR_FAULT);
    }

    @Test
    void a_wrong_secret_is_for_staff_to_mend() {
        PayPal stranger = payPal("not-the-secret");

        assertThat(refusal(stranger.start(gift(Frequency.ONCE, AMOUNT), key()))).isEqualTo(Refusal.CREDENTIALS);
        assertThat(stranger.selfTest()).singleElement().satisfies(check -> {
            assertThat(check.isSo()).isFalse();
            assertThat(check.remedy()).contains("developer.paypal.com");
        });
    }

    @Test
    void an_approved_gift_is_captured_with_its_fee_and_payee() {
        Started started = approved();
        assertThat(done(fetched(started)).agreement()).isEqualTo(Agreement.APPROVED);

        Truth truth = done(payPal.capture(started.reference(), key()));

        assertThat(truth.agreement()).isEqualTo(Agreement.COMPLETED);
        assertThat(truth.amount()).isEqualTo(AMOUNT);
        assertThat(truth.donation()).isEqualTo(donation);
        Payment payment = truth.payments().getFirst();
        assertThat(payment.state()).isEqualTo(PaymentState.COMPLETED);
        assertThat(payment.gross()).isEqualTo(AMOUNT);
        assertThat(payment.fee()).isNotNull();
        assertThat(payment.payee()).isEqualTo(standIn.account().merchantId());
        assertThat(truth).isEqualTo(done(fetched(started)));
    }

    @Test
    void a_capture_repeated_under_its_id_takes_nothing_more() {
        Started started = approved();
        String key = key();

        Truth first = done(payPal.capture(started.reference(), key));

        assertThat(done(payPal.capture(started.reference(), key))).isEqualTo(first);
        assertThat(refusal(payPal.capture(started.reference(), key()))).isEqualTo(Refusal.ALREADY_DONE);
        assertThat(standIn.books().movements()).hasSize(1);
    }

    @Test
    void a_capture_may_be_declined_within_a_completed_order() {
        Started started = started(Frequency.ONCE);
        needsApproval();
        standIn.approveThenDecline(started.reference());

        Truth truth = done(payPal.capture(started.reference(), key()));

        assertThat(truth.payments()).extracting(Payment::state).containsExactly(PaymentState.DECLINED);
        assertThat(standIn.books().movements()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "INSTRUMENT_DECLINED, DECLINED_RETRYABLE",
        "TRANSACTION_REFUSED, DECLINED",
        "PAYEE_ACCOUNT_RESTRICTED, MERCHANT"
    })
    void a_capture_may_be_refused(String issue, Refusal refusal) {
        Started started = started(Frequency.ONCE);
        needsApproval();
        standIn.approveThenRefuse(started.reference(), issue);

        assertThat(refusal(payPal.capture(started.reference(), key()))).isEqualTo(refusal);
    }

    @Test
    void a_pending_payment_completes_later() {
        Started started = started(Frequency.ONCE);
        needsApproval();
        standIn.approveThenPending(started.reference(), "PENDING_REVIEW");

        Payment pending =
                done(payPal.capture(started.reference(), key())).payments().getFirst();
        assertThat(pending.state()).isEqualTo(PaymentState.PENDING);
        assertThat(pending.reason()).isEqualTo("PENDING_REVIEW");
        assertThat(pending.fee()).isNull();

        standIn.dashboard().complete(pending.id());

        Payment completed = done(fetched(started)).payments().getFirst();
        assertThat(completed.id()).isEqualTo(pending.id());
        assertThat(completed.state()).isEqualTo(PaymentState.COMPLETED);
        assertThat(completed.fee()).isNotNull();
    }

    @Test
    void a_pending_payment_may_be_denied() {
        Started started = started(Frequency.ONCE);
        needsApproval();
        standIn.approveThenPending(started.reference(), "ECHECK");
        Payment pending =
                done(payPal.capture(started.reference(), key())).payments().getFirst();

        standIn.dashboard().deny(pending.id());

        assertThat(done(fetched(started)).payments()).extracting(Payment::state).containsExactly(PaymentState.DECLINED);
    }

    // ── What goes back ───────────────────────────────────────────────────────────

    @Test
    void all_of_a_gift_is_given_back_once() {
        Started started = approved();
        Payment payment = captured(started);
        String key = key();

        Refund refund = done(payPal.refund(payment.id(), null, "rf-" + key, "As you asked", key));

        assertThat(refund.state()).isEqualTo(RefundState.COMPLETED);
        assertThat(refund.amount()).isEqualTo(AMOUNT);
        assertThat(refund.ours()).isEqualTo("rf-" + key);
        assertThat(done(payPal.refund(payment.id(), null, "rf-" + key, "As you asked", key)))
                .isEqualTo(refund);
        assertThat(refusal(payPal.refund(payment.id(), null, "rf-2", "Again", key())))
                .isEqualTo(Refusal.ALREADY_DONE);
        Payment after = done(fetched(started)).payments().getFirst();
        assertThat(after.state()).isEqualTo(PaymentState.COMPLETED);
        assertThat(after.refunds()).containsExactly(refund);
    }

    @Test
    void parts_are_given_back_and_never_more_than_there_is() {
        Started started = approved();
        Payment payment = captured(started);

        done(payPal.refund(payment.id(), new Money(1000, "EUR"), "rf-1", "", key()));
        String dashboard = standIn.dashboard().refund(payment.id(), "5.00");

        assertThat(done(fetched(started)).payments().getFirst().refunds())
                .satisfiesExactlyInAnyOrder(
                        ours -> {
                            assertThat(ours.ours()).isEqualTo("rf-1");
                            assertThat(ours.amount()).isEqualTo(new Money(1000, "EUR"));
                        },
                        theirs -> {
                            assertThat(theirs.id()).isEqualTo(dashboard);
                            assertThat(theirs.ours()).isNull();
                            assertThat(theirs.amount()).isEqualTo(new Money(500, "EUR"));
                        });
        assertThat(refusal(payPal.refund(payment.id(), new Money(1001, "EUR"), "rf-2", "", key())))
                .isEqualTo(Refusal.OUR_FAULT);
    }

    @Test
    void what_a_bank_took_back_is_reversed() {
        Started started = approved();
        Payment payment = captured(started);

        standIn.dashboard().reverse(payment.id());
        assertThat(done(fetched(started)).payments()).extracting(Payment::state).containsExactly(PaymentState.REVERSED);

        standIn.dashboard().undoReversal(payment.id());
        assertThat(done(fetched(started)).payments())
                .extracting(Payment::state)
                .containsExactly(PaymentState.COMPLETED);
    }

    // ── When nobody knows ────────────────────────────────────────────────────────

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"STATUS_500", "STATUS_503", "TIMEOUT_BEFORE", "RESET_BEFORE", "MALFORMED_JSON", "HTML_PAGE"})
    void a_capture_that_nobody_knows_of_is_unknown_and_can_be_repeated(Fault.Kind kind) {
        Started started = approved();
        String key = key();
        standIn.faults().next(Operation.ORDERS_CAPTURE, new Fault(kind, Duration.ofSeconds(5), ""));

        assertThat(payPal.capture(started.reference(), key)).isInstanceOf(Reply.Unknown.class);

        assertThat(done(payPal.capture(started.reference(), key)).payments()).hasSize(1);
        assertThat(standIn.books().movements()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"TIMEOUT_AFTER", "RESET_AFTER", "STATUS_500_AFTER"})
    void a_capture_that_took_the_money_without_saying_so_is_unknown_and_found(Fault.Kind kind) {
        Started started = approved();
        String key = key();
        standIn.faults().next(Operation.ORDERS_CAPTURE, new Fault(kind, Duration.ofSeconds(5), ""));

        assertThat(payPal.capture(started.reference(), key)).isInstanceOf(Reply.Unknown.class);

        assertThat(done(fetched(started)).payments()).hasSize(1);
        assertThat(done(payPal.capture(started.reference(), key)).payments()).hasSize(1);
        assertThat(standIn.books().movements()).hasSize(1);
    }

    @Test
    void nothing_is_repeated_by_itself() {
        Started started = approved();
        standIn.faults().always(Operation.ORDERS_CAPTURE, Fault.RESET_BEFORE);
        long before = calls("orders.capture");

        payPal.capture(started.reference(), key());

        assertThat(calls("orders.capture") - before).isEqualTo(1);
    }

    @Test
    void an_answer_that_drips_is_waited_for_only_so_long() {
        Started started = approved();
        standIn.faults().next(Operation.ORDERS_GET, Fault.slowDrip(Duration.ofSeconds(60)));
        Instant asked = Instant.now();

        assertThat(fetched(started)).isInstanceOf(Reply.Unknown.class);

        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void a_dead_token_is_renewed_once() {
        started(Frequency.ONCE);
        needsApproval();
        standIn.faults().next(Operation.ORDERS_CREATE, Fault.DEAD_TOKEN);

        assertThat(done(payPal.start(gift(Frequency.ONCE, AMOUNT), key())).reference())
                .isNotEmpty();

        standIn.faults().next(Operation.ORDERS_CREATE, Fault.DEAD_TOKEN, 2);
        assertThat(refusal(payPal.start(gift(Frequency.ONCE, AMOUNT), key()))).isEqualTo(Refusal.CREDENTIALS);
    }

    @Test
    void too_many_calls_make_a_pause() {
        needsApproval();
        standIn.faults().next(Operation.ORDERS_CREATE, Fault.tooMany(Duration.ofSeconds(7)));

        assertThat(payPal.start(gift(Frequency.ONCE, AMOUNT), key()))
                .isEqualTo(new Reply.Throttled<>(Duration.ofSeconds(7)));
    }

    // ── Again and again ──────────────────────────────────────────────────────────

    @Test
    void a_started_subscription_waits_and_cannot_be_ended() {
        Started started = started(Frequency.MONTHLY);

        assertThat(started.reference()).startsWith("I-");
        Truth truth = done(fetchedMonthly(started));
        assertThat(truth.agreement()).isEqualTo(Agreement.WAITING);
        assertThat(truth.donation()).isEqualTo(donation);
        // The price stands in the plan, which is asked for and need not be given.
        assertThat(truth.amount()).isIn(AMOUNT, null);
        assertThat(truth.payments()).isEmpty();
        assertThat(refusal(payPal.cancel(started.reference(), "Stop"))).isEqualTo(Refusal.NOT_READY);
    }

    @Test
    void one_plan_serves_every_amount_of_a_currency_and_an_interval() {
        done(payPal.start(gift(Frequency.MONTHLY, new Money(500, "EUR")), key()));
        done(payPal.start(gift(Frequency.MONTHLY, new Money(999, "EUR")), key()));
        done(payPal.start(gift(Frequency.YEARLY, new Money(9900, "EUR")), key()));
        done(payPal.start(gift(Frequency.MONTHLY, new Money(1250, "JPY")), key()));

        assertThat(plans.keySet()).containsExactlyInAnyOrder("EUR MONTHLY", "EUR YEARLY", "JPY MONTHLY");
        assertThat(plans.values()).doesNotHaveDuplicates();
    }

    @Test
    void an_approved_subscription_pays_at_once_and_again_each_month() {
        Started started = subscribed();

        Truth first = done(fetchedMonthly(started));
        assertThat(first.agreement()).isEqualTo(Agreement.ACTIVE);
        assertThat(first.nextPaymentAt()).isAfter(clock().instant());
        assertThat(first.payments()).singleElement().satisfies(payment -> {
            assertThat(payment.gross()).isEqualTo(AMOUNT);
            assertThat(payment.fee()).isNotNull();
            assertThat(payment.state()).isEqualTo(PaymentState.COMPLETED);
        });

        standIn.clock().forward(Duration.ofDays(32));

        Truth second = done(fetchedMonthly(started));
        assertThat(second.payments()).hasSize(2).startsWith(first.payments().getFirst());
    }

    @Test
    void a_subscription_is_ended_here_and_ending_it_again_does_no_harm() {
        Started started = subscribed();

        done(payPal.cancel(started.reference(), "The donor asked to stop"));
        done(payPal.cancel(started.reference(), "The donor asked to stop"));

        Truth truth = done(fetchedMonthly(started));
        assertThat(truth.agreement()).isEqualTo(Agreement.CANCELLED);
        assertThat(truth.nextPaymentAt()).isNull();
        assertThat(truth.payments()).hasSize(1);
        assertThat(calls("subscriptions.cancel")).isEqualTo(1);
    }

    @Test
    void a_subscription_is_ended_at_paypal() {
        Started started = subscribed();

        standIn.dashboard().cancelSubscription(started.reference());

        assertThat(done(fetchedMonthly(started)).agreement()).isEqualTo(Agreement.CANCELLED);
        done(payPal.cancel(started.reference(), "Stop"));
    }

    @Test
    void an_ending_that_nobody_knows_of_is_found_when_it_is_tried_again() {
        Started started = subscribed();
        standIn.faults().next(Operation.SUBSCRIPTIONS_CANCEL, Fault.RESET_AFTER);

        assertThat(payPal.cancel(started.reference(), "Stop")).isInstanceOf(Reply.Unknown.class);

        done(payPal.cancel(started.reference(), "Stop"));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void a_payment_of_a_subscription_is_given_back_by_either_api(boolean byV2) {
        Started started = subscribed();
        standIn.account().saleRefundsByV2(byV2);
        Payment payment = done(fetchedMonthly(started)).payments().getFirst();

        Refund refund = done(payPal.refund(payment.id(), new Money(1000, "EUR"), "rf-1", "Sorry", key()));

        assertThat(refund.amount()).isEqualTo(new Money(1000, "EUR"));
        assertThat(refund.ours()).isEqualTo("rf-1");
        Payment after = done(fetchedMonthly(started)).payments().getFirst();
        assertThat(after.state()).isEqualTo(PaymentState.COMPLETED);
        assertThat(after.refunds()).extracting(Refund::id).containsExactly(refund.id());
        standIn.account().saleRefundsByV2(true);
    }

    @Test
    void what_a_bank_took_back_of_a_subscription_is_reversed() {
        Started started = subscribed();
        Payment payment = done(fetchedMonthly(started)).payments().getFirst();

        standIn.dashboard().reverse(payment.id());

        assertThat(done(fetchedMonthly(started)).payments())
                .extracting(Payment::state)
                .containsExactly(PaymentState.REVERSED);
    }

    // ── Webhooks ─────────────────────────────────────────────────────────────────

    @ParameterizedTest
    @EnumSource(PayPalSettings.Verification.class)
    void an_event_comes_round_and_names_its_donation(PayPalSettings.Verification verification) {
        needsApproval();
        payPal = listening(verification);
        standIn.webhooks().with(Disturbance.ODD_BODY);
        if (verification == PayPalSettings.Verification.OFFLINE) {
            // The stand-in refuses to be asked about fields that PayPal does not publish.
            standIn.webhooks().with(Disturbance.UNKNOWN_FIELDS);
        }
        Started started = approved();
        Payment payment = captured(started);

        List<Event> events = delivered().stream().map(this::genuine).toList();

        assertThat(events).extracting(Event::type).contains("CHECKOUT.ORDER.APPROVED", "PAYMENT.CAPTURE.COMPLETED");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.donation()).isEqualTo(donation);
            assertThat(event.references()).contains(started.reference());
        });
        assertThat(events).anySatisfy(event -> assertThat(event.references()).contains(payment.id()));
        assertThat(done(payPal.events(clock().instant().minusSeconds(3600), clock().instant())))
                .containsExactlyInAnyOrderElementsOf(events);
    }

    @Test
    void events_of_refunds_subscriptions_and_disputes_name_what_we_know() {
        needsApproval();
        payPal = listening(PayPalSettings.Verification.OFFLINE);
        Payment payment = captured(approved());
        standIn.dashboard().refund(payment.id(), "1.00");
        standIn.dashboard().dispute(payment.id(), "UNAUTHORISED");
        Started subscription = subscribed();

        Map<String, Event> events = new HashMap<>();
        delivered().stream().map(this::genuine).forEach(event -> events.put(event.type(), event));

        assertThat(events.get("PAYMENT.CAPTURE.REFUNDED").references()).contains(payment.id());
        assertThat(events.get("CUSTOMER.DISPUTE.CREATED").references()).contains(payment.id());
        assertThat(events.get("BILLING.SUBSCRIPTION.ACTIVATED").references()).contains(subscription.reference());
        assertThat(events.get("PAYMENT.SALE.COMPLETED").references()).contains(subscription.reference());
    }

    @ParameterizedTest
    @EnumSource(
            value = Disturbance.class,
            names = {"CORRUPT_SIGNATURE", "WRONG_WEBHOOK_ID", "FOREIGN_CERT_HOST", "EXPIRED_CERTIFICATE", "ALTERED_BODY"
            })
    void a_forged_event_is_told(Disturbance forgery) {
        needsApproval();
        payPal = listening(PayPalSettings.Verification.OFFLINE);
        standIn.webhooks().with(forgery);
        approved();

        assertThat(delivered())
                .isNotEmpty()
                .allSatisfy(call -> assertThat(payPal.verify(call)).isInstanceOf(Verdict.Forged.class));
    }

    @Test
    void the_self_test_finds_all_in_order_or_says_what_is_missing() {
        assertThat(payPal.selfTest().getFirst().isSo()).isTrue();
        needsApproval();
        payPal = listening(PayPalSettings.Verification.OFFLINE);
        assertThat(payPal.selfTest()).allMatch(Check::isSo).hasSize(10);

        payPal = payPal(clientSecret(), "ANOTHER", PayPalSettings.Verification.OFFLINE);
        assertThat(payPal.selfTest())
                .filteredOn(check -> !check.isSo())
                .singleElement()
                .satisfies(check -> assertThat(check.remedy()).contains("BROADSHEET_PAYPAL_WEBHOOK_ID"));
    }

    // ── How it is done ───────────────────────────────────────────────────────────

    private PayPal listening(PayPalSettings.Verification verification) {
        receiver.clear();
        String webhookId = standIn.webhooks().register(receiver.url(), "*");
        return payPal(clientSecret(), webhookId, verification);
    }

    private List<WebhookCall> delivered() {
        assertThat(standIn.webhooks().awaitQuiet(Duration.ofSeconds(10))).isTrue();
        return receiver.calls();
    }

    private Event genuine(WebhookCall call) {
        assertThat(payPal.verify(call)).isInstanceOf(Verdict.Genuine.class);
        return ((Verdict.Genuine) payPal.verify(call)).event();
    }

    private PayPal payPal(String secret) {
        return payPal(secret, Settings.WEBHOOK_ID, PayPalSettings.Verification.OFFLINE);
    }

    private PayPal payPal(String secret, String webhookId, PayPalSettings.Verification verification) {
        String base = standIn == null ? BASE : standIn.url();
        String client = standIn == null ? System.getenv("PAYPAL_CONTRACT_CLIENT_ID") : standIn.clientId();
        Settings settings = Settings.sandbox()
                .with(client, secret, webhookId)
                .at(base)
                .verifying(verification)
                .trusting(null, anchor == null ? null : anchor.toString());
        Duration answering = standIn == null ? PayPalHttp.ANSWERING : Duration.ofSeconds(2);
        PayPalHttp wire = PayPalHttp.with(PayPalHttp.CONNECTING, answering, vertx);
        return new PayPal(PayPalAccount.of(settings), wire, wire, book(), receiver.url(), clock());
    }

    private static String clientSecret() {
        return standIn == null ? System.getenv("PAYPAL_CONTRACT_CLIENT_SECRET") : standIn.clientSecret();
    }

    private static Clock clock() {
        return standIn == null ? Clock.systemUTC() : standIn.clock();
    }

    private PlanBook book() {
        return new PlanBook() {
            @Override
            public Optional<String> plan(String provider, String account, String currency, Frequency frequency) {
                return Optional.ofNullable(plans.get(currency + " " + frequency));
            }

            @Override
            public void keep(String provider, String account, String currency, Frequency frequency, String plan) {
                plans.put(currency + " " + frequency, plan);
            }
        };
    }

    private Started started(Frequency frequency) {
        return started(frequency, key());
    }

    private Started started(Frequency frequency, String key) {
        return done(payPal.start(gift(frequency, AMOUNT), BASE == null ? key : key + donation));
    }

    private Gift gift(Frequency frequency, Money amount) {
        return new Gift(
                donation,
                amount,
                frequency,
                "The Harbour Gazette",
                "Donation to The Harbour Gazette",
                "en-GB",
                "https://gazette.example/v1/donations/" + donation + "/return",
                "https://gazette.example/v1/donations/" + donation + "/cancel");
    }

    private Started approved() {
        Started started = started(Frequency.ONCE);
        needsApproval();
        standIn.approve(started.reference());
        return started;
    }

    private Started subscribed() {
        Started started = started(Frequency.MONTHLY);
        needsApproval();
        standIn.approveSubscription(started.reference());
        return started;
    }

    private Payment captured(Started started) {
        return done(payPal.capture(started.reference(), key())).payments().getFirst();
    }

    private Reply<Truth> fetched(Started started) {
        return payPal.fetch(started.reference(), Frequency.ONCE, LONG_AGO);
    }

    private Reply<Truth> fetchedMonthly(Started started) {
        return payPal.fetch(started.reference(), Frequency.MONTHLY, LONG_AGO);
    }

    private static void needsApproval() {
        assumeTrue(standIn != null, "from here on a person has to approve at PayPal, or a fault is needed on demand");
    }

    private static long calls(String operation) {
        return standIn.books().calls().stream()
                .filter(call -> call.operation().equals(operation))
                .count();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static <T> T done(Reply<T> reply) {
        assertThat(reply).isInstanceOf(Reply.Done.class);
        return ((Reply.Done<T>) reply).value();
    }

    private static Refusal refusal(Reply<?> reply) {
        assertThat(reply).isInstanceOf(Reply.Refused.class);
        return ((Reply.Refused<?>) reply).refusal();
    }
}
