package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What truly happened: every call the product made, every movement of money, every broken promise of the stand-in. */
public final class Books {
    /** What money did. */
    public enum Kind {
        CAPTURE,
        SALE,
        REFUND,
        REVERSAL,
        REVERSAL_BACK
    }

    /**
     * Money that moved.
     *
     * @param parentId the payment a refund or reversal belongs to, the order or subscription of a payment
     * @param gross always positive; the kind gives the direction
     * @param fee what PayPal kept, or nothing
     */
    public record Movement(Kind kind, String id, String parentId, String customId, Money gross, Money fee, Instant at) {
        /** The change of the merchant's balance in minor units. */
        public long balanceMinor() {
            return switch (kind) {
                case CAPTURE, SALE -> gross.minor() - fee.minor();
                case REFUND, REVERSAL -> -gross.minor();
                case REVERSAL_BACK -> gross.minor();
            };
        }
    }

    /**
     * One request.
     *
     * @param operation its operation id, empty where the path is unknown
     * @param effect whether it changed anything at PayPal
     * @param fault the disturbance that befell it, empty for none
     */
    public record Entry(
            Instant at,
            String operation,
            String method,
            String path,
            String requestId,
            String body,
            int status,
            boolean effect,
            String fault,
            String debugId) {}

    private final List<Movement> movements = new ArrayList<>();
    private final List<Entry> calls = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    synchronized void book(Movement movement) {
        movements.add(movement);
    }

    synchronized void note(Entry entry) {
        calls.add(entry);
    }

    synchronized void fail(String what) {
        failures.add(what);
    }

    /** All movements of money, oldest first. */
    public synchronized List<Movement> movements() {
        return List.copyOf(movements);
    }

    /** The movements of one donation: its custom id is on the payment. */
    public List<Movement> movementsFor(String customId) {
        return movements().stream().filter(m -> m.customId.equals(customId)).toList();
    }

    /** The merchant's balance per currency in minor units: payments less fees, refunds and reversals. */
    public Map<String, Long> balances() {
        Map<String, Long> balances = new TreeMap<>();
        movements().forEach(m -> balances.merge(m.gross.currency(), m.balanceMinor(), Long::sum));
        return balances;
    }

    public synchronized List<Entry> calls() {
        return List.copyOf(calls);
    }

    public List<Entry> calls(Operation operation) {
        return calls().stream()
                .filter(c -> c.operation.equals(operation.operationId))
                .toList();
    }

    /** Calls of one operation that changed something. */
    public long effects(Operation operation) {
        return calls(operation).stream().filter(Entry::effect).count();
    }

    /** POSTs that create or move something and came without a request id although PayPal takes one there. */
    public List<Entry> withoutRequestId() {
        return calls().stream()
                .filter(c -> !c.operation.isEmpty() && c.requestId.isEmpty())
                .filter(c -> c.method.equals("POST") && Operation.named(c.operation).remembers != null)
                .toList();
    }

    /** Calls whose path or body holds a text, such as a donor's e-mail address. */
    public List<Entry> callsWith(String text) {
        return calls().stream()
                .filter(c -> c.path.contains(text) || c.body.contains(text))
                .toList();
    }

    /** Own answers that broke the official schema; a test ends with this list empty. */
    public synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    synchronized void clear() {
        movements.clear();
        calls.clear();
        failures.clear();
    }

    JsonNode movementsJson() {
        ArrayNode list = Json.MAPPER.createArrayNode();
        movements()
                .forEach(m -> list.addObject()
                        .put("kind", m.kind.name())
                        .put("id", m.id)
                        .put("parentId", m.parentId)
                        .put("customId", m.customId)
                        .put("currency", m.gross.currency())
                        .put("grossMinor", m.gross.minor())
                        .put("feeMinor", m.fee.minor())
                        .put("at", m.at.toString()));
        return list;
    }

    JsonNode callsJson() {
        ArrayNode list = Json.MAPPER.createArrayNode();
        calls().forEach(c -> list.addObject()
                .put("at", c.at.toString())
                .put("operation", c.operation)
                .put("method", c.method)
                .put("path", c.path)
                .put("requestId", c.requestId)
                .put("status", c.status)
                .put("effect", c.effect)
                .put("fault", c.fault)
                .put("debugId", c.debugId));
        return list;
    }
}
