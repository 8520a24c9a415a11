package hikae.instance;

import hikae.host.Environment;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A directory as it is typed: absolute, from here, or from {@code ~}. */
public final class PathText {
    private static final int NAME_BYTES = 255;

    private PathText() {}

    /**
     * The path, absolute and without {@code ..}.
     *
     * @throws ProblemException when it is empty, holds a control character, or a name in it is too long
     */
    public static Path parse(String text, Environment environment) {
        String typed = text.strip();
        if (typed.isEmpty()) {
            throw ProblemException.of("path-empty");
        }
        if (typed.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.of("path-control");
        }
        try {
            Path path = home(typed, environment);
            for (Path name : path) {
                if (name.toString().getBytes(StandardCharsets.UTF_8).length > NAME_BYTES) {
                    throw ProblemException.of("path-too-long", NAME_BYTES);
                }
            }
            return path.normalize();
        } catch (InvalidPathException e) {
            throw new ProblemException(Problem.of("path-invalid", typed), e);
        }
    }

    private static Path home(String typed, Environment environment) {
        if (typed.equals("~")) {
            return environment.home();
        }
        return typed.startsWith("~/")
                ? environment.home().resolve(typed.substring(2))
                : environment.workingDirectory().resolve(typed);
    }
}
