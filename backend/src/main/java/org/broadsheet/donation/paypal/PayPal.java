package org.broadsheet.donation.paypal;

import io.quarkus.arc.lookup.LookupIfProperty;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.donation.Dispute;
import org.broadsheet.donation.Frequency;
import org.broadsheet.donation.Mode;
import org.broadsheet.donation.Money;
import org.broadsheet.donation.PaymentProvider;
import org.broadsheet.donation.PlanBook;
import org.broadsheet.donation.Reply;
import org.broadsheet.donation.Reply.Refusal;
import org.broadsheet.donation.Statement;
import org.broadsheet.donation.Truth;
import org.broadsheet.shared.Origins;
import org.jspecify.annotations.Nullable;

/** Donations by PayPal: Orders v2 and Subscriptions v1, approved on PayPal's own pages. */
@ApplicationScoped
@LookupIfProperty(name = "broadsheet.donations.provider", stringValue = PayPal.ID)
public class PayPal implements PaymentProvider {
    static final String ID = "paypal";
    static final String WEBHOOK_PATH = "/v1/webhooks/paypal";

    private static final Duration CERTIFICATE_PATIENCE = Duration.ofSeconds(3);

    private final PayPalAccount account;
    private final Orders orders;
    private final Subscriptions subscriptions;
    private final Refunds refunds;
    private final Webhooks webhooks;
    private final Events events;
    private final Disputed disputed;
    private final Statements statements;
    private final SelfTest selfTest;

    @Inject
    PayPal(PayPalSettings settings, Origins origins, Instance<PlanBook> plans, Vertx vertx, Clock clock) {
        this(
                PayPalAccount.of(settings),
                PayPalHttp.with(PayPalHttp.CONNECTING, PayPalHttp.ANSWERING, vertx),
                PayPalHttp.with(PayPalHttp.CONNECTING, CERTIFICATE_PATIENCE, vertx),
                plans.get(),
                origins.apiUrl() + WEBHOOK_PATH,
                clock);
    }

    /** @param certificateWire over which certificates are fetched, which has less patience */
    PayPal(PayPalAccount account, Wire wire, Wire certificateWire, PlanBook plans, String webhookUrl, Clock clock) {
        PayPalCalls calls = new PayPalCalls(account, wire, clock);
        CertificateChain chain = new CertificateChain(anchors(account), account.certificateName());
        this.account = account;
        this.events = new Events(calls, clock);
        this.disputed = new Disputed(calls, clock);
        this.statements = new Statements(calls);
        this.orders = new Orders(calls, account, clock);
        this.subscriptions = new Subscriptions(calls, account, new Plans(calls, account, plans), events, clock);
        this.refunds = new Refunds(calls, clock);
        this.webhooks = new Webhooks(
                account, new Certificates(certificateWire, chain, clock), new Postback(calls, account), clock);
        this.selfTest = new SelfTest(calls, account, webhookUrl);
    }

    private static Set<TrustAnchor> anchors(PayPalAccount account) {
        Set<TrustAnchor> anchors = CertificateChain.ofTheJvm();
        account.anchorFile().ifPresent(file -> {
            try {
                for (X509Certificate own : CertificateChain.certificates(Files.readAllBytes(Path.of(file)))) {
                    anchors.add(new TrustAnchor(own, null));
                }
            } catch (IOException | CertificateChain.NotTrusted unreadable) {
                throw new IllegalStateException("BROADSHEET_PAYPAL_CERTIFICATES_ANCHOR is no file of certificates");
            }
        });
        return anchors;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Mode mode() {
        return account.mode();
    }

    @Override
    public String account() {
        return account.account();
    }

    @Override
    public Optional<String> payee() {
        return account.merchantId();
    }

    @Override
    public Map<String, Integer> decimals() {
        return Currencies.DECIMALS;
    }

    @Override
    public Reply<Started> start(Gift gift, String requestId) {
        return gift.frequency().isRecurring() ? subscriptions.start(gift, requestId) : orders.start(gift, requestId);
    }

    @Override
    public Reply<Truth> fetch(String reference, Frequency frequency, Instant since) {
        if (!Json.isId(reference)) {
            return noId();
        }
        return frequency.isRecurring() ? subscriptions.fetch(reference, since) : orders.fetch(reference);
    }

    @Override
    public Reply<Truth> capture(String reference, String requestId) {
        return Json.isId(reference) ? orders.capture(reference, requestId) : noId();
    }

    @Override
    public Reply<Truth.Refund> refund(
            String paymentId, @Nullable Money amount, String refundId, String note, String requestId) {
        return Json.isId(paymentId) ? refunds.refund(paymentId, amount, refundId, note, requestId) : noId();
    }

    @Override
    public Reply<Done> cancel(String reference, String reason) {
        return Json.isId(reference) ? subscriptions.cancel(reference, reason) : noId();
    }

    @Override
    public Verdict verify(WebhookCall call) {
        return webhooks.verify(call);
    }

    @Override
    public Reply<List<Event>> events(Instant since, Instant until) {
        return events.between(since, until);
    }

    @Override
    public Reply<Dispute> dispute(String id) {
        return Json.isId(id) ? disputed.read(id) : noId();
    }

    @Override
    public Reply<Statement> statement(Instant from, Instant until) {
        return statements.read(from, until);
    }

    @Override
    public List<Check> selfTest() {
        return selfTest.run();
    }

    /** It would change the path that it stands in. */
    private static <T> Reply<T> noId() {
        return new Reply.Refused<>(Refusal.OUR_FAULT, "NOT_AN_ID", null);
    }
}
