package org.broadsheet.donation.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A PayPal on this machine: it keeps orders, payments and subscriptions, lets a payer approve, signs webhooks, and
 * breaks on demand. Built from PayPal's published contracts, see STANDIN.md; it is not PayPal.
 */
public final class PayPalStandIn implements AutoCloseable {
    private static final AtomicBoolean HAS_SAID = new AtomicBoolean();

    private final World world;
    private final Schemas schemas;
    private final Tokens tokens;
    private final Faults faults = new Faults();
    private final RequestIds requestIds;
    private final CertificateShelf shelf;
    private final Deliveries deliveries;
    private final Notifications notifications;
    private final Payments payments;
    private final Orders orders;
    private final Catalogue catalogue;
    private final Billing billing;
    private final Dashboard dashboard;
    private final Reporting statement;
    private final Api api;
    private final ApprovalPages pages;
    private final ControlApi control;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private PayPalStandIn(int port, long seed, Schemas schemas) throws IOException {
        Certificates.begin();
        this.schemas = schemas;
        world = new World(seed);
        tokens = new Tokens(world);
        requestIds = new RequestIds(world);
        shelf = new CertificateShelf(world.ids);
        deliveries = new Deliveries(world, shelf);
        notifications = new Notifications(world, schemas, deliveries);
        payments = new Payments(world, notifications);
        orders = new Orders(world, payments, notifications);
        catalogue = new Catalogue(world);
        billing = new Billing(world, payments, notifications, catalogue);
        dashboard = new Dashboard(world, payments, billing, notifications);
        statement = new Reporting(world);
        api = new Api(world, tokens, schemas, new Errors(schemas.errorCatalogue()), faults, requestIds, notifications);
        pages = new ApprovalPages(world, orders, billing);
        control = new ControlApi(this);
        routes();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        world.apiUrl = "http://127.0.0.1:" + server.getAddress().getPort();
        world.payerUrl = world.apiUrl;
        server.start();
        sayWhetherItIsJudged();
    }

    /** Starts on a free port, judged by the official files where the environment names them. */
    public static PayPalStandIn start() {
        return start(0, 1);
    }

    /** @param port 0 for a free one @param seed of all ids */
    public static PayPalStandIn start(int port, long seed) {
        return start(port, seed, Schemas.fromEnvironment());
    }

    static PayPalStandIn start(int port, long seed, Schemas schemas) {
        // Without it every answer waits for the client's delayed acknowledgement, 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            return new PayPalStandIn(port, seed, schemas);
        } catch (IOException taken) {
            throw new UncheckedIOException("port " + port + " is not free", taken);
        }
    }

    private void routes() {
        WebhookApi webhooks = new WebhookApi(world, notifications, shelf);
        api.when(Operation.ORDERS_CREATE, orders::create, orders::show);
        api.when(Operation.ORDERS_GET, orders::get);
        api.when(Operation.ORDERS_CAPTURE, orders::capture, orders::show);
        api.when(Operation.CAPTURES_GET, payments::get);
        api.when(Operation.CAPTURES_REFUND, payments::refund, payments::showRefund);
        api.when(Operation.REFUNDS_GET, payments::getRefund);
        api.when(Operation.SALES_GET, payments::getSale);
        api.when(Operation.SALES_REFUND, payments::refundSale, (id, full) -> payments.showSaleRefund(id));
        api.when(Operation.PRODUCTS_CREATE, catalogue::createProduct, catalogue::showProduct);
        api.when(Operation.PRODUCTS_GET, catalogue::getProduct);
        api.when(Operation.PLANS_CREATE, catalogue::createPlan, catalogue::showPlan);
        api.when(Operation.PLANS_GET, catalogue::getPlan);
        api.when(Operation.SUBSCRIPTIONS_CREATE, billing::create, billing::show);
        api.when(Operation.SUBSCRIPTIONS_GET, billing::get);
        api.when(Operation.SUBSCRIPTIONS_CANCEL, billing::cancel);
        api.when(Operation.SUBSCRIPTIONS_SUSPEND, billing::suspend);
        api.when(Operation.SUBSCRIPTIONS_ACTIVATE, billing::activate);
        api.when(Operation.SUBSCRIPTIONS_TRANSACTIONS, billing::transactions);
        api.when(Operation.WEBHOOKS_CREATE, webhooks::create);
        api.when(Operation.WEBHOOKS_LIST, webhooks::list);
        api.when(Operation.WEBHOOKS_GET, webhooks::get);
        api.when(Operation.WEBHOOKS_PATCH, webhooks::patch);
        api.when(Operation.WEBHOOKS_DELETE, webhooks::delete);
        api.when(Operation.EVENTS_LIST, webhooks::events);
        api.when(Operation.EVENTS_GET, webhooks::event);
        api.when(Operation.EVENTS_RESEND, webhooks::resend);
        api.when(Operation.VERIFY_SIGNATURE, webhooks::verify);
        api.when(Operation.TRANSACTIONS_SEARCH, statement::search);
        api.when(Operation.DISPUTES_GET, dashboard::getDispute);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                route(exchange, exchange.getRequestURI().getPath());
            } catch (RuntimeException broken) {
                world.books.fail(exchange.getRequestMethod() + " " + exchange.getRequestURI() + ": " + broken);
                exchange.sendResponseHeaders(599, -1);
            }
        }
    }

    private void route(HttpExchange exchange, String path) throws IOException {
        Wire wire = new Wire(exchange, world.ids.debug());
        if (path.equals("/v1/oauth2/token")) {
            api.open(Operation.TOKEN, wire, () -> tokens.issue(wire.header("Authorization"), wire.text()));
        } else if (path.startsWith("/v1/notifications/certs/")) {
            api.open(Operation.CERTIFICATE, wire, () -> shelf.answer(path));
        } else if (path.equals("/checkoutnow")) {
            pages.order(wire);
        } else if (path.equals("/webapps/billing/subscriptions")) {
            pages.subscription(wire);
        } else if (path.equals("/") || path.startsWith("/standin")) {
            control.handle(wire);
        } else {
            api.handle(wire);
        }
    }

    private void sayWhetherItIsJudged() {
        if (HAS_SAID.compareAndSet(false, true)) {
            System.out.println(
                    schemas.arePresent()
                            ? "PayPal stand-in: judged by PayPal's official OpenAPI files."
                            : "PayPal stand-in: BROADSHEET_PAYPAL_SPECS names no official files, so no schema is checked.");
        }
    }

    /** The base of the API, as configured in the product instead of PayPal's. */
    public String url() {
        return world.apiUrl;
    }

    /** Lets browsers come by another address, as through a proxy. */
    public void payersComeBy(String url) {
        world.payerUrl = url;
    }

    public String clientId() {
        return world.account.clientId;
    }

    public String clientSecret() {
        return world.account.clientSecret;
    }

    public Account account() {
        return world.account;
    }

    public MovableClock clock() {
        return world.clock;
    }

    public Faults faults() {
        return faults;
    }

    public Notifications webhooks() {
        return notifications;
    }

    public Tokens tokens() {
        return tokens;
    }

    public Books books() {
        return world.books;
    }

    /** The merchant's statement, and what may be wrong with it. */
    public Reporting statement() {
        return statement;
    }

    /** What people do inside PayPal: refund, chargeback, dispute, bill, cancel. */
    public Dashboard dashboard() {
        return dashboard;
    }

    public Schemas schemas() {
        return schemas;
    }

    /** The authority a verifier must trust, and the certificates' address. */
    public Certificates certificates() {
        return Certificates.get();
    }

    public String certificateUrl() {
        return world.apiUrl + shelf.path();
    }

    /** The payer approves an order, without a browser. */
    public void approve(String orderId) {
        approve(orderId, "COMPLETED");
    }

    /** The payer approves, and the capture will be pending. @param reason such as {@code PENDING_REVIEW} */
    public void approveThenPending(String orderId, String reason) {
        approve(orderId, "PENDING:" + reason);
    }

    /** The payer approves, and the capture is refused with an issue such as {@code INSTRUMENT_DECLINED}. */
    public void approveThenRefuse(String orderId, String issue) {
        approve(orderId, issue);
    }

    /** The payer approves, and the order completes with a declined capture inside. */
    public void approveThenDecline(String orderId) {
        approve(orderId, "DECLINED");
    }

    private void approve(String orderId, String outcome) {
        world.alone(() -> orders.approve(orderId, outcome, Payer.ADA));
    }

    /** The payer agrees to a subscription; the first cycle is billed at once. */
    public void approveSubscription(String subscriptionId) {
        world.alone(() -> billing.approve(subscriptionId, "COMPLETED", Payer.ADA));
    }

    /**
     * From now on PayPal tells another amount than was asked for, as a hostile or broken one might. @param id of an
     * order or a subscription
     */
    public void misreport(String id, String currency, String value) {
        Money money = new Money(currency, new BigDecimal(value));
        world.alone(() -> {
            if (id.startsWith("I-")) {
                billing.find(id).price = money;
            } else {
                orders.find(id).misreport(money);
            }
        });
    }

    /** From now on PayPal tells another custom id of an order than it was given. */
    public void misreportCustomId(String orderId, String customId) {
        world.alone(() -> orders.find(orderId).misreport(customId));
    }

    /** PayPal gives an order up. */
    public void voidOrder(String orderId) {
        world.alone(() -> orders.cancel(orderId));
    }

    /** As new: no orders, no webhooks, no faults; tokens stay good and the clock stays where it is. */
    public void reset() {
        world.alone(() -> {
            faults.clear();
            requestIds.clear();
            orders.clear();
            payments.clear();
            billing.clear();
            catalogue.clear();
            notifications.clear();
            world.books.clear();
        });
    }

    Orders orders() {
        return orders;
    }

    Payments payments() {
        return payments;
    }

    Billing billing() {
        return billing;
    }

    World world() {
        return world;
    }

    @Override
    public void close() {
        deliveries.close();
        server.stop(0);
        threads.shutdownNow();
    }

    /** @param arguments {@code --port N}, {@code --payer-url URL}, {@code --webhook URL}, {@code --client ID:SECRET} */
    public static void main(String[] arguments) throws InterruptedException {
        CommandLine.run(arguments);
        Thread.currentThread().join();
    }
}
