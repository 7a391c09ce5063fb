package org.broadsheet.media;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Files of pictures, in the data directory, named by their content: a name never means other bytes. */
@ApplicationScoped
class MediaStore {
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{2}/[0-9a-f]{40}-[0-9]{1,4}\\.(jpg|webp)");

    private final Path root;

    MediaStore(@ConfigProperty(name = "broadsheet.data") String data) {
        this.root = Path.of(data).toAbsolutePath().normalize().resolve("media");
    }

    /** Keeps bytes under a name; whole or not at all, whenever the process dies. */
    void put(String name, byte[] bytes) {
        Path file = root.resolve(checked(name));
        try {
            if (Files.exists(file)) {
                return;
            }
            Files.createDirectories(file.getParent());
            Path half = Files.createTempFile(file.getParent(), "half-", ".tmp");
            Files.write(half, bytes);
            try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException("The picture cannot be kept in " + root, failed);
        }
    }

    /** The file of that name, or empty when there is none or the name is not one of ours. */
    Optional<Path> get(String name) {
        return Optional.of(name)
                .filter(text -> NAME.matcher(text).matches())
                .map(root::resolve)
                .filter(Files::isRegularFile);
    }

    /** Removes the file of that name, if there is one. */
    void remove(String name) {
        try {
            Files.deleteIfExists(root.resolve(checked(name)));
        } catch (IOException failed) {
            throw new UncheckedIOException("The picture cannot be removed from " + root, failed);
        }
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a name of a picture: " + name);
        }
        return name;
    }
}
