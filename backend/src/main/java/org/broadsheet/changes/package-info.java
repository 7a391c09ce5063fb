/** The change log: everything that happened to public content, in an order that followers can trust. */
@NullMarked
package org.broadsheet.changes;

import org.jspecify.annotations.NullMarked;
