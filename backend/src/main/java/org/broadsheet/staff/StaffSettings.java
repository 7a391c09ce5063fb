package org.broadsheet.staff;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How staff sign in. */
@ConfigMapping(prefix = "broadsheet.staff")
interface StaffSettings {
    /** 32 bytes in Base64 that secrets are sealed with; absent: kept in a file of the data directory. */
    Optional<String> key();

    /** Whether whoever may do more than write needs a second factor. */
    boolean secondFactor();

    /** A session ends after so long without a request. */
    @WithDefault("30M")
    Duration idle();

    /** A session ends after so long, whatever happens. */
    @WithDefault("12H")
    Duration longest();

    /** What gives power or money away needs a sign-in that is no older. */
    @WithDefault("15M")
    Duration recent();

    /** How often this node looks for letters to send; it does not when this is zero. */
    @WithDefault("2S")
    Duration letters();
}
