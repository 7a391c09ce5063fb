package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Transaction search: the merchant's statement, from the books; at most 31 days a call. */
public final class Reporting {
    private static final Duration LONGEST = Duration.ofDays(31);

    private final World world;
    private final Set<String> hidden = new HashSet<>();
    private final Map<String, Money> amounts = new HashMap<>();
    private final Map<String, Money> fees = new HashMap<>();
    private int mostOnAPage = 500;
    private int mostInAll = 10_000;

    Reporting(World world) {
        this.world = world;
    }

    /** A movement is not on the statement. */
    public void hide(String id) {
        world.alone(() -> hidden.add(id));
    }

    /** The statement says another amount than the books. */
    public void amount(String id, String value) {
        world.alone(() -> amounts.put(id, new Money("EUR", new BigDecimal(value))));
    }

    /** The statement says another fee than the books. */
    public void fee(String id, String value) {
        world.alone(() -> fees.put(id, new Money("EUR", new BigDecimal(value))));
    }

    /** All is as the books have it. */
    public void heal() {
        world.alone(() -> {
            hidden.clear();
            amounts.clear();
            fees.clear();
        });
    }

    /** Small limits, so that a few movements reach them. @param inAll above which a search is refused */
    public void limits(int onAPage, int inAll) {
        world.alone(() -> {
            mostOnAPage = onAPage;
            mostInAll = inAll;
        });
    }

    Answer search(Call call) {
        Instant from = Times.read(call.query().getOrDefault("start_date", ""), "start_date");
        Instant to = Times.read(call.query().getOrDefault("end_date", ""), "end_date");
        if (Duration.between(from, to).compareTo(LONGEST) > 0 || to.isBefore(from)) {
            throw Refusal.of(400, "INVALID_PARAMETER_VALUE").at("end_date", to.toString());
        }
        int size = Math.min(mostOnAPage, call.number("page_size", 100));
        int page = call.number("page", 1);
        List<Books.Movement> found = world.books.movements().stream()
                .filter(m -> !m.at().isBefore(from) && !m.at().isAfter(to) && !hidden.contains(m.id()))
                .map(this::asTold)
                .toList();
        if (found.size() > mostInAll) {
            throw Refusal.of(400, "RESULTSET_TOO_LARGE").at("end_date", to.toString());
        }
        ObjectNode body = Json.object();
        List<Books.Movement> shown =
                found.stream().skip((page - 1L) * size).limit(size).toList();
        // The official file wants at least one row or no list at all.
        if (!shown.isEmpty()) {
            ArrayNode rows = body.putArray("transaction_details");
            shown.forEach(m -> row(rows.addObject().putObject("transaction_info"), m));
        }
        body.put("account_number", world.account.merchantId)
                .put("start_date", from.toString())
                .put("end_date", to.toString())
                .put("last_refreshed_datetime", world.clock.second().toString())
                .put("page", page)
                .put("total_items", found.size())
                .put("total_pages", Math.max(1, (found.size() + size - 1) / size));
        body.putArray("links").add(Json.link(world.apiUrl + "/v1/reporting/transactions", "self", "GET"));
        return Answer.ok(body);
    }

    private Books.Movement asTold(Books.Movement m) {
        return new Books.Movement(
                m.kind(),
                m.id(),
                m.parentId(),
                m.customId(),
                amounts.getOrDefault(m.id(), m.gross()),
                fees.getOrDefault(m.id(), m.fee()),
                m.at());
    }

    private static void row(ObjectNode row, Books.Movement movement) {
        row.put("transaction_id", movement.id());
        boolean isPayment = movement.kind() == Books.Kind.CAPTURE || movement.kind() == Books.Kind.SALE;
        row.put("paypal_reference_id", movement.parentId().replace("-", ""))
                .put("paypal_reference_id_type", movement.kind() == Books.Kind.SALE ? "SUB" : isPayment ? "ODR" : "TXN")
                .put("transaction_event_code", code(movement.kind()))
                .put("transaction_initiation_date", movement.at().toString())
                .put("transaction_updated_date", movement.at().toString());
        boolean isOut = movement.balanceMinor() < 0;
        row.set("transaction_amount", signed(movement.gross(), isOut));
        if (movement.fee().minor() > 0) {
            row.set("fee_amount", signed(movement.fee(), true));
        }
        row.put("transaction_status", "S");
        if (!movement.customId().isEmpty()) {
            row.put("custom_field", movement.customId());
        }
    }

    private static ObjectNode signed(Money money, boolean isOut) {
        return isOut ? Money.zero(money.currency()).minus(money).json() : money.json();
    }

    private static String code(Books.Kind kind) {
        return switch (kind) {
            case CAPTURE -> "T0006";
            case SALE -> "T0002";
            case REFUND -> "T1107";
            case REVERSAL -> "T1201";
            case REVERSAL_BACK -> "T1202";
        };
    }
}
