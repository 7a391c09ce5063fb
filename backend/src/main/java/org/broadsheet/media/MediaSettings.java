package org.broadsheet.media;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where pictures are kept. */
@ConfigMapping(prefix = "broadsheet.media")
interface MediaSettings {
    /** The data directory, or a store that speaks S3. */
    Store store();

    /** The store's address, such as {@code https://s3.example.net}; absent for Amazon's own. */
    Optional<URI> endpoint();

    /** Which part of the store; one that knows none takes any. */
    String region();

    Optional<String> bucket();

    /** Names whose secret it is. */
    Optional<String> keyId();

    /** The secret itself. */
    Optional<String> secret();

    /** A file that holds the secret. */
    Optional<String> secretFile();

    /** Whether the bucket is named in the path, as most stores of one's own want it, or in front of the host. */
    boolean pathStyle();

    /** The program that unpacks AVIFs, by its name or its path; without it none are taken. */
    String avifdec();

    /** Until there is a connection. */
    @WithDefault("2S")
    Duration connecting();

    /** Between two signs of life. */
    @WithDefault("3S")
    Duration silence();

    /** From the question to the end of the answer, a second try included; twice that is below the limit of a transaction. */
    @WithDefault("5S")
    Duration whole();

    /** The stores there are. */
    enum Store {
        FILES,
        S3
    }
}
