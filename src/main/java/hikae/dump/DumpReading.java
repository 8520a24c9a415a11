package hikae.dump;

import hikae.dump.parts.DumpParts;

/**
 * A dump that was read with the place of each statement in it.
 *
 * @param report what it holds and what is wrong with it
 * @param parts where its statements lie; to be used only when the report is good
 */
public record DumpReading(DumpReport report, DumpParts parts) {}
