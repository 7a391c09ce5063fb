package org.broadsheet.media;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.shared.Ids;
import org.broadsheet.shared.Origins;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Pictures: takes them in, and shows them to other rooms. */
@ApplicationScoped
public class Images {
    private final Session database;
    private final MediaStore store;
    private final ObjectMapper mapper;
    private final Origins origins;

    Images(Session database, MediaStore store, ObjectMapper mapper, Origins origins) {
        this.database = database;
        this.store = store;
        this.mapper = mapper;
        this.origins = origins;
    }

    /** What the table's {@code renditions} column holds, item by item. */
    record StoredRendition(int width, int height, String type, String path) {}

    /**
     * Takes a picture in and makes its renditions; the same bytes again give the picture that is already here.
     *
     * @param alt what is to be seen, never empty
     * @param credit who made it, never empty
     */
    @Transactional
    public UUID add(byte[] original, String alt, @Nullable String caption, String credit) {
        String hash = hash(original);
        Optional<UUID> known = known(hash);
        if (known.isPresent()) {
            return known.get();
        }
        List<StoredRendition> stored = new ArrayList<>();
        for (Renditions.Made made : Renditions.of(original)) {
            String path = hash.substring(0, 2) + '/' + hash + '-' + made.width() + ".jpg";
            store.put(path, made.jpeg());
            stored.add(new StoredRendition(made.width(), made.height(), "image/jpeg", path));
        }
        database.createNativeMutationQuery("""
                        insert into image (id, alt, caption, credit, width_px, height_px, renditions, content_hash)
                        values (:id, :alt, cast(:caption as text), :credit, :width, :height, cast(:renditions as jsonb), :hash)
                        on conflict (content_hash) do nothing""")
                .setParameter("id", Ids.next())
                .setParameter("alt", alt)
                .setParameter("caption", caption)
                .setParameter("credit", credit)
                .setParameter("width", stored.getLast().width())
                .setParameter("height", stored.getLast().height())
                .setParameter("renditions", json(stored))
                .setParameter("hash", hash)
                .executeUpdate();
        // Somebody may have taken in the same picture meanwhile.
        return known(hash).orElseThrow();
    }

    @Transactional
    public boolean exists(UUID id) {
        return database.createNativeQuery("select exists (select 1 from image where id = :id)", Boolean.class)
                .setParameter("id", id)
                .getSingleResult();
    }

    private Optional<UUID> known(String hash) {
        return database.createNativeQuery("select id from image where content_hash = :hash", UUID.class)
                .setParameter("hash", hash)
                .uniqueResultOptional();
    }

    /** A picture for the wire, from its row. @param renditions the column of that name, as JSON text */
    public ImageView view(
            UUID id, String alt, @Nullable String caption, String credit, int width, int height, String renditions) {
        try {
            List<ImageView.Rendition> shown = new ArrayList<>();
            for (StoredRendition stored : mapper.readValue(renditions, StoredRendition[].class)) {
                shown.add(new ImageView.Rendition(url(stored.path()), stored.width(), stored.height(), stored.type()));
            }
            return new ImageView(id, shown.getLast().url(), alt, caption, credit, width, height, shown);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("The renditions of image " + id + " cannot be read", damaged);
        }
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

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest).substring(0, 40);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
