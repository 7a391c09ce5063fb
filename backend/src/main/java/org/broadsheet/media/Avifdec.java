package org.broadsheet.media;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.broadsheet.media.PictureHeader.Format;
import org.jboss.logging.Logger;

/**
 * Unpacks AVIFs by the program of that name, of libavif, in a process of its own: a file that breaks or stops a decoder in C does
 * so to nobody else.
 */
@Startup
@ApplicationScoped
class Avifdec {
    private static final Logger LOG = Logger.getLogger(Avifdec.class);
    private static final Duration LIMIT = Duration.ofSeconds(8);
    /** Without a dump of its memory, with so much of it (in KiB), and files of so many blocks; a system that knows no such limit sets none. */
    private static final String WITHIN_LIMITS =
            "ulimit -c 0; ulimit -v 2000000; ulimit -f 1000000; exec nice -n 5 \"$0\" \"$@\"";

    /** Each of them where the version knows it: newer ones take all processors unless they are told. */
    private static final List<String> OPTIONS = List.of(
            "--jobs=1",
            "--depth=8",
            "--png-compress=1",
            "--size-limit=" + PictureHeader.MAX_PIXELS_WHOLE,
            "--dimension-limit=" + PictureHeader.MAX_SIDE);

    private final Path rooms;
    private final Duration limit;
    private final Optional<Program> program;

    /** @param isTurning whether it turns pictures upright itself, as versions of 2026 do and older ones do not */
    private record Program(Path file, List<String> options, boolean isTurning) {}

    @Inject
    Avifdec(MediaSettings settings) {
        this(settings.avifdec(), Path.of(System.getProperty("java.io.tmpdir")), LIMIT);
    }

    /**
     * @param name of the program, or its path
     * @param rooms where it works, a folder for each picture
     */
    Avifdec(String name, Path rooms, Duration limit) {
        this.rooms = rooms;
        this.limit = limit;
        this.program = found(name).flatMap(this::tried);
        program.ifPresentOrElse(
                found -> LOG.infof("AVIF is taken, by %s", found.file()),
                () -> LOG.infof("AVIF is not taken: there is no %s that works", name));
    }

    boolean isHere() {
        return program.isPresent();
    }

    /** @throws UnusablePicture when pictures of this kind are not taken */
    void refuseUnread(PictureHeader header) {
        if (header.format() == Format.AVIF && program.isEmpty()) {
            throw UnusablePicture.otherFormat(
                    "The server lacks the program avifdec, without which no AVIF is read. Ask for the package libavif-bin, "
                            + "or save the picture as JPEG, and send that.");
        }
    }

    /** As {@link Renditions#of}, by way of a PNG. @throws UnusablePicture when it cannot be unpacked, or is another than its header says */
    List<Renditions.Made> renditions(PictureHeader header, ImageInputStream input) throws IOException {
        try (Room room = Room.furnished(rooms, input)) {
            return renditions(program.orElseThrow(), header, room);
        }
    }

    private List<Renditions.Made> renditions(Program with, PictureHeader header, Room room) {
        try {
            run(with.file(), with.options(), room);
            try (ImageInputStream png = new FileImageInputStream(room.png().toFile())) {
                return Renditions.of(seen(with, header, header(png)), png);
            }
        } catch (IOException failed) {
            throw UnusablePicture.damaged(failed);
        }
    }

    /** What is wrong with what the program gave is no word to whoever sent something else. */
    private static PictureHeader header(ImageInputStream png) throws IOException {
        try {
            return PictureHeader.read(png);
        } catch (UnusablePicture other) {
            throw new IOException("it gave no picture that is taken", other);
        }
    }

    private static PictureHeader seen(Program with, PictureHeader header, PictureHeader png) throws IOException {
        boolean isTurned = with.isTurning() && header.orientation().isTurned();
        int width = isTurned ? header.height() : header.width();
        int height = isTurned ? header.width() : header.height();
        if (png.format() != Format.PNG || png.width() != width || png.height() != height) {
            throw new IOException("its sizes contradict each other");
        }
        // Newer versions hand on what a camera noted, which says nothing here: AVIF has its own notes of turns.
        return new PictureHeader(
                Format.PNG,
                width,
                height,
                png.bitsPerPixel(),
                false,
                with.isTurning() ? Orientation.UPRIGHT : header.orientation());
    }

    private static Optional<Path> found(String name) {
        return Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .map(folder -> Path.of(folder).resolve(name).toAbsolutePath())
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** Unpacks a picture that lies and is to stand, by which it tells what it does. */
    private Optional<Program> tried(Path file) {
        try (InputStream lying = Objects.requireNonNull(Avifdec.class.getResourceAsStream("/media/turned.avif"));
                Room room = Room.furnished(rooms, new MemoryCacheImageInputStream(lying))) {
            run(file, List.of("--help"), room);
            String help = Files.readString(room.said(), StandardCharsets.ISO_8859_1);
            List<String> options = OPTIONS.stream()
                    .map(option -> option.split("="))
                    .filter(option -> help.contains(option[0] + ' '))
                    .flatMap(Arrays::stream)
                    .toList();
            run(file, options, room);
            try (ImageInputStream png = new FileImageInputStream(room.png().toFile())) {
                PictureHeader header = header(png);
                return Optional.of(new Program(file, options, header.height() > header.width()));
            }
        } catch (IOException | UnusablePicture failed) {
            LOG.warnf("%s does not unpack AVIFs: %s", file, failed.getMessage());
            return Optional.empty();
        }
    }

    private void run(Path file, List<String> options, Room room) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", WITHIN_LIMITS, file.toString()));
        command.addAll(options);
        command.addAll(List.of(room.avif().toString(), room.png().toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(room.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(room.said().toFile());
        builder.environment().clear();
        Process process = builder.start();
        try {
            if (!process.waitFor(limit)) {
                throw UnusablePicture.unfit(
                        "The picture takes too long to be unpacked. Save it smaller, or as JPEG, and send that.");
            }
            if (process.exitValue() != 0) {
                throw new IOException("it ended with " + process.exitValue());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("nobody waits for it any more");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }

    /** A folder for one picture, which goes with all that was left in it. */
    private record Room(Path folder) implements AutoCloseable {
        private static final int BRAND = 8;

        static Room furnished(Path rooms, ImageInputStream input) throws IOException {
            Room room = new Room(Files.createTempDirectory(rooms, "avif-"));
            try {
                room.take(input);
                return room;
            } catch (IOException failed) {
                room.close();
                throw failed;
            }
        }

        /** By the first brand programs choose between the still picture, which is told by the header, and a film beside it. */
        private void take(ImageInputStream input) throws IOException {
            byte[] part = new byte[65_536];
            input.seek(0);
            try (OutputStream kept = Files.newOutputStream(avif())) {
                input.readFully(part, 0, BRAND + 4);
                kept.write(part, 0, BRAND);
                kept.write("avif".getBytes(StandardCharsets.US_ASCII));
                for (int length = input.read(part); length > 0; length = input.read(part)) {
                    kept.write(part, 0, length);
                }
            }
        }

        Path avif() {
            return folder.resolve("picture.avif");
        }

        Path png() {
            return folder.resolve("picture.png");
        }

        /** What the program said, which is its own affair. */
        Path said() {
            return folder.resolve("said.txt");
        }

        @Override
        public void close() throws IOException {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
                for (Path file : left) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }
}
