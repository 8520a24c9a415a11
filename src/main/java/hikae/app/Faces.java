package hikae.app;

import hikae.host.Files;
import hikae.text.Language;
import hikae.ui.FrontEnd;
import hikae.ui.auto.Unattended;
import hikae.ui.full.FullScreen;
import hikae.ui.line.LineMode;
import hikae.work.Runner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Chooses the face: full screen, line mode, or nobody there. */
final class Faces {
    private Faces() {}

    /** The face for this start; the launcher has already looked at the terminal. */
    static FrontEnd open(Start start, Options options) {
        Language language = options.language().orElseGet(start::language);
        // Where this is so there is a terminal; asking would load Java's console before the first paint.
        boolean full = start.isFullScreen();
        boolean unattended = options.noInput() || !(full || isTerminal());
        if (full && !unattended && !options.plain()) {
            return FullScreen.open(setup(start, options, language));
        }
        Signals.endOnHangUp(Runner::isWorking);
        return unattended
                ? Unattended.open(language, options.given(), start.out(), start.err())
                : LineMode.open(language);
    }

    /** The launcher asks for the console of java.base, which is null without a terminal in newer versions, too. */
    @SuppressWarnings("SystemConsoleNull")
    static boolean isTerminal() {
        return System.console() != null;
    }

    /** What the full screen needs to know and to have done. */
    static FullScreen.Setup setup(Start start, Options options, Language language) {
        boolean color =
                !options.noColor() && start.environment().variable("NO_COLOR").isEmpty();
        return new FullScreen.Setup(
                language,
                color,
                start.environment().variable("SSH_CONNECTION").isPresent(),
                start.environment().clock(),
                Faces::listen,
                (name, text) -> keep(start, name, text),
                text -> farewell(start, text));
    }

    /** Until then a terminal that goes away ends the process, and nothing is lost by that. */
    private static void listen(Runnable resized) {
        Signals.onResize(resized);
        Signals.endOnHangUp(Runner::isWorking);
    }

    private static Path keep(Start start, String name, String text) {
        Path state = start.environment().stateDirectory();
        Path file = state.resolve(name);
        Files files = start.host().files();
        files.makeDirectory(state, Files.PRIVATE_DIRECTORY);
        files.write(file, text.getBytes(StandardCharsets.UTF_8), Files.PRIVATE);
        return file;
    }

    /** The launcher prints the file once the terminal is the operator's again (U51). */
    private static void farewell(Start start, String text) {
        String file = start.properties().get("farewell");
        if (file != null && !text.isEmpty()) {
            start.host().files().replace(Path.of(file), text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
