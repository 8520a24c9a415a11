package hikae.recovery;

import hikae.text.ProblemException;
import hikae.text.Say;
import java.nio.file.Path;

/** What is thrown where the record of a run cannot be read: how far it came is not known any more. */
final class DamagedRecord {
    private DamagedRecord() {}

    /**
     * The problem, with its way out.
     *
     * @param folder the run folder
     * @param why what cannot be read, as a sentence
     */
    static ProblemException at(Path folder, Say why) {
        String run = String.valueOf(folder.getFileName());
        Path aside = folder.resolve("../..").normalize().resolve(run); // where no run is looked for
        return ProblemException.of("recovery-run-damaged", run, why, folder, aside);
    }
}
