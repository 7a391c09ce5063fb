/** What every room uses and no room owns: problems, cursors, field selection, conditional answers, safe text. Knows no room. */
@NullMarked
package org.broadsheet.shared;

import org.jspecify.annotations.NullMarked;
