package hikae.cli;

import hikae.app.Flows;
import hikae.app.Options;
import hikae.app.Start;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hikae restore} and what belongs to it. */
@Command(name = "restore")
final class RestoreCli implements Callable<Integer> {
    private final Start start;

    @Mixin
    private Flags flags = new Flags();

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", descriptionKey = "dump")
    private Optional<String> file = Optional.empty();

    @Option(names = "--confirm", paramLabel = "HOST")
    private Optional<String> host = Optional.empty();

    RestoreCli(Start start) {
        this.start = start;
    }

    @Option(names = "--lost-cluster")
    private boolean lost;

    @Option(names = "--skip-broken-constraints")
    private boolean skipping;

    @Option(names = "--other-instance")
    private boolean other;

    @Override
    public Integer call() {
        Map<String, String> wishes = new LinkedHashMap<>();
        Map.of("lost_cluster", lost, "skip_broken_constraints", skipping, "other_instance", other)
                .forEach((wish, wanted) -> {
                    if (wanted) {
                        wishes.put(wish, "yes");
                    }
                });
        return Flows.restore(start, confirmed(flags, "confirm", host).answering(wishes), file);
    }

    @Command(name = "status")
    int status(@Mixin Flags given) {
        return Flows.restoreStatus(start, given.options(start));
    }

    @Command(name = "timelines")
    int timelines(@Mixin Flags given) {
        return Flows.timelines(start, given.options(start));
    }

    @Command(name = "undo")
    int undo(@Mixin Flags given, @Option(names = "--confirm", paramLabel = "HOST") @Nullable String confirmed) {
        return Flows.undo(start, confirmed(given, "confirm", Optional.ofNullable(confirmed)));
    }

    @Command(name = "continue")
    int goOn(@Mixin Flags given, @Option(names = "--confirm", paramLabel = "HOST") @Nullable String confirmed) {
        return Flows.takeUp(start, confirmed(given, "confirm", Optional.ofNullable(confirmed)), true);
    }

    @Command(name = "back")
    int goBack(@Mixin Flags given, @Option(names = "--confirm", paramLabel = "HOST") @Nullable String confirmed) {
        return Flows.takeUp(start, confirmed(given, "confirm", Optional.ofNullable(confirmed)), false);
    }

    @Command(name = "forget")
    int forget(
            @Mixin Flags given,
            @Parameters(index = "0", arity = "0..1", paramLabel = "DATABASE", descriptionKey = "kept") @Nullable
                    String kept,
            @Option(names = "--confirm", paramLabel = "DATABASE", descriptionKey = "confirm-name") @Nullable
                    String confirmed) {
        Options options = confirmed(given, "confirm_name", Optional.ofNullable(confirmed));
        return Flows.forget(start, kept == null ? options : options.answering(Map.of("kept", kept)));
    }

    private Options confirmed(Flags given, String field, Optional<String> typed) {
        Map<String, String> more = new LinkedHashMap<>();
        typed.ifPresent(text -> more.put(field, text));
        return given.options(start).answering(more);
    }
}
