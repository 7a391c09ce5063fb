package org.broadsheet.donation.paypal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.broadsheet.donation.Money;
import org.broadsheet.donation.Reply;
import org.broadsheet.donation.Reply.Refusal;
import org.broadsheet.donation.Statement;
import org.broadsheet.donation.Statement.Kind;
import org.broadsheet.donation.Statement.Line;
import org.broadsheet.donation.paypal.Wire.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The statement as PayPal may write it where the stand-in does not. */
class PayPalStatementTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final String ROW = """
            {"transaction_info":{"transaction_id":"6MB84213UE7719205","paypal_reference_id":"8XJ31265RT410943K",
              "transaction_event_code":"%s","transaction_initiation_date":"%s","transaction_status":"%s",
              "transaction_amount":{"currency_code":"%s","value":"%s"},
              "fee_amount":{"currency_code":"EUR","value":"-0.97"},
              "invoice_id":"INV-1","custom_field":"dn_1"}}""";

    private final List<String> asked = new ArrayList<>();
    private Function<String, Answer> answering = query -> json(404, "{}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T09:03:40Z",
                "2026-11-23T09:03:40+0000",
                "2026-11-23T01:03:40-0800",
                "2026-11-23T10:03:40.000+01:00"
            })
    void times_are_read_with_every_kind_of_offset(String time) {
        tells(row("T0006", time, "S", "EUR", "25.00"));

        assertThat(lines())
                .containsExactly(new Line(
                        "6MB84213UE7719205",
                        Kind.PAYMENT,
                        "8XJ31265RT410943K",
                        List.of("dn_1", "INV-1"),
                        new Money(2500, "EUR"),
                        new Money(97, "EUR"),
                        Instant.parse("2026-11-23T09:03:40Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "T0006, 25.00, PAYMENT, 2500",
        "T0002, 25.00, PAYMENT, 2500",
        "T1107, -25.00, REFUND, -2500",
        "T1106, -25.00, REVERSAL, -2500",
        "T1201, -25.00, REVERSAL, -2500",
        "T1202, 25.00, REVERSAL, 2500",
    })
    void what_moved_is_told_by_its_code(String code, String value, Kind kind, long minor) {
        tells(row(code, "2026-11-23T09:03:40Z", "S", "EUR", value));

        assertThat(lines()).singleElement().satisfies(line -> {
            assertThat(line.kind()).isEqualTo(kind);
            assertThat(line.amount()).isEqualTo(new Money(minor, "EUR"));
        });
    }

    @ParameterizedTest
    @CsvSource({
        // Held during a dispute, a fee that came back, a payout to the bank, a conversion.
        "T1110, S, EUR, -25.00",
        "T1108, S, EUR, 0.97",
        "T0400, S, EUR, -25.00",
        "T0200, S, EUR, -25.00",
        "T0006, P, EUR, 25.00",
        "T0006, D, EUR, 25.00",
        "T0006, S, EUR, 25.001",
        "T0006, S, JPY, 25.50",
        "T0006, S, EUR, ''",
    })
    void what_did_not_move_for_a_gift_is_left_out(String code, String status, String currency, String value) {
        tells(row(code, "2026-11-23T09:03:40Z", status, currency, value));

        assertThat(lines()).isEmpty();
    }

    @Test
    void it_is_complete_up_to_when_paypal_refreshed_it() {
        answering = query -> json(200, """
                {"transaction_details":[%s,%s],"total_pages":1,"last_refreshed_datetime":"2026-11-23T12:00:00+0000"}""".formatted(
                        row("T0006", "2026-11-23T09:03:40Z", "S", "EUR", "25.00"),
                        row("T0006", "2026-11-23T13:03:40Z", "S", "EUR", "25.00")
                                .replace("6MB84213UE7719205", "7MB84213UE7719205")));

        Statement statement = done(read(Duration.ofDays(1)));

        assertThat(statement.upTo()).isEqualTo(Instant.parse("2026-11-23T12:00:00Z"));
        assertThat(statement.lines()).extracting(Line::id).containsExactly("6MB84213UE7719205");
    }

    @Test
    void no_call_asks_for_more_than_31_days_and_all_ask_for_what_is_needed_alone() {
        answering = query -> json(200, "{\"total_pages\":1}");

        Statement statement = done(read(Duration.ofDays(100)));

        assertThat(statement.upTo()).isEqualTo(NOW);
        assertThat(asked).hasSize(4).allSatisfy(query -> assertThat(query).contains("fields=transaction_info"));
        assertThat(asked.getFirst()).contains("start_date=2026-08-16T08:00:00Z", "end_date=2026-09-16T08:00:00Z");
        assertThat(asked.getLast()).contains("start_date=2026-11-17T08:00:00Z", "end_date=2026-11-24T08:00:00Z");
    }

    @Test
    void a_part_that_fails_makes_the_whole_unknown_and_never_short() {
        answering = query -> query.contains("2026-10-17") ? Answer.none("reset") : json(200, "{\"total_pages\":1}");

        assertThat(read(Duration.ofDays(100))).isInstanceOf(Reply.Unknown.class);
    }

    @Test
    void that_it_may_not_be_read_is_told_apart() {
        answering = query -> json(403, "{\"name\":\"NOT_AUTHORIZED\"}");

        assertThat(read(Duration.ofDays(1)))
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.MERCHANT));
    }

    @Test
    void too_many_in_too_short_a_time_end() {
        answering = query -> json(400, "{\"name\":\"RESULTSET_TOO_LARGE\"}");

        assertThat(read(Duration.ofHours(1))).isInstanceOf(Reply.Refused.class);
        assertThat(asked).hasSizeLessThan(10);
    }

    private void tells(String row) {
        answering = query -> json(200, "{\"transaction_details\":[" + row + "],\"total_pages\":1}");
    }

    private static String row(String code, String time, String status, String currency, String value) {
        return ROW.formatted(code, time, status, currency, value);
    }

    private List<Line> lines() {
        return done(read(Duration.ofDays(1).plusHours(1))).lines();
    }

    private Reply<Statement> read(Duration back) {
        Wire wire = ask -> {
            if (ask.address().getPath().endsWith("/token")) {
                return json(200, "{\"access_token\":\"t0ken\",\"expires_in\":32400}");
            }
            asked.add(ask.address().getQuery());
            return answering.apply(ask.address().getQuery());
        };
        PayPalCalls calls =
                new PayPalCalls(PayPalAccount.of(Settings.sandbox()), wire, Clock.fixed(NOW, ZoneOffset.UTC));
        return new Statements(calls).read(NOW.minus(back), NOW);
    }

    private static Answer json(int status, String text) {
        return new Answer(status, text.getBytes(UTF_8), "d3bug", null, "");
    }

    private static <T> T done(Reply<T> reply) {
        assertThat(reply).isInstanceOf(Reply.Done.class);
        return ((Reply.Done<T>) reply).value();
    }
}
