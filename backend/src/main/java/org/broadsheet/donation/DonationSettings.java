package org.broadsheet.donation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How this newsroom takes donations. */
@ConfigMapping(prefix = "broadsheet.donations")
interface DonationSettings {
    /** {@code paypal}, {@code demo}, or {@code off}. */
    String provider();

    /** Whether this is a site in earnest: then nothing but live money is taken. */
    boolean live();

    /** Whether new gifts are taken; those that are under way go on either way. */
    boolean open();

    /** The currencies that are offered, the default first; those that the provider does not take are left out. */
    List<String> currencies();

    /** Donations that one address may begin in ten minutes. */
    int perAddress();

    /** Donations that may be begun in a minute, by whomever. */
    int perMinute();

    /** From so much on, in minor units of whatever currency, a refund needs a second person's word; 0 for never. */
    long secondPersonFrom();

    /** How often this node looks for what is due. */
    @WithDefault("2S")
    Duration every();

    /** How long after events made us ask the provider about a donation they may do so again. */
    @WithDefault("5S")
    Duration betweenEvents();

    /** Whether this node looks after what is due. */
    @WithDefault("true")
    boolean work();
}
