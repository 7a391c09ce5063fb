package org.broadsheet.media;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.broadsheet.shared.Ids;
import org.broadsheet.shared.Origins;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.broadsheet.shared.SafeHtml;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Pictures: takes them in, and shows them to other rooms. */
@ApplicationScoped
public class Images {
    private static final Logger LOG = Logger.getLogger(Images.class);
    private static final String GONE = "is no picture that is here any more";
    private static final Pattern MARK = Pattern.compile("/media/[0-9a-f]{2}/([0-9a-f]{40})-");
    private static final Pattern FILE = Pattern.compile(MARK + "[0-9]{1,5}\\.(?:jpg|webp)");

    private final Session database;
    private final MediaStore store;
    private final Darkroom darkroom;
    private final ObjectMapper mapper;
    private final Origins origins;

    Images(Session database, MediaStore store, Darkroom darkroom, ObjectMapper mapper, Origins origins) {
        this.database = database;
        this.store = store;
        this.darkroom = darkroom;
        this.mapper = mapper;
        this.origins = origins;
    }

    /** What the table's {@code renditions} column holds, item by item. */
    record StoredRendition(int width, int height, String type, String path) {}

    /** A picture's renditions before they are kept; none where the same picture was here already. */
    public record Developed(String hash, List<Renditions.Made> made) {
        public Developed {
            made = List.copyOf(made);
        }
    }

    /** @param isNew false where the same bytes were taken in before */
    public record Taken(UUID id, boolean isNew) {}

    /**
     * Takes a picture in and makes its renditions; the same bytes again give the picture that is already here.
     *
     * @param alt what is to be seen, never empty
     * @param credit who made it, never empty
     */
    public UUID add(byte[] original, String alt, @Nullable String caption, String credit) {
        Developed developed = develop(
                hash(new ByteArrayInputStream(original)),
                () -> new MemoryCacheImageInputStream(new ByteArrayInputStream(original)));
        return QuarkusTransaction.joiningExisting()
                .call(() -> keep(developed, Description.of(alt, caption, credit), null))
                .id();
    }

    /** Makes the renditions of a picture in a file; to be done outside a transaction. @throws UnusablePicture when it is none */
    public Developed develop(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            return develop(hash(bytes), () -> new FileImageInputStream(file.toFile()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("An upload cannot be read", unreadable);
        }
    }

    private Developed develop(String hash, Darkroom.Negative negative) {
        boolean isKnown =
                QuarkusTransaction.joiningExisting().call(() -> known(hash)).isPresent();
        return new Developed(hash, isKnown ? List.of() : darkroom.develop(negative));
    }

    /** Keeps a picture with its files. @param by who took it in; null for nobody in particular */
    @Transactional(Transactional.TxType.MANDATORY)
    public Taken keep(Developed developed, Description description, @Nullable UUID by) {
        lock(developed.hash());
        Optional<UUID> known = known(developed.hash());
        if (known.isPresent()) {
            return new Taken(known.get(), false);
        }
        if (developed.made().isEmpty()) {
            throw new ProblemException(
                    ProblemKind.CONFLICT, "This very picture was deleted just now. Send it again if it is to stay.");
        }
        List<StoredRendition> stored = new ArrayList<>();
        Map<String, byte[]> files = new HashMap<>();
        for (Renditions.Made made : developed.made()) {
            String path = developed.hash().substring(0, 2)
                    + '/'
                    + developed.hash()
                    + '-'
                    + made.width()
                    + '.'
                    + made.ending();
            files.put(path, made.bytes());
            stored.add(new StoredRendition(made.width(), made.height(), made.type(), path));
        }
        store.put(files);
        UUID id = Ids.next();
        insert(id, developed.hash(), stored, description, by);
        return new Taken(id, true);
    }

    private void insert(
            UUID id, String hash, List<StoredRendition> stored, Description description, @Nullable UUID by) {
        database.createNativeMutationQuery("""
                        insert into image (id, alt, caption, credit, focal_x, focal_y, width_px, height_px, renditions, content_hash,
                            added_by)
                        values (:id, cast(:alt as text), cast(:caption as text), cast(:credit as text), :focalX, :focalY, :width,
                            :height, cast(:renditions as jsonb), :hash, cast(:by as uuid))""")
                .setParameter("id", id)
                .setParameter("alt", description.alt())
                .setParameter("caption", description.caption())
                .setParameter("credit", description.credit())
                .setParameter("focalX", description.focalX())
                .setParameter("focalY", description.focalY())
                .setParameter("width", stored.getLast().width())
                .setParameter("height", stored.getLast().height())
                .setParameter("renditions", json(stored))
                .setParameter("hash", hash)
                .setParameter("by", by)
                .executeUpdate();
    }

    @Transactional
    public boolean exists(UUID id) {
        return database.createNativeQuery("select exists (select 1 from image where id = :id)", Boolean.class)
                .setParameter("id", id)
                .getSingleResult();
    }

    /** What stands in the way of showing a picture to readers, until the transaction ends: it is not there, or not described. */
    @Transactional
    public Optional<String> hindrance(UUID id) {
        return database.createNativeQuery(
                        "select alt is not null and credit is not null from image where id = :id for share",
                        Boolean.class)
                .setParameter("id", id)
                .uniqueResultOptional()
                .map(isDescribed -> isDescribed
                        ? Optional.<String>empty()
                        : Optional.of("needs an alternative text and a credit before it is published"))
                .orElseGet(() -> Optional.of(GONE));
    }

    /** The mark of the picture that an address leads to, as its files are named by it; empty for what is none of ours. */
    public Optional<String> mark(String address) {
        String path = address.startsWith(origins.apiUrl())
                ? address.substring(origins.apiUrl().length())
                : address;
        Matcher file = FILE.matcher(path);
        return file.matches() ? Optional.of(file.group(1)) : Optional.empty();
    }

    /** A text in which our own pictures go by their paths, as it is kept: the API may be found elsewhere tomorrow. */
    public String byPaths(String html) {
        return html.replace("src=\"" + origins.apiUrl() + "/media/", "src=\"/media/");
    }

    /** As {@link #hindrance(UUID)}, for a picture within a text. @param mark its {@link #mark} */
    @Transactional
    public Optional<String> hindrance(String mark) {
        return known(mark).map(this::hindrance).orElseGet(() -> Optional.of(GONE));
    }

    private record ShownRow(
            String mark, @Nullable String alt, @Nullable String credit, int width, int height, String renditions) {}

    /** Our own pictures that a text shows, by the addresses it has them under. */
    @Transactional
    public Function<String, Optional<SafeHtml.Picture>> shownIn(String html) {
        String[] marks = MARK.matcher(html)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toArray(String[]::new);
        if (marks.length == 0) {
            return address -> Optional.empty();
        }
        Map<String, ShownRow> shown = database.createNativeQuery("""
                        select content_hash, alt, credit, width_px, height_px, cast(renditions as text)
                        from image where content_hash = any(:marks)""", ShownRow.class)
                .setParameter("marks", marks)
                .getResultStream()
                .collect(Collectors.toMap(ShownRow::mark, row -> row));
        return address -> mark(address).map(shown::get).map(this::shown);
    }

    private SafeHtml.Picture shown(ShownRow row) {
        List<ImageView.Rendition> renditions = renditions(row.renditions());
        // Very tall pictures have no WebP in their larger widths; those have JPEGs in all.
        boolean hasPacked = renditions.getLast().type().equals("image/webp");
        String type = hasPacked ? "image/webp" : "image/jpeg";
        String sources = renditions.stream()
                .filter(rendition -> rendition.type().equals(type))
                .map(rendition -> rendition.url() + ' ' + rendition.width() + 'w')
                .collect(Collectors.joining(", "));
        return new SafeHtml.Picture(
                widest(renditions),
                sources,
                row.width(),
                row.height(),
                Objects.requireNonNullElse(row.alt(), ""),
                row.credit());
    }

    /** Says what a picture shows. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void describe(UUID id, Description description) {
        database.createNativeMutationQuery("""
                        update image set alt = cast(:alt as text), caption = cast(:caption as text), credit = cast(:credit as text),
                            focal_x = :focalX, focal_y = :focalY, version = version + 1, changed_at = clock_timestamp()
                        where id = :id""")
                .setParameter("alt", description.alt())
                .setParameter("caption", description.caption())
                .setParameter("credit", description.credit())
                .setParameter("focalX", description.focalX())
                .setParameter("focalY", description.focalY())
                .setParameter("id", id)
                .executeUpdate();
    }

    /**
     * A picture that stays as it is until the transaction ends.
     *
     * @param hash which the names of its files hold
     */
    public record Held(UUID id, String hash, int version, List<String> paths) {
        public Held {
            paths = List.copyOf(paths);
        }
    }

    private record HeldRow(UUID id, String hash, int version, String renditions) {}

    /** Locks a picture; empty where it is not here. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<Held> held(UUID id) {
        return database.createNativeQuery(
                        "select id, content_hash, version, cast(renditions as text) from image where id = :id for update",
                        HeldRow.class)
                .setParameter("id", id)
                .uniqueResultOptional()
                .map(row -> new Held(
                        row.id(),
                        row.hash(),
                        row.version(),
                        stored(row.renditions()).stream()
                                .map(StoredRendition::path)
                                .toList()));
    }

    /** Forgets a picture that nobody uses; its files stay until {@link #clear}. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void delete(Held picture) {
        database.createNativeMutationQuery("delete from image where id = :id")
                .setParameter("id", picture.id())
                .executeUpdate();
    }

    /** Removes the files of a picture once it is forgotten for good, unless it was taken in again meanwhile. */
    public void clear(Held gone) {
        QuarkusTransaction.requiringNew().run(() -> {
            lock(gone.hash());
            if (known(gone.hash()).isEmpty()) {
                gone.paths().forEach(this::remove);
            }
        });
    }

    /** What cannot be removed stays, and nobody names it: the picture is gone all the same. */
    private void remove(String path) {
        try {
            store.remove(path);
        } catch (ProblemException | UncheckedIOException failed) {
            LOG.warnf("A file of a picture that is gone cannot be removed: %s", path);
        }
    }

    /** Files and row of one picture come and go together: who holds this is alone with them. */
    private void lock(String hash) {
        database.createNativeQuery(
                        "select 1 from (select pg_advisory_xact_lock(hashtextextended(:hash, 0))) as held",
                        Integer.class)
                .setParameter("hash", hash)
                .getSingleResult();
    }

    private Optional<UUID> known(String hash) {
        return database.createNativeQuery("select id from image where content_hash = :hash", UUID.class)
                .setParameter("hash", hash)
                .uniqueResultOptional();
    }

    /**
     * A picture for the wire, from its row.
     *
     * @param description a complete one
     * @param renditions the column of that name, as JSON text
     */
    public ImageView view(UUID id, Description description, int width, int height, String renditions) {
        String alt = description.alt();
        String credit = description.credit();
        if (alt == null || credit == null) {
            throw new IllegalStateException("Readers are never shown image " + id + ", which is not described");
        }
        List<ImageView.Rendition> shown = renditions(renditions);
        return new ImageView(
                id,
                widest(shown),
                alt,
                description.caption(),
                credit,
                description.focalX(),
                description.focalY(),
                width,
                height,
                shown);
    }

    /** The column {@code renditions} as the API shows it. @param json as the database gives it */
    public List<ImageView.Rendition> renditions(String json) {
        return stored(json).stream()
                .map(one -> new ImageView.Rendition(url(one.path()), one.width(), one.height(), one.type()))
                .toList();
    }

    private List<StoredRendition> stored(String json) {
        try {
            return List.of(mapper.readValue(json, StoredRendition[].class));
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("The renditions of an image cannot be read", damaged);
        }
    }

    /** The one that every program can show. */
    public static String widest(List<ImageView.Rendition> renditions) {
        return renditions.stream()
                .filter(rendition -> rendition.type().equals("image/jpeg"))
                .toList()
                .getLast()
                .url();
    }

    private String url(String path) {
        return origins.apiUrl() + "/media/" + path;
    }

    private String json(List<StoredRendition> stored) {
        try {
            return mapper.writeValueAsString(stored);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("Renditions cannot be written as JSON", broken);
        }
    }

    private static String hash(InputStream bytes) {
        try (DigestInputStream digested = new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"))) {
            digested.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(digested.getMessageDigest().digest())
                    .substring(0, 40);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("A picture cannot be read", unreadable);
        }
    }
}
