package org.broadsheet.staff;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.broadsheet.shared.InForce;
import org.broadsheet.shared.Setting;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How those come in who work here, and for how long. */
@ApplicationScoped
class SessionsInForce implements InForce {
    private final StaffSettings settings;
    private final boolean hasMail;

    SessionsInForce(StaffSettings settings, @ConfigProperty(name = "broadsheet.mail.host") Optional<String> host) {
        this.settings = settings;
        this.hasMail = host.isPresent();
    }

    @Override
    public Group inForce() {
        return new Group(
                "sessions",
                List.of(
                        Setting.duration("idle", settings.idle(), "A session ends after so long without a request")
                                .by("BROADSHEET_STAFF_IDLE"),
                        Setting.duration("longest", settings.longest(), "A session ends after so long in any case")
                                .by("BROADSHEET_STAFF_LONGEST"),
                        Setting.duration(
                                        "recent",
                                        settings.recent(),
                                        "What gives power or money away needs a sign-in no older than this")
                                .by("BROADSHEET_STAFF_RECENT"),
                        Setting.flag(
                                        "secondFactor",
                                        settings.secondFactor(),
                                        "Whoever may do more than write drafts needs a second factor")
                                .by("BROADSHEET_SECOND_FACTOR"),
                        Setting.number("tries", Attempts.BOTH, "Wrong tries at one account from one place"),
                        Setting.duration("triesWithin", Attempts.WINDOW, "The time that tries are counted in"),
                        link("invitation", StaffLinks.INVITATION, "How long an invitation works"),
                        link("newPassword", StaffLinks.RESET, "How long a link to a new password works"),
                        link("setup", StaffLinks.SETUP, "How long the link to the first account works"),
                        Setting.duration(
                                "longestToken",
                                Duration.ofDays(StaffForms.LONGEST_TOKEN_DAYS),
                                "A personal token ends after so long at most"),
                        Setting.flag(
                                        "key",
                                        settings.key().isPresent(),
                                        "The key of staff accounts is set; else it is kept in the data directory")
                                .by("BROADSHEET_STAFF_KEY"),
                        Setting.flag("mail", hasMail, "Letters go out by a mail server; else links are handed over")
                                .by("BROADSHEET_MAIL_HOST")));
    }

    private static Setting link(String name, String kind, String about) {
        return Setting.duration(name, StaffLinks.life(kind), about);
    }
}
