package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The person who pays at PayPal; whatever the product stores of this without consent is a finding. */
public record Payer(String id, String email, String givenName, String surname, String country) {
    static final Payer ADA = new Payer("R5VYH8KQJX3NC", "ada.mills@donor.example", "Ada", "Mills", "DE");

    ObjectNode name() {
        return Json.object().put("given_name", givenName).put("surname", surname);
    }

    ObjectNode source() {
        ObjectNode source =
                Json.object().put("email_address", email).put("account_id", id).put("account_status", "VERIFIED");
        source.set("name", name());
        source.putObject("address").put("country_code", country);
        return source;
    }

    ObjectNode payer() {
        ObjectNode payer = Json.object().put("email_address", email).put("payer_id", id);
        payer.set("name", name());
        payer.putObject("address").put("country_code", country);
        return payer;
    }

    ObjectNode subscriber() {
        ObjectNode subscriber = Json.object().put("email_address", email).put("payer_id", id);
        subscriber.set("name", name());
        return subscriber;
    }
}
