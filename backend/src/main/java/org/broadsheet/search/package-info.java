/** The index of every word, kept by each node from the change log, and the search over it. */
@NullMarked
package org.broadsheet.search;

import org.jspecify.annotations.NullMarked;
