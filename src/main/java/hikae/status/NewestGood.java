package hikae.status;

import hikae.backup.Dump;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.Say;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** The youngest dump was read to its end and is good. What is wrong with it is wrong under all its names. */
final class NewestGood implements Check {
    @Override
    public String id() {
        return "newest";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        return seen.folder().youngest().filter(dump -> seen.disk().there()).map(NewestGood::judged);
    }

    private static Finding judged(Dump dump) {
        if (dump.verified().isEmpty()) {
            return Finding.no(Problem.of("status-newest-unread", dump.path()));
        }
        if (dump.isGood()) {
            return Finding.ok(Say.of("status.newest", dump.shown(), Amount.bytes(dump.bytes())));
        }
        return Finding.no(Problem.of("status-newest-bad", names(dump), reason(dump)));
    }

    /** Every name below the backups directory. */
    static String names(Dump dump) {
        return dump.names().stream().map(NewestGood::shown).collect(Collectors.joining(", "));
    }

    private static String shown(Path name) {
        return name.subpath(name.getNameCount() - 2, name.getNameCount()).toString();
    }

    private static Say reason(Dump dump) {
        return dump.verified().orElseThrow().report().findings().stream()
                .filter(Finding::isNo)
                .map(Finding::what)
                .findFirst()
                .orElseGet(() -> Say.literal("?"));
    }
}
