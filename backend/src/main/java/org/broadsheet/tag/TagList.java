package org.broadsheet.tag;

import java.util.List;
import org.broadsheet.shared.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of tags. */
@Schema(description = "Tags with published articles.")
public record TagList(List<TagView> items, Page page) {}
