package hikae.recovery.run;

import hikae.text.Message;
import hikae.text.ProblemException;
import java.nio.file.Path;

/** What is thrown where the record of a run cannot be read: how far it came is not known any more. */
public final class DamagedRecord {
    private DamagedRecord() {}

    /**
     * The problem, with its way out.
     *
     * @param folder the run folder
     * @param why what cannot be read, as a sentence
     */
    public static ProblemException at(Path folder, Message why) {
        String run = String.valueOf(folder.getFileName());
        Path aside = folder.resolve("../..").normalize().resolve(run); // where no run is looked for
        return ProblemException.of("recovery-run-damaged", run, why, folder, aside);
    }
}
