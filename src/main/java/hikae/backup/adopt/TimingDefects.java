package hikae.backup.adopt;

import hikae.backup.compose.ComposeScalar;
import hikae.backup.compose.ComposeVariable;
import hikae.backup.compose.PresentService;
import hikae.backup.compose.ServiceDetail;
import hikae.schedule.CronSchedule;
import hikae.schedule.Retention;
import hikae.schedule.ZoneChoice;
import hikae.text.Finding;
import hikae.text.Problem;
import hikae.text.ProblemException;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with a schedule, its zone and its retention. */
final class TimingDefects {
    private final ServiceDetail detail;
    private final List<Finding> found = new ArrayList<>();

    private TimingDefects(PresentService backup) {
        this.detail = backup.detail();
    }

    static List<Finding> of(PresentService backup, ZonedDateTime now) {
        TimingDefects defects = new TimingDefects(backup);
        boolean elsewhere = backup.detail().key("env_file").isPresent();
        defects.schedule(now, elsewhere);
        defects.zone(elsewhere);
        defects.keep("BACKUP_KEEP_DAYS", Retention::days);
        defects.keep("BACKUP_KEEP_WEEKS", Retention::weeks);
        defects.keep("BACKUP_KEEP_MONTHS", Retention::months);
        defects.quotes();
        return defects.found;
    }

    private void schedule(ZonedDateTime now, boolean elsewhere) {
        Optional<ServiceDetail.Value> written = detail.variable("SCHEDULE");
        if (written.isEmpty()) {
            if (!elsewhere) {
                found.add(Finding.warning(
                        Problem.of("defect-schedule-absent", detail.location().brief())));
            }
            return;
        }
        String text = written.get().text();
        if (ComposeScalar.isInQuotes(text)) {
            found.add(Finding.no(Problem.of(
                    "defect-schedule-quoted", written.get().location().brief(), text)));
            return;
        }
        schedule(written.get(), now);
    }

    private void schedule(ServiceDetail.Value written, ZonedDateTime now) {
        try {
            CronSchedule schedule = CronSchedule.parse(written.text());
            if (!schedule.corrections().isEmpty()) {
                found.add(Finding.no(Problem.of(
                        "defect-schedule",
                        written.location().brief(),
                        written.text(),
                        schedule.corrections().get(0))));
            } else if (schedule.next(now).isEmpty()) {
                found.add(Finding.no(
                        Problem.of("defect-schedule-never", written.location().brief(), written.text())));
            }
        } catch (ProblemException e) {
            found.add(Finding.no(Problem.of(
                    "defect-schedule",
                    written.location().brief(),
                    written.text(),
                    e.problem().sentence())));
        }
    }

    private void zone(boolean elsewhere) {
        Optional<ServiceDetail.Value> written = detail.variable("TZ");
        if (written.isEmpty()) {
            if (!elsewhere) {
                found.add(Finding.warning(
                        Problem.of("defect-zone-absent", detail.location().brief())));
            }
            return;
        }
        if (!isZone(written.get().text())) {
            found.add(Finding.no(Problem.of(
                    "defect-zone",
                    written.get().location().brief(),
                    written.get().text())));
        }
    }

    private static boolean isZone(String text) {
        try {
            return ZoneChoice.parse(text).id().equals(text);
        } catch (ProblemException e) {
            return false;
        }
    }

    private interface Parser {
        int parse(String text);
    }

    private void keep(String name, Parser parser) {
        detail.variable(name).ifPresent(written -> {
            try {
                int number = parser.parse(written.text());
                if (!written.text().equals(String.valueOf(number))) {
                    found.add(Finding.no(
                            Problem.of("defect-keep", written.location().brief(), name, written.text())));
                }
            } catch (ProblemException e) {
                found.add(
                        Finding.no(Problem.of("defect-keep", written.location().brief(), name, written.text())));
            }
        });
    }

    /** {@code - NAME="value"}: in list form the quotes become part of the value. */
    private void quotes() {
        for (String name : List.of("POSTGRES_HOST", "POSTGRES_DB", "POSTGRES_USER")) {
            detail.variable(name)
                    .filter(written -> ComposeScalar.isInQuotes(written.text()))
                    .ifPresent(written -> found.add(Finding.no(
                            Problem.of("defect-quoted", written.location().brief(), name))));
        }
        if (detail.quotedPassword()) {
            detail.variable(ComposeVariable.PASSWORD)
                    .ifPresent(written -> found.add(Finding.no(
                            Problem.of("defect-quoted", written.location().brief(), ComposeVariable.PASSWORD))));
        }
    }
}
