/** The doors of the newsroom: drafts, reviews, schedules, corrections, previews. */
@NullMarked
package org.broadsheet.editorial;

import org.jspecify.annotations.NullMarked;
