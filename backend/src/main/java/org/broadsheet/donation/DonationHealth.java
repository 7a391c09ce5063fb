package org.broadsheet.donation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.broadsheet.donation.PaymentProvider.Check;
import org.jboss.logging.Logger;

/**
 * Whether donations can work, in one sentence: in the log whenever it changes, and among the details of
 * {@link DonationReadiness}.
 */
@ApplicationScoped
class DonationHealth {
    private static final Logger LOG = Logger.getLogger(DonationHealth.class);
    private static final String WELL = "All is well.";

    private final Provider provider;
    private volatile String said = "Not looked at yet.";

    DonationHealth(Provider provider) {
        this.provider = provider;
    }

    /** Asks the provider. @return each check, in words for staff; empty when no donations are taken */
    List<Check> look() {
        PaymentProvider over = provider.chosen().orElse(null);
        if (over == null) {
            return List.of();
        }
        List<Check> checks = over.selfTest();
        say(over, sentence(checks));
        return checks;
    }

    private synchronized void say(PaymentProvider over, String sentence) {
        if (sentence.equals(said)) {
            return;
        }
        if (!sentence.equals(WELL)) {
            LOG.warnf("Donations by %s: %s", over.id(), sentence);
        } else if (!said.startsWith("Not")) {
            LOG.infof("Donations by %s: %s", over.id(), sentence);
        }
        said = sentence;
    }

    private static String sentence(List<Check> checks) {
        List<Check> failed = checks.stream().filter(check -> !check.isSo()).toList();
        if (failed.isEmpty()) {
            return WELL;
        }
        String others = failed.size() == 1 ? "" : " (and " + (failed.size() - 1) + " more)";
        return "It is not so that “" + failed.getFirst().what() + "”" + others + ". "
                + failed.getFirst().remedy();
    }

    /** What the last look said. */
    String said() {
        return provider.chosen().isPresent() ? said : "No donations are taken.";
    }
}
