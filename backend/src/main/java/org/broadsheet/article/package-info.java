/** The reading room: articles, their lists, and the rules of publishing. */
@NullMarked
package org.broadsheet.article;

import org.jspecify.annotations.NullMarked;
