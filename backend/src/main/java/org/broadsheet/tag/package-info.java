/** What articles are about; the room to copy when you build another. */
@NullMarked
package org.broadsheet.tag;

import org.jspecify.annotations.NullMarked;
