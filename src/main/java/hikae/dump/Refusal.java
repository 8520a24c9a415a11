package hikae.dump;

import hikae.dump.grammar.Refused;

/**
 * The first statement of a dump that a load may not run.
 *
 * @param cause why
 * @param what the name it is about; empty where the whole statement is what is wrong
 * @param line where it stands
 * @param text a short piece of it
 */
record Refusal(Refused.Cause cause, String what, long line, String text) {}
