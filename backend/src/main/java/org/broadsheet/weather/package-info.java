/** The weather in the site's city: asked for in the background, kept in memory, never waited for. */
@NullMarked
package org.broadsheet.weather;

import org.jspecify.annotations.NullMarked;
