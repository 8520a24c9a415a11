/**
 * Which Misskeys are on this server, by its files and by Docker: {@link hikae.instance.find.InstanceFinder}. Where
 * two readings are possible it must not choose for the operator.
 */
@NullMarked
package hikae.instance.find;

import org.jspecify.annotations.NullMarked;
