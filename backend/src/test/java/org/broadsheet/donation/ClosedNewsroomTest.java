package org.broadsheet.donation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.donation.standin.Fault;
import org.broadsheet.donation.standin.Operation;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** Row 34 of the failure matrix: a newsroom takes no more gifts, and keeps its word for those it took while it was open. */
@QuarkusTest
@TestProfile(ClosedNewsroomTest.Closed.class)
class ClosedNewsroomTest extends OverPayPalTest {
    @Inject
    Session database;

    @Inject
    Campaigns campaigns;

    @Inject
    Provider provider;

    @Inject
    Begin begin;

    @Inject
    Offers offers;

    @Inject
    ObjectMapper mapper;

    @Inject
    DonationSettings settings;

    @Inject
    Refunding refunding;

    /** As {@code BROADSHEET_DONATIONS_OPEN=false} makes it. */
    public static class Closed extends OverPayPal {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> all = new HashMap<>(super.getConfigOverrides());
            all.put("broadsheet.donations.open", "false");
            return all;
        }
    }

    @Test
    void row_34_no_gift_is_begun_and_the_answer_says_why() {
        post(UUID.randomUUID().toString(), body("10", "EUR", "once"))
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("detail", containsString("takes no donations just now"));

        assertThat(newsroom.number("select count(*) from donation")).isZero();
        assertThat(payPal.books().calls()).isEmpty();
    }

    @Test
    void row_34_a_donor_who_asks_again_for_the_gift_he_began_is_given_it() {
        String key = UUID.randomUUID().toString();
        Gift gift = givenWhileOpen(key, "once");

        post(key, body("10", "EUR", "once"))
                .then()
                .statusCode(200)
                .body("id", equalTo(gift.id))
                .body("approvalUrl", containsString(gift.order()));
    }

    @Test
    void row_34_a_gift_that_paypal_had_not_answered_yet_goes_on() {
        payPal.faults().next(Operation.ORDERS_CREATE, Fault.RESET_AFTER);
        Gift gift = givenWhileOpen("once");

        look();
        payPal.approve(gift.order());
        gift.comesBack();

        gift.isPaidOnce();
    }

    @Test
    void row_34_events_settle_what_was_begun() {
        listen();
        Gift gift = givenWhileOpen("once");

        payPal.approve(gift.order());
        hear();

        gift.isPaidOnce();
    }

    @Test
    void row_34_money_can_be_given_back() {
        Gift gift = givenWhileOpen("once");
        payPal.approve(gift.order());
        gift.comesBack();
        UUID payment = UUID.fromString(newsroom.text("select cast(id as text) from payment"));

        refunding.refund(Mira.wish(payment, 400L), Mira.HERSELF);

        gift.isGivenBackOnce(400);
    }

    @Test
    void row_34_a_monthly_gift_runs_on_and_can_be_ended() {
        Gift gift = givenWhileOpen("monthly");
        payPal.approveSubscription(gift.order());
        gift.comesBack();
        assertThat(gift.status()).isEqualTo("active");

        gift.asked().post("/v1/donations/" + gift.id + "/cancel").then().statusCode(200);

        assertThat(gift.status()).isEqualTo("cancelled");
        gift.isBookedAsPayPalHasIt();
    }

    private Gift givenWhileOpen(String frequency) {
        return givenWhileOpen(UUID.randomUUID().toString(), frequency);
    }

    private Gift givenWhileOpen(String key, String frequency) {
        Giving open = new Giving(database, donations, campaigns, provider, begin, new AsANewsroomHasThem(settings));
        byte[] form = body("10", "EUR", frequency).getBytes(StandardCharsets.UTF_8);
        Giving.Given given = open.give(DonationForm.read(form, mapper, offers), key);
        return new Gift(given.donation().id().toString(), given.token());
    }
}
