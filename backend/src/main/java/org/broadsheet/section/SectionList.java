package org.broadsheet.section;

import java.util.List;
import org.broadsheet.shared.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of sections. */
@Schema(description = "Sections in the paper's order.")
public record SectionList(List<SectionView> items, Page page) {}
