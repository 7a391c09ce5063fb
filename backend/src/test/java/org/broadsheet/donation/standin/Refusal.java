package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** PayPal says no: a status, an issue code, and where in the request it lies. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final int status;
    final String issue;
    String field = "";
    String value = "";
    String name = "";
    transient ObjectNode link;

    private Refusal(int status, String issue) {
        super(status + " " + issue, null, false, false);
        this.status = status;
        this.issue = issue;
    }

    static Refusal of(int status, String issue) {
        return new Refusal(status, issue);
    }

    /** A 404 as every API words it. */
    static Refusal gone() {
        return of(404, "INVALID_RESOURCE_ID");
    }

    Refusal at(String pointer, String given) {
        field = pointer;
        value = given;
        return this;
    }

    Refusal with(ObjectNode helpfulLink) {
        link = helpfulLink;
        return this;
    }

    Refusal named(String errorName) {
        name = errorName;
        return this;
    }
}
