/** The newsroom itself: name, city, clock, language, and which story leads. */
@NullMarked
package org.broadsheet.site;

import org.jspecify.annotations.NullMarked;
