package org.broadsheet.media;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import org.broadsheet.shared.InForce;
import org.broadsheet.shared.Setting;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What pictures are taken in, and where they are kept. */
@ApplicationScoped
class PicturesInForce implements InForce {
    private final MediaSettings settings;
    private final Avifdec avifdec;
    private final long maxPictureBytes;

    PicturesInForce(
            MediaSettings settings,
            Avifdec avifdec,
            @ConfigProperty(name = "broadsheet.max-picture-bytes") long maxPictureBytes) {
        this.settings = settings;
        this.avifdec = avifdec;
        this.maxPictureBytes = maxPictureBytes;
    }

    @Override
    public Group inForce() {
        return new Group(
                "pictures",
                List.of(
                        Setting.text(
                                        "store",
                                        settings.store().name().toLowerCase(Locale.ROOT),
                                        "Where pictures are kept: files of the data directory, or a bucket")
                                .by("BROADSHEET_MEDIA"),
                        Setting.text("bucket", settings.bucket().orElse(""), "The bucket that pictures are kept in")
                                .by("BROADSHEET_MEDIA_BUCKET"),
                        Setting.flag(
                                        "avif",
                                        avifdec.isHere(),
                                        "Whether AVIF is taken, for which the server needs the program avifdec")
                                .by("BROADSHEET_AVIFDEC"),
                        Setting.bytes("maxPicture", maxPictureBytes, "The largest file of a picture"),
                        Setting.number("maxPixels", PictureHeader.MAX_PIXELS, "The most pixels of a picture"),
                        Setting.number("maxSide", PictureHeader.MAX_SIDE, "The most pixels of a side"),
                        Setting.number("atOnce", Darkroom.TABLES, "Pictures that are made ready at once"),
                        Setting.number("waiting", Darkroom.WAITING, "Pictures that may wait for it")));
    }
}
