package org.broadsheet.author;

import java.util.List;
import org.broadsheet.shared.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of authors. */
@Schema(description = "Authors with published articles, by slug.")
public record AuthorList(List<AuthorView> items, Page page) {}
