package hikae.ask;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What came with the command: answers by field id (flags and the answers file) and how to go about it.
 *
 * @param answers field id to text; no secret, those come by file
 * @param yes apply without asking
 * @param dryRun show the plan and stop
 * @param filesOnly write, start nothing
 * @param json results as one JSON object on standard output
 * @param saveAnswers where to write the answers for a later run
 */
public record Given(
        Map<String, String> answers,
        boolean yes,
        boolean dryRun,
        boolean filesOnly,
        boolean json,
        Optional<String> saveAnswers) {
    /** The answer that names an account which can change what root starts. */
    public static final String TRUST = "trust_owner";

    /** The answer that asks for a backup of a database that has lost its data; no file can give it. */
    public static final String ACCEPT_SHRUNK = "accept_shrunk";

    public Given {
        answers = Map.copyOf(answers);
    }

    /** Nothing came with it. */
    public static Given nothing() {
        return new Given(Map.of(), false, false, false, false, Optional.empty());
    }

    /** The same, with the consent given. */
    public Given agreed() {
        return new Given(answers, true, dryRun, filesOnly, json, saveAnswers);
    }

    /** The same with more answers, which do not replace those there are. */
    public Given answering(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(more);
        all.putAll(answers);
        return new Given(all, yes, dryRun, filesOnly, json, saveAnswers);
    }

    /** The answer given for a field. */
    public Optional<String> answer(String fieldId) {
        return Optional.ofNullable(answers.get(fieldId));
    }
}
