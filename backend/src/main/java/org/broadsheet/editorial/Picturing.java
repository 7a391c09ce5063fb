package org.broadsheet.editorial;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.broadsheet.article.Publishing;
import org.broadsheet.media.Description;
import org.broadsheet.media.Images;
import org.broadsheet.media.UnusablePicture;
import org.broadsheet.shared.Problem.Fault;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Audit;
import org.broadsheet.staff.Right;

/** How pictures are taken in, described and thrown away. */
@ApplicationScoped
class Picturing {
    private final Images images;
    private final Pictures pictures;
    private final Publishing publishing;
    private final Audit audit;

    Picturing(Images images, Pictures pictures, Publishing publishing, Audit audit) {
        this.images = images;
        this.pictures = pictures;
        this.publishing = publishing;
        this.audit = audit;
    }

    /**
     * Takes a picture in; the same bytes again give the picture that is here, as it is.
     *
     * @throws ProblemException when it is no picture that is taken
     */
    Images.Taken take(Actor actor, InputStream bytes, Description description) {
        Images.Developed developed = developed(bytes);
        return QuarkusTransaction.requiringNew().call(() -> {
            Images.Taken taken = images.keep(developed, description, actor.id());
            if (taken.isNew()) {
                audit.note(actor, "image.added", subject(taken.id()), Map.of());
            }
            return taken;
        });
    }

    /** By way of a file: a picture that waits for its turn takes no memory. */
    private Images.Developed developed(InputStream bytes) {
        try {
            Path file = Files.createTempFile("picture-", ".tmp");
            try {
                copy(bytes, file);
                return images.develop(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (UnusablePicture unusable) {
            throw new ProblemException(
                    unusable.isOtherFormat() ? ProblemKind.UNSUPPORTED_MEDIA_TYPE : ProblemKind.INVALID_BODY,
                    String.valueOf(unusable.getMessage()));
        } catch (IOException failed) {
            throw new UncheckedIOException("An upload cannot be kept for the moment", failed);
        }
    }

    private static void copy(InputStream bytes, Path file) throws IOException {
        byte[] part = new byte[65_536];
        try (OutputStream kept = Files.newOutputStream(file)) {
            for (int length = arrived(bytes, part); length >= 0; length = arrived(bytes, part)) {
                kept.write(part, 0, length);
            }
        }
    }

    /** A client that hangs up, or sends more than is taken, is no fault of ours. */
    private static int arrived(InputStream bytes, byte[] part) {
        try {
            return bytes.read(part);
        } catch (IOException hungUp) {
            throw new ProblemException(
                    ProblemKind.MALFORMED_REQUEST,
                    "The picture did not arrive whole, or is larger than is taken here. Send it again.");
        }
    }

    /** Says what a picture shows. What readers see is changed by those who publish, and stays complete. */
    void describe(Actor actor, UUID id, int version, Description description) {
        QuarkusTransaction.requiringNew().run(() -> {
            Images.Held held = held(id);
            List<PictureView.Use> shown = pictures.uses(actor, id).stream()
                    .filter(PictureView.Use::isPublic)
                    .toList();
            if (!shown.isEmpty() && !actor.may(Right.PUBLISH)) {
                throw new ProblemException(
                        ProblemKind.NOT_PERMITTED, "Readers see this picture. Editors may change what is said of it.");
            }
            refuseStale(held, version);
            if (!shown.isEmpty() && !description.isComplete()) {
                throw new ProblemException(
                        ProblemKind.INVALID_BODY,
                        "Readers see this picture, and it keeps an alternative text and a credit.",
                        List.of(Fault.pointer(description.alt() == null ? "/alt" : "/credit", "is needed")));
            }
            images.describe(id, description);
            shown.forEach(use -> publishing.redescribe(use.id()));
            audit.note(actor, "image.described", subject(id), Map.of());
        });
    }

    /** Throws a picture away that no article uses, with its files. */
    void delete(Actor actor, UUID id, int version) {
        Images.Held gone = QuarkusTransaction.requiringNew().call(() -> {
            Images.Held held = held(id);
            boolean isOwn = pictures.adder(id).filter(actor.id()::equals).isPresent();
            if (!isOwn && !actor.may(Right.PUBLISH)) {
                throw new ProblemException(
                        ProblemKind.NOT_PERMITTED, "A colleague took this picture in. Editors may delete it.");
            }
            refuseStale(held, version);
            refuseUsed(pictures.uses(actor, id));
            images.delete(held);
            audit.note(actor, "image.deleted", subject(id), Map.of());
            return held;
        });
        images.clear(gone);
    }

    private Images.Held held(UUID id) {
        return images.held(id).orElseThrow(() -> ProblemException.notFound("picture"));
    }

    private void refuseStale(Images.Held held, int version) {
        if (held.version() != version) {
            throw ProblemException.stale(
                    "Somebody changed what is said of it meanwhile; nothing was overwritten. `current` is what it is now.",
                    pictures.find(held.id()).orElseThrow());
        }
    }

    private static void refuseUsed(List<PictureView.Use> uses) {
        if (!uses.isEmpty()) {
            String names = uses.stream()
                    .map(use -> use.headline().isEmpty() ? "an article of a colleague's" : "‘" + use.headline() + "’")
                    .distinct()
                    .limit(10)
                    .collect(Collectors.joining(", "));
            throw new ProblemException(
                    ProblemKind.CONFLICT, "It is used in " + names + ". Take it out there first, then delete it.");
        }
    }

    private static Audit.Subject subject(UUID id) {
        return new Audit.Subject("image", id.toString());
    }
}
