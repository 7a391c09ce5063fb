/** The process around the service: how it starts, and the PostgreSQL it brings when none is configured. */
@NullMarked
package org.broadsheet.embedded;

import org.jspecify.annotations.NullMarked;
