package org.broadsheet.related;

import java.util.List;
import org.broadsheet.article.RelatedStory;
import org.broadsheet.shared.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The stories related to one. */
@Schema(description = "The stories related to one, best first; fewer than asked for where no more belong to it.")
public record RelatedList(
        @Schema(description = "The stories.") List<RelatedStory> items, Page page) {}
