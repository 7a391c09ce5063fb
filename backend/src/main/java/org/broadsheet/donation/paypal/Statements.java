package org.broadsheet.donation.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.broadsheet.donation.Money;
import org.broadsheet.donation.Reply;
import org.broadsheet.donation.Statement;
import org.broadsheet.donation.Statement.Kind;
import org.broadsheet.donation.Statement.Line;
import org.jspecify.annotations.Nullable;

/**
 * The account's statement, by Transaction Search v1, which must be switched on for the REST app. It lists 31 days at a
 * time, in pages, and not more than ten thousand movements.
 */
final class Statements {
    private static final String PATH = "/v1/reporting/transactions";
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final Duration SHORTEST = Duration.ofMinutes(10);
    private static final int PAGE = 500;
    private static final int MOST_PAGES = 200;

    /** It succeeded, was given back wholly since, or in part. */
    private static final Set<String> MOVED = Set.of("S", "V", "F");

    /**
     * By PayPal's transaction event codes: reversals that it begins itself, chargebacks and what becomes of them. Money
     * that is held during a dispute (T1110, T1111) has not gone yet.
     */
    private static final Set<String> REVERSALS = Set.of("T1106", "T1116", "T1200", "T1201", "T1202", "T1203", "T1205");

    private static final Set<String> REFUNDS = Set.of("T1107", "T1115");

    private final PayPalCalls calls;

    Statements(PayPalCalls calls) {
        this.calls = calls;
    }

    Reply<Statement> read(Instant from, Instant until) {
        Map<String, Line> lines = new LinkedHashMap<>();
        Instant upTo = until;
        for (Instant start = from; start.isBefore(until); ) {
            Instant end = earlier(start.plus(LONGEST), until);
            Reply<Instant> told = part(start, end, lines);
            if (!(told instanceof Reply.Done<Instant>(Instant fresh, var debugId))) {
                return Replies.then(told, never -> new Reply.Unknown<>("no statement", null));
            }
            upTo = earlier(upTo, fresh);
            start = end;
        }
        Instant complete = upTo;
        return new Reply.Done<>(
                new Statement(
                        complete,
                        lines.values().stream()
                                .filter(line -> !line.at().isAfter(complete))
                                .toList()),
                null);
    }

    /** @return up to when PayPal's list is fresh, which may be after what was asked for */
    private Reply<Instant> part(Instant from, Instant until, Map<String, Line> lines) {
        Instant fresh = Instant.MAX;
        for (int page = 1; page <= MOST_PAGES; page++) {
            Reply<JsonNode> reply = calls.get(PATH, query(from, until, page));
            if (isTooLarge(reply) && Duration.between(from, until).compareTo(SHORTEST) > 0) {
                Instant half = from.plus(Duration.between(from, until).dividedBy(2));
                return Replies.then(
                        part(from, half, lines),
                        first -> Replies.then(
                                part(half, until, lines), second -> new Reply.Done<>(earlier(first, second), null)));
            }
            if (!(reply instanceof Reply.Done<JsonNode>(JsonNode found, var debugId))) {
                return Replies.then(reply, never -> new Reply.Unknown<>("no statement", null));
            }
            found.path("transaction_details")
                    .forEach(detail -> line(detail.path("transaction_info"))
                            .ifPresent(line -> lines.put(line.kind() + line.id(), line)));
            fresh = earlier(fresh, Json.time(found.path("last_refreshed_datetime"), fresh));
            if (page >= found.path("total_pages").asInt(1)) {
                return new Reply.Done<>(fresh, null);
            }
        }
        return new Reply.Unknown<>("a statement of more pages than are read", null);
    }

    private static boolean isTooLarge(Reply<JsonNode> reply) {
        return reply instanceof Reply.Refused<JsonNode> refused
                && refused.issue().equals("RESULTSET_TOO_LARGE");
    }

    private static Map<String, String> query(Instant from, Instant until, int page) {
        return Map.of(
                "start_date", written(from),
                "end_date", written(until),
                "fields", "transaction_info",
                "page_size", String.valueOf(PAGE),
                "page", String.valueOf(page));
    }

    /** Empty when no money moved, or none of the kind that gifts make. */
    private static Optional<Line> line(JsonNode info) {
        String id = Json.text(info.path("transaction_id"));
        Kind kind = kind(info.path("transaction_event_code").asText(""));
        Money amount = signed(info.path("transaction_amount"));
        Instant at = Json.time(info.path("transaction_initiation_date"), Instant.MIN);
        boolean isMoved = MOVED.contains(info.path("transaction_status").asText("S"));
        if (id == null || kind == null || amount == null || at.equals(Instant.MIN) || !isMoved) {
            return Optional.empty();
        }
        Money fee = signed(info.path("fee_amount"));
        return Optional.of(new Line(
                id,
                kind,
                Json.text(info.path("paypal_reference_id")),
                Stream.of("custom_field", "invoice_id")
                        .flatMap(name -> Json.optional(info.path(name)).stream())
                        .toList(),
                amount,
                // PayPal writes what went as less than nothing.
                fee == null ? null : new Money(-fee.minor(), fee.currency()),
                at));
    }

    private static @Nullable Kind kind(String code) {
        if (code.startsWith("T00")) {
            return Kind.PAYMENT;
        }
        if (REFUNDS.contains(code)) {
            return Kind.REFUND;
        }
        return REVERSALS.contains(code) ? Kind.REVERSAL : null;
    }

    private static @Nullable Money signed(JsonNode amount) {
        String value = Json.text(amount.path("value"));
        String currency = Json.text(amount.path("currency_code"));
        if (value == null || currency == null) {
            return null;
        }
        boolean isOut = value.startsWith("-");
        Money money = Currencies.parsed(isOut ? value.substring(1) : value, currency);
        return money == null || !isOut ? money : new Money(-money.minor(), currency);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static String written(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
