package hikae.ui.line;

import hikae.text.Message;
import hikae.ui.Following;
import hikae.ui.Leaving;
import hikae.ui.Navigation;
import hikae.ui.Tempo;
import hikae.ui.Waiting;
import hikae.work.Run;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for slow work: says every 30 s that it still goes on, and lets the operator leave. */
final class Patience {
    private final Speaker speaker;
    private final Asker asker;
    private final Tempo tempo;

    Patience(Speaker speaker, Asker asker, Tempo tempo) {
        this.speaker = speaker;
        this.asker = asker;
        this.tempo = tempo;
    }

    /** The result of the work, of which something was already said; empty when the operator left. */
    <T> Optional<T> await(Message what, Supplier<T> work) {
        return await(what, work, false);
    }

    /** The same, of which something is said only when it takes longer than a second. */
    <T> Optional<T> awaitQuietly(Message what, Supplier<T> work) {
        return await(what, work, true);
    }

    /** The result, if it comes within a second. */
    <T> Optional<T> awaitBriefly(Supplier<T> work) {
        Tempo.Watch watch = tempo.watch();
        return Waiting.on(work, tempo.poll(), () -> {
            Optional<?> unused = watch.look();
            return !watch.isLong();
        });
    }

    Navigation follow(Run run) {
        return new Following(tempo, speaker::plain, speaker::say, () -> !asker.leavesNow(Leaving.of(run))).follow(run);
    }

    private <T> Optional<T> await(Message what, Supplier<T> work, boolean quiet) {
        Tempo.Watch watch = tempo.watch();
        boolean[] said = {!quiet};
        return Waiting.on(work, tempo.poll(), () -> {
            watch.look().ifPresent(waited -> speaker.say("ui.plain.still", what, waited.toSeconds()));
            if (!said[0] && watch.isLong()) {
                said[0] = true;
                speaker.say(what);
            }
            return !asker.leavesNow(Message.of("ui.line.leave.kept"));
        });
    }
}
