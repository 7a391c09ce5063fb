/** The OpenAPI document: what it says of all rooms alike. Knows every room by name, and no room knows it. */
@NullMarked
package org.broadsheet.contract;

import org.jspecify.annotations.NullMarked;
