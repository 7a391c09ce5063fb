/** Who works here: accounts, how they sign in, what each may do, and what was done. */
@NullMarked
package org.broadsheet.staff;

import org.jspecify.annotations.NullMarked;
