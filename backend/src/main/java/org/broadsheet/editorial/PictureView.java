package org.broadsheet.editorial;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.media.ImageView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "DeskImage", description = "A picture as the newsroom keeps it, described or not yet.")
record PictureView(
        @Schema(description = "Never changes.") UUID id,

        @Schema(description = "Its widest JPEG.") String url,

        @Schema(description = "What is to be seen; needed before readers see it.", nullable = true) @Nullable
        String alt,

        @Schema(description = "The line under the picture.", nullable = true) @Nullable
        String caption,

        @Schema(description = "Who made it; needed before readers see it.", nullable = true) @Nullable
        String credit,

        @Schema(description = "Where what matters lies, from the left: 0 to 1.")
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
        List<ImageView.Rendition> renditions,

        @Schema(description = "When it was taken in.") Instant addedAt,

        @Schema(description = "Who took it in; null for nobody in particular.", nullable = true) @Nullable
        String addedBy,

        @Schema(description = "Moves with every change; the `ETag` holds the same.")
        int version,

        @Schema(description = "Whether an article uses it, as it stands or as it is worked at.")
        boolean isUsed) {

    @Schema(name = "DeskImageWhole", description = "A picture, and where it is used.")
    record Whole(
            @Schema(description = "The picture.") PictureView image,

            @Schema(description = "The articles that use it, at most a hundred.")
            List<Use> uses) {}

    @Schema(name = "ImageUse", description = "An article that uses a picture.")
    record Use(
            @Schema(description = "The article's id.") UUID id,

            @Schema(description = "What it is called; empty where it is a colleague's that one may not see.")
            String headline,

            @Schema(description = "Whether readers see the picture there.")
            boolean isPublic) {}

    @Schema(name = "DeskImageList", description = "A page of the newsroom's pictures.")
    record PictureList(
            @Schema(description = "Whatever was taken in last, first.")
            List<PictureView> items,

            @Schema(description = "The cursor of the next page; null on the last.", nullable = true) @Nullable
            String next) {}

    @Schema(name = "ImageDescription", description = "What is said of a picture. What is left out is empty.")
    record DescriptionForm(
            @Schema(description = "What is to be seen, for those who do not see it.", nullable = true) @Nullable
            String alt,

            @Schema(description = "The line under the picture.", nullable = true) @Nullable
            String caption,

            @Schema(description = "Who made it.", nullable = true) @Nullable
            String credit,

            @Schema(
                    description = "Where what matters lies, from the left: 0 to 1, the middle where it is left out.",
                    nullable = true)
            @Nullable
            Double focalX,

            @Schema(
                    description = "Where what matters lies, from the top: 0 to 1, the middle where it is left out.",
                    nullable = true)
            @Nullable
            Double focalY) {}
}
