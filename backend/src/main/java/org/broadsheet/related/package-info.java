/** Related stories: what editors choose, then what the words say. */
@NullMarked
package org.broadsheet.related;

import org.jspecify.annotations.NullMarked;
