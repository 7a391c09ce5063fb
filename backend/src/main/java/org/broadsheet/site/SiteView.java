package org.broadsheet.site;

import java.time.LocalDate;
import java.util.UUID;
import org.broadsheet.shared.Links;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The newsroom as the API shows it: what a masthead needs. */
@Schema(name = "Site", description = "The newsroom: what a masthead needs.")
public record SiteView(
        @Schema(description = "The paper's name.") String name,

        @Schema(description = "What it is, in a sentence.", nullable = true) @Nullable
        String description,

        @Schema(description = "Language tag of the paper.") String language,

        @Schema(description = "IANA time zone of the newsroom.")
        String timeZone,

        @Schema(description = "The city it is made in.", nullable = true) @Nullable
        String city,

        @Schema(description = "The country of that city.", nullable = true) @Nullable
        String country,

        @Schema(description = "Today's date in that time zone.")
        LocalDate today,

        @Schema(description = "ISO 4217 code of the currency the paper counts in.")
        String currency,

        @Schema(
                description = "The story that leads the front page; null when none is chosen, then the newest leads.",
                nullable = true)
        @Nullable
        Lead leadArticle,

        SiteLinks links) {

    /** The chosen lead story. */
    @Schema(name = "LeadArticle", description = "The story that editors let lead the front page.")
    public record Lead(
            UUID id,
            @Schema(description = "Its slug.") String slug,
            @Schema(description = "Its headline.") String headline,
            Links links) {}

    /** Where everything begins. */
    @Schema(description = "Absolute addresses to start from.")
    public record SiteLinks(
            @Schema(description = "This resource.") String self,
            @Schema(description = "The news site.") String site,

            @Schema(description = "Interactive documentation.")
            String docs,

            @Schema(description = "The OpenAPI document.") String openapi) {}
}
