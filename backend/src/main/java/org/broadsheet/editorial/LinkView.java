package org.broadsheet.editorial;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "CheckedLink", description = "Whether a link of a text answers.")
record LinkView(
        @Schema(description = "The link as it is written in the text.")
        String url,

        @Schema(
                description = "`unknown` where it was not asked, or the site turns programs away: look yourself.",
                enumeration = {"ok", "broken", "unknown"})
        String state,

        @Schema(description = "What the site answered; null where it did not.", nullable = true) @Nullable
        Integer status,

        @Schema(description = "What is wrong with it, in words; null where nothing is.", nullable = true) @Nullable
        String detail) {

    @Schema(name = "CheckedLinks", description = "The links of a text, in its order.")
    record All(
            @Schema(description = "The revision that was looked at.")
            int revision,

            @Schema(description = "Each link once.") List<LinkView> items) {
        All {
            items = List.copyOf(items);
        }
    }

    static LinkView ok(String url, @Nullable Integer status) {
        return new LinkView(url, "ok", status, null);
    }

    static LinkView broken(String url, @Nullable Integer status, String detail) {
        return new LinkView(url, "broken", status, detail);
    }

    static LinkView unknown(String url, @Nullable Integer status, String detail) {
        return new LinkView(url, "unknown", status, detail);
    }
}
