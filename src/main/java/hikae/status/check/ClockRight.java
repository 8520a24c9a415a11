package hikae.status.check;

import hikae.backup.dumps.Dump;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import hikae.text.Message;
import hikae.text.Problem;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The container's clock is in the zone it was told, and no dump is from the future. */
public final class ClockRight implements Check {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xx");

    @Override
    public String id() {
        return "clock";
    }

    @Override
    public Optional<Finding> look(StatusSnapshot snapshot) {
        if (snapshot.zone().isEmpty() || snapshot.inside().isEmpty()) {
            return Optional.empty();
        }
        String zone = snapshot.zone().get().id();
        String wanted = OFFSET.format(
                snapshot.now().withZoneSameInstant(snapshot.zone().get().zone()));
        String shown = snapshot.inside().get().offset();
        if (!snapshot.variable("TZ").equals(zone)) {
            return Optional.empty(); // the schedule's line says so
        }
        if (!shown.equals(wanted)) {
            return Optional.of(Finding.no(Problem.of("status-zone-offset", shown, wanted, zone)));
        }
        Optional<Dump> future = snapshot.folder()
                .youngest()
                .filter(dump -> dump.made().isAfter(snapshot.now().toInstant().plus(TOLERANCE)));
        return Optional.of(future.map(dump -> Finding.warning(Problem.of("status-clock-future", dump.shown())))
                .orElseGet(() -> Finding.ok(Message.of("status.clock", zone, wanted))));
    }
}
