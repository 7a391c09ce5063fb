/** A newsroom to try: loads data files, or fills an archive for measurements, through the product's own code. */
@NullMarked
package org.broadsheet.demo;

import org.jspecify.annotations.NullMarked;
