package org.broadsheet.donation.paypal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.broadsheet.donation.Reply;
import org.broadsheet.donation.Reply.Refusal;
import org.broadsheet.donation.paypal.Wire.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayPalClassificationTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202})
    void success_is_done_whether_new_or_repeated(int status) {
        Reply<JsonNode> reply = of(status, "{\"id\":\"X\"}");

        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Done.class, done -> assertThat(done.debugId()).isEqualTo("d3bug"));
    }

    @Test
    void success_without_content_is_done() {
        assertThat(of(204, "")).isInstanceOf(Reply.Done.class);
    }

    @ParameterizedTest
    @CsvSource({
        "INSTRUMENT_DECLINED, DECLINED_RETRYABLE",
        "REDIRECT_PAYER_FOR_ALTERNATE_FUNDING, DECLINED_RETRYABLE",
        "PAYER_ACTION_REQUIRED, DECLINED_RETRYABLE",
        "TRANSACTION_REFUSED, DECLINED",
        "PAYER_CANNOT_PAY, DECLINED",
        "PAYER_ACCOUNT_RESTRICTED, DECLINED",
        "PAYER_ACCOUNT_LOCKED_OR_CLOSED, DECLINED",
        "COMPLIANCE_VIOLATION, DECLINED",
        "PAYEE_BLOCKED_TRANSACTION, DECLINED",
        "TRANSACTION_BLOCKED_BY_PAYEE, DECLINED",
        "MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED, DECLINED",
        "TRANSACTION_LIMIT_EXCEEDED, DECLINED",
        "DOMESTIC_TRANSACTION_REQUIRED, DECLINED",
        "ORDER_ALREADY_CAPTURED, ALREADY_DONE",
        "CAPTURE_FULLY_REFUNDED, ALREADY_DONE",
        "SUBSCRIPTION_STATUS_INVALID, ALREADY_DONE",
        "ORDER_NOT_APPROVED, NOT_READY",
        "ORDER_COMPLETION_IN_PROGRESS, NOT_READY",
        "PENDING_CAPTURE, NOT_READY",
        "PAYEE_ACCOUNT_RESTRICTED, MERCHANT",
        "PAYEE_ACCOUNT_LOCKED_OR_CLOSED, MERCHANT",
        "PAYEE_ACCOUNT_INVALID, MERCHANT",
        "TRANSACTION_RECEIVING_LIMIT_EXCEEDED, MERCHANT",
        "CURRENCY_NOT_SUPPORTED_FOR_RECEIVER, MERCHANT",
        "DUPLICATE_INVOICE_ID, OUR_FAULT",
        "ITEM_TOTAL_MISMATCH, OUR_FAULT",
        "SOMETHING_NEW, OUR_FAULT"
    })
    void what_cannot_be_processed_is_told_apart_by_its_issue(String issue, Refusal refusal) {
        Reply<JsonNode> reply = of(422, problem("UNPROCESSABLE_ENTITY", issue));

        assertThat(reply).isEqualTo(new Reply.Refused<>(refusal, issue, "d3bug"));
    }

    @ParameterizedTest
    @CsvSource({
        "403, NOT_AUTHORIZED, PERMISSION_DENIED, MERCHANT",
        "403, NOT_AUTHORIZED, PERMISSION_DENIED_FOR_DONATION_ITEMS, MERCHANT",
        "401, AUTHENTICATION_FAILURE, INVALID_ACCOUNT_STATUS, CREDENTIALS",
        "404, RESOURCE_NOT_FOUND, INVALID_RESOURCE_ID, GONE",
        "400, INVALID_REQUEST, INVALID_PARAMETER_VALUE, OUR_FAULT",
        "415, UNSUPPORTED_MEDIA_TYPE, UNSUPPORTED_MEDIA_TYPE, OUR_FAULT",
        "405, METHOD_NOT_ALLOWED, METHOD_NOT_ALLOWED, OUR_FAULT"
    })
    void other_refusals_are_told_apart_by_their_status(int status, String name, String issue, Refusal refusal) {
        assertThat(of(status, problem(name, issue))).isEqualTo(new Reply.Refused<>(refusal, issue, "d3bug"));
    }

    @Test
    void an_error_of_the_token_endpoint_is_read_too() {
        Reply<JsonNode> reply =
                of(401, "{\"error\":\"invalid_client\",\"error_description\":\"Client Authentication failed\"}");

        assertThat(reply).isEqualTo(new Reply.Refused<>(Refusal.CREDENTIALS, "invalid_client", "d3bug"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 408, 409, 301, 302, 307, 100})
    void nobody_knows_what_came_of_it(int status) {
        assertThat(of(status, "{}")).isInstanceOf(Reply.Unknown.class);
    }

    @Test
    void no_answer_is_unknown_and_not_a_failure() {
        Reply<JsonNode> reply = Classification.of(Answer.none("no answer, SocketTimeoutException"), NOW);

        assertThat(reply).isEqualTo(new Reply.Unknown<>("no answer, SocketTimeoutException", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Sorry</html>", "{\"id\":", "{} {}", "{\"id\":1,\"id\":2}"})
    void success_that_cannot_be_read_is_unknown(String body) {
        assertThat(of(201, body)).isInstanceOf(Reply.Unknown.class);
    }

    @Test
    void an_error_page_in_html_is_told_by_its_status() {
        assertThat(of(404, "<html>")).isEqualTo(new Reply.Refused<>(Refusal.GONE, "status 404", "d3bug"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, 30",
                "5, 5",
                "0, 0",
                "999999, 3600",
                "soon, 30",
                "'Tue, 24 Nov 2026 08:01:00 GMT', 60",
                "'Tue, 24 Nov 2026 07:00:00 GMT', 0"
            })
    void too_many_calls_make_a_pause(String retryAfter, long seconds) {
        Answer answer = new Answer(429, "{}".getBytes(UTF_8), null, retryAfter, "");

        assertThat(Classification.of(answer, NOW)).isEqualTo(new Reply.Throttled<>(Duration.ofSeconds(seconds)));
    }

    @Test
    void staff_never_see_foreign_text_for_an_issue() {
        Reply<JsonNode> reply = of(422, problem("<script>", "donor@example.org was refused"));

        assertThat(reply).isEqualTo(new Reply.Refused<>(Refusal.OUR_FAULT, "status 422", "d3bug"));
    }

    private static Reply<JsonNode> of(int status, String body) {
        return Classification.of(new Answer(status, body.getBytes(UTF_8), "d3bug", null, ""), NOW);
    }

    private static String problem(String name, String issue) {
        return "{\"name\":\"%s\",\"message\":\"m\",\"details\":[{\"issue\":\"%s\",\"description\":\"d\"}]}"
                .formatted(name, issue);
    }
}
