package org.broadsheet.media;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A picture as the API shows it: enough to lay out a page before it arrives. */
@Schema(name = "Image", description = "A picture with its renditions.")
public record ImageView(
        UUID id,
        @Schema(description = "The widest JPEG.") String url,

        @Schema(description = "What is to be seen, for those who do not see it.")
        String alt,

        @Schema(description = "The line under the picture.", nullable = true) @Nullable
        String caption,

        @Schema(description = "Who made it.") String credit,

        @Schema(description = "Where what matters lies, from the left: 0 to 1. To be kept when the picture is cropped.")
        double focalX,

        @Schema(description = "Where what matters lies, from the top: 0 to 1.")
        double focalY,

        @Schema(description = "Width of the widest rendition, in pixels.")
        int width,

        @Schema(description = "Height of the widest rendition, in pixels.")
        int height,

        @Schema(
                description =
                        "The same picture in several widths, narrowest first, each as a JPEG and most as a WebP too.")
        List<Rendition> renditions) {

    /** One width of a picture. */
    @Schema(description = "The picture in one width.")
    public record Rendition(
            @Schema(description = "Its address.") String url,
            @Schema(description = "In pixels.") int width,
            @Schema(description = "In pixels.") int height,
            @Schema(description = "Media type.") String type) {}
}
