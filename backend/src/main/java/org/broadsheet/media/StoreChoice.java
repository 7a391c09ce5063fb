package org.broadsheet.media;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The store that the newsroom has chosen, made at the start, so that a wrong choice is told then. */
class StoreChoice {
    @Produces
    @ApplicationScoped
    @Startup
    MediaStore store(MediaSettings settings, @ConfigProperty(name = "broadsheet.data") String data) {
        return switch (settings.store()) {
            case FILES -> new FileStore(Path.of(data));
            case S3 -> S3Store.reachable(settings);
        };
    }
}
