package hikae.cli;

import hikae.app.Flows;
import hikae.app.Start;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hikae storage} and what belongs to it. */
@Command(name = "storage")
final class StorageCli implements Callable<Integer> {
    private final Start start;

    @Mixin
    private Flags flags = new Flags();

    StorageCli(Start start) {
        this.start = start;
    }

    @Override
    public Integer call() {
        return Flows.storage(start, flags.options(start));
    }

    @Command(name = "check")
    int check(@Mixin Flags given, @Option(names = "--inventory") boolean inventory) {
        return Flows.storageCheck(start, given.options(start), inventory);
    }
}
