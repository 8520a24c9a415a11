package hikae.status;

import hikae.backup.Dump;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.Say;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The container's clock is in the zone it was told, and no dump is from the future. */
final class ClockRight implements Check {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xx");

    @Override
    public String id() {
        return "clock";
    }

    @Override
    public Optional<Finding> look(Seen seen) {
        if (seen.zone().isEmpty() || seen.inside().isEmpty()) {
            return Optional.empty();
        }
        String zone = seen.zone().get().id();
        String wanted =
                OFFSET.format(seen.now().withZoneSameInstant(seen.zone().get().zone()));
        String shown = seen.inside().get().offset();
        if (!seen.variable("TZ").equals(zone)) {
            return Optional.empty(); // the schedule's line says so
        }
        if (!shown.equals(wanted)) {
            return Optional.of(Finding.no(Problem.of("status-zone-offset", shown, wanted, zone)));
        }
        Optional<Dump> future = seen.folder()
                .youngest()
                .filter(dump -> dump.made().isAfter(seen.now().toInstant().plus(TOLERANCE)));
        return Optional.of(future.map(dump -> Finding.warning(Problem.of("status-clock-future", dump.shown())))
                .orElseGet(() -> Finding.ok(Say.of("status.clock", zone, wanted))));
    }
}
