package org.broadsheet.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/** Pictures in the data directory. */
final class FileStore implements MediaStore {
    private final Path root;

    /** @param data the data directory */
    FileStore(Path data) {
        this.root = data.toAbsolutePath().normalize().resolve("media");
    }

    @Override
    public void put(Map<String, byte[]> files) {
        files.forEach(this::put);
    }

    private void put(String name, byte[] bytes) {
        Path file = root.resolve(MediaStore.checked(name));
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

    @Override
    public Optional<Kept> get(String name) {
        return has(name) ? Optional.of(new Kept.File(root.resolve(name))) : Optional.empty();
    }

    @Override
    public boolean has(String name) {
        return MediaStore.isName(name) && Files.isRegularFile(root.resolve(name));
    }

    @Override
    public void remove(String name) {
        try {
            Files.deleteIfExists(root.resolve(MediaStore.checked(name)));
        } catch (IOException failed) {
            throw new UncheckedIOException("The picture cannot be removed from " + root, failed);
        }
    }
}
