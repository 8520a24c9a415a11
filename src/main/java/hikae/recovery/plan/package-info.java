/**
 * What was asked for, what was found, and the steps that follow: the same request gives the same plan, also after
 * a kill; must not look at the outside, but for {@link hikae.recovery.plan.RestoreSurvey}, which does nothing
 * else.
 */
@NullMarked
package hikae.recovery.plan;

import org.jspecify.annotations.NullMarked;
