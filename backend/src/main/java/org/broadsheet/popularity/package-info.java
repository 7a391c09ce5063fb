/** What readers read: the beacon that counts them without knowing them, and the lists of the most popular articles. */
@NullMarked
package org.broadsheet.popularity;

import org.jspecify.annotations.NullMarked;
