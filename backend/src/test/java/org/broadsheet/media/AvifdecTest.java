package org.broadsheet.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.broadsheet.testsupport.Pictures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the program does that unpacks AVIFs, it does to itself. Scripts stand in for it, which behave until the start is over. */
class AvifdecTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    @TempDir
    Path rooms;

    @TempDir
    Path elsewhere;

    private Path program;

    @BeforeEach
    void furnish() throws IOException {
        program = elsewhere.resolve("avifdec");
        Files.write(elsewhere.resolve("lying"), Pictures.png(8, 4, Color.WHITE));
        Files.write(elsewhere.resolve("standing"), Pictures.png(4, 8, Color.WHITE));
        Files.write(elsewhere.resolve("other"), Pictures.png(401, 200, Color.WHITE));
        Files.write(elsewhere.resolve("a.jpeg"), Pictures.written("jpeg", 400, 200, Color.WHITE));
        Files.write(elsewhere.resolve("huge"), Pictures.pngHeader(60_000, 60_000));
    }

    @ParameterizedTest
    @CsvSource({
        "sleep 60, takes too long",
        "sleep 60 & sleep 60, takes too long",
        "while :; do :; done, takes too long",
        "while :; do echo words; done, takes too long",
        "kill -SEGV $$, cannot be read",
        "exit 3, cannot be read",
        "exit 0, cannot be read",
        "echo words > picture.png, cannot be read",
        "cp $home/other picture.png, cannot be read",
        "cp $home/a.jpeg picture.png, cannot be read",
        "cp $home/huge picture.png, cannot be read"
    })
    void a_decoder_that_fails_takes_nobody_along_and_leaves_nothing(String act, String words) throws IOException {
        Avifdec avifdec = avifdec("lying", act);
        long start = System.nanoTime();

        assertThatThrownBy(() -> renditions(avifdec, "upright"))
                .isInstanceOf(UnusablePicture.class)
                .hasMessageContaining(words);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT.multipliedBy(2));
        assertThat(rooms).isEmptyDirectory();
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .noneMatch(left -> left.info().commandLine().orElse("").contains(program.toString()));
    }

    @Test
    void one_that_turns_pictures_itself_is_seen_through_at_the_start() throws IOException {
        byte[] upright = Pictures.png(200, 400, Color.GREEN);
        Files.write(elsewhere.resolve("turned"), upright);
        Avifdec avifdec = avifdec("standing", "cp $home/turned picture.png");

        List<Renditions.Made> made = renditions(avifdec, "turned");

        BufferedImage shown = Pictures.read(made.getFirst().bytes());
        assertThat(shown.getWidth() + "x" + shown.getHeight()).isEqualTo("200x400");
        assertThat(rooms).isEmptyDirectory();
    }

    @Test
    void it_has_little_and_is_told_nothing_of_our_surroundings() throws IOException {
        Avifdec avifdec = avifdec("lying", "env > $home/told; ulimit -f > $home/most; exit 1");

        assertThatThrownBy(() -> renditions(avifdec, "upright")).isInstanceOf(UnusablePicture.class);

        assertThat(Files.readAllLines(elsewhere.resolve("told")))
                .allMatch(line -> line.matches("(PWD|OLDPWD|SHLVL|_)=.*"));
        assertThat(elsewhere.resolve("most")).content().startsWith("1000000");
    }

    @Test
    void one_that_is_not_there_or_does_not_work_is_none() throws IOException {
        assertThat(new Avifdec("no-such-program", rooms, LIMIT).isHere()).isFalse();
        assertThat(new Avifdec("", rooms, LIMIT).isHere()).isFalse();
        assertThat(avifdec("no-such-picture", "exit 0").isHere()).isFalse();
        assertThat(rooms).isEmptyDirectory();
    }

    /** @param first what is given for the picture that is tried at the start */
    private Avifdec avifdec(String first, String act) throws IOException {
        Files.writeString(
                program,
                "#!/bin/sh\nhome=" + elsewhere + "\ncase $1 in --help) exit 0 ;; esac\n"
                        + "[ -e $home/tried ] || { touch $home/tried; exec cp $home/" + first + " picture.png; }\n"
                        + act
                        + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Avifdec(program.toString(), rooms, LIMIT);
    }

    private static List<Renditions.Made> renditions(Avifdec avifdec, String name) throws IOException {
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(Pictures.avif(name)))) {
            return avifdec.renditions(PictureHeader.read(input), input);
        }
    }
}
