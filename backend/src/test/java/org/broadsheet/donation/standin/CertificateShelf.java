package org.broadsheet.donation.standin;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;

/** The addresses under which the signing certificates lie. */
record CertificateShelf(String id, String expiredId) {
    private static final String PREFIX = "/v1/notifications/certs/";

    CertificateShelf(Ids ids) {
        this(ids.certificate(), ids.certificate() + "-old");
    }

    String path() {
        return PREFIX + id;
    }

    String expiredPath() {
        return PREFIX + expiredId;
    }

    Answer answer(String path) {
        return pem(path).map(pem -> Answer.ok(TextNode.valueOf(pem))).orElse(new Answer(404, null, ""));
    }

    private Optional<String> pem(String path) {
        if (path.equals(path())) {
            return Optional.of(Certificates.pem(Certificates.get().leaf()));
        }
        return path.equals(expiredPath())
                ? Optional.of(Certificates.pem(Certificates.get().expired()))
                : Optional.empty();
    }
}
