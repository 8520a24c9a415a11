package hikae.status.check.dumps;

import hikae.backup.dumps.Dump;
import hikae.status.check.Check;
import hikae.status.look.StatusSnapshot;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import java.util.Optional;

/** The youngest dump was read to its end and is good. What is wrong with it is wrong under all its names. */
public final class NewestGood implements Check {
    @Override
    public String id() {
        return "newest";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        return snapshot.folder()
                .youngest()
                .filter(dump -> snapshot.disk().there())
                .map(NewestGood::judged);
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

    private static Message good(Dump dump) {
        Optional<Integer> server =
                dump.verified().flatMap(read -> read.report().facts().serverMajor());
        return server.map(
                        major -> Message.of("status.newest.on", dump.shown(), Amount.bytes(dump.bytes()), (long) major))
                .orElseGet(() -> Message.of("status.newest", dump.shown(), Amount.bytes(dump.bytes())));
    }

    private static Message reason(Dump dump) {
        return dump.fault().map(Finding::what).orElseGet(() -> Message.literal("?"));
    }
}
