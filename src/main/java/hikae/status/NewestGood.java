package hikae.status;

import hikae.backup.Dump;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.Say;
import java.util.Optional;

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
        if (dump.verified().isEmpty() || (dump.isTouched() && !dump.isBad())) {
            return Finding.no(Problem.of("status-newest-unread", dump.path()));
        }
        if (dump.isGood()) {
            return Finding.ok(good(dump));
        }
        return Finding.no(Problem.of("status-newest-bad", dump.allShown(), reason(dump)));
    }

    private static Say good(Dump dump) {
        Optional<Integer> server =
                dump.verified().flatMap(read -> read.report().facts().serverMajor());
        return server.map(major -> Say.of("status.newest.on", dump.shown(), Amount.bytes(dump.bytes()), (long) major))
                .orElseGet(() -> Say.of("status.newest", dump.shown(), Amount.bytes(dump.bytes())));
    }

    private static Say reason(Dump dump) {
        return dump.fault().map(Finding::what).orElseGet(() -> Say.literal("?"));
    }
}
