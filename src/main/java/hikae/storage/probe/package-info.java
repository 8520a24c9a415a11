/**
 * The look at a bucket with an object of our own, put, fetched and removed; must not leave one behind.
 */
@NullMarked
package hikae.storage.probe;

import org.jspecify.annotations.NullMarked;
