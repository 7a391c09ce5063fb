package org.broadsheet.donation.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.broadsheet.donation.Reply;
import org.broadsheet.donation.Reply.Refusal;
import org.broadsheet.donation.paypal.Wire.Answer;
import org.jspecify.annotations.Nullable;

/** What an answer of PayPal's means to us: the one place where statuses and issues are told apart. */
final class Classification {
    /** When PayPal does not say how long, and the most that it is believed. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private static final Set<String> RETRYABLE =
            Set.of("INSTRUMENT_DECLINED", "REDIRECT_PAYER_FOR_ALTERNATE_FUNDING", "PAYER_ACTION_REQUIRED");
    private static final Set<String> DECLINED = Set.of(
            "TRANSACTION_REFUSED",
            "PAYER_CANNOT_PAY",
            "COMPLIANCE_VIOLATION",
            "PAYEE_BLOCKED_TRANSACTION",
            "TRANSACTION_BLOCKED_BY_PAYEE",
            "MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED",
            "TRANSACTION_LIMIT_EXCEEDED",
            "DOMESTIC_TRANSACTION_REQUIRED");
    private static final Set<String> ALREADY_DONE =
            Set.of("ORDER_ALREADY_CAPTURED", "CAPTURE_FULLY_REFUNDED", "SUBSCRIPTION_STATUS_INVALID");
    private static final Set<String> NOT_READY =
            Set.of("ORDER_NOT_APPROVED", "ORDER_COMPLETION_IN_PROGRESS", "PENDING_CAPTURE");
    private static final Set<String> MERCHANT = Set.of(
            "PAYEE_ACCOUNT_RESTRICTED",
            "PAYEE_ACCOUNT_LOCKED_OR_CLOSED",
            "PAYEE_ACCOUNT_INVALID",
            "TRANSACTION_RECEIVING_LIMIT_EXCEEDED",
            "CURRENCY_NOT_SUPPORTED_FOR_RECEIVER");

    private Classification() {}

    static Reply<JsonNode> of(Answer answer, Instant now) {
        int status = answer.status();
        if (status == 0) {
            return new Reply.Unknown<>(answer.whyNone(), null);
        }
        if (status == 200 || status == 201 || status == 202 || status == 204) {
            return success(answer);
        }
        if (status == 429) {
            return new Reply.Throttled<>(pause(answer.retryAfter(), now));
        }
        // A redirect is no answer of PayPal's API; a conflict is the same call still under way, or may be.
        if (status < 400 || status >= 500 || status == 408 || status == 409) {
            return new Reply.Unknown<>("status " + status, answer.debugId());
        }
        List<String> issues = issues(answer);
        return new Reply.Refused<>(refusal(status, issues), issues.getFirst(), answer.debugId());
    }

    private static Reply<JsonNode> success(Answer answer) {
        try {
            return new Reply.Done<>(Json.read(answer.body()), answer.debugId());
        } catch (IOException notJson) {
            return new Reply.Unknown<>("status " + answer.status() + " without JSON", answer.debugId());
        }
    }

    private static Refusal refusal(int status, List<String> issues) {
        return switch (status) {
            case 401 -> Refusal.CREDENTIALS;
            case 403 -> Refusal.MERCHANT;
            case 404 -> Refusal.GONE;
            case 422 ->
                issues.stream()
                        .map(Classification::refusal)
                        .filter(refusal -> refusal != Refusal.OUR_FAULT)
                        .findFirst()
                        .orElse(Refusal.OUR_FAULT);
            default -> Refusal.OUR_FAULT;
        };
    }

    private static Refusal refusal(String issue) {
        if (RETRYABLE.contains(issue)) {
            return Refusal.DECLINED_RETRYABLE;
        }
        if (DECLINED.contains(issue) || issue.startsWith("PAYER_ACCOUNT_")) {
            return Refusal.DECLINED;
        }
        if (ALREADY_DONE.contains(issue)) {
            return Refusal.ALREADY_DONE;
        }
        if (NOT_READY.contains(issue)) {
            return Refusal.NOT_READY;
        }
        return MERCHANT.contains(issue) || issue.startsWith("PERMISSION_DENIED") ? Refusal.MERCHANT : Refusal.OUR_FAULT;
    }

    /** PayPal's codes, the more exact first; errors of its token endpoint have another shape than all others. */
    private static List<String> issues(Answer answer) {
        List<String> issues = new ArrayList<>();
        try {
            JsonNode body = Json.read(answer.body());
            body.path("details").forEach(detail -> add(issues, detail.path("issue")));
            add(issues, body.path("name"));
            add(issues, body.path("error"));
        } catch (IOException notJson) {
            // The status alone has to do.
        }
        if (issues.isEmpty()) {
            issues.add("status " + answer.status());
        }
        return issues;
    }

    private static void add(List<String> issues, JsonNode code) {
        // It is kept and shown to staff: nothing but codes.
        if (code.isTextual() && code.textValue().matches("[A-Za-z0-9_]{1,80}")) {
            issues.add(code.textValue());
        }
    }

    private static Duration pause(@Nullable String retryAfter, Instant now) {
        Duration asked = PAUSE;
        try {
            if (retryAfter != null) {
                asked = retryAfter.matches("[0-9]{1,9}")
                        ? Duration.ofSeconds(Long.parseLong(retryAfter))
                        : Duration.between(now, ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME));
            }
        } catch (DateTimeException notATime) {
            // As if it had not been said.
        }
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }
}
