package hikae.instance.compose;

import hikae.text.ProblemException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The name by which Compose 2 knows a project, and from which it makes the names of its networks; the rule was
 * measured with Compose 2.26 and 2.40.
 */
public record ProjectName(String text) {
    private static final String VARIABLE = "COMPOSE_PROJECT_NAME";
    private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9_-]*");

    /**
     * The variable beats the key {@code name:}, which beats the directory. The variable is taken as it is, the
     * other two are put into the allowed form.
     *
     * @param directoryName the last part of the directory of the compose file
     * @param environment Compose's: the shell, then the file {@code .env} beside the compose file
     * @param nameKey the key {@code name:} of the compose file
     * @throws ProblemException if the variable is not in the allowed form, or nothing is left of the directory
     */
    public static ProjectName of(
            String directoryName, Function<String, Optional<String>> environment, Optional<String> nameKey) {
        Optional<String> variable = environment.apply(VARIABLE).filter(value -> !value.isEmpty());
        if (variable.isPresent()) {
            return variable.filter(value -> VALID.matcher(value).matches())
                    .map(ProjectName::new)
                    .orElseThrow(() -> ProblemException.of("project-name-invalid", VARIABLE));
        }
        String name = nameKey.filter(value -> !value.isEmpty()).orElse(directoryName);
        String normal =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "").replaceFirst("^[_-]+", "");
        if (normal.isEmpty()) {
            throw ProblemException.of("project-name-empty", directoryName, VARIABLE);
        }
        return new ProjectName(normal);
    }

    /** The name itself. */
    @Override
    public String toString() {
        return text;
    }
}
