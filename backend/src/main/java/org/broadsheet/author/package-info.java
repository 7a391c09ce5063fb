/** The people who write. */
@NullMarked
package org.broadsheet.author;

import org.jspecify.annotations.NullMarked;
