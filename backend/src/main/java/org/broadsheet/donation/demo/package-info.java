/** The provider of a site that tries donations out: a page of its own to approve on, and no money anywhere. */
@NullMarked
package org.broadsheet.donation.demo;

import org.jspecify.annotations.NullMarked;
