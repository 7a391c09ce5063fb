/** Sections of the paper, in the paper's order. */
@NullMarked
package org.broadsheet.section;

import org.jspecify.annotations.NullMarked;
