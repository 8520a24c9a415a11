package hikae.status;

import hikae.text.Problem;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A way back from a fault: a part of one plan, or a flow of its own. */
public enum Repair {
    MODES,
    SCHEDULE,
    SETUP,
    IMAGE,
    ANEW,
    ASIDE,
    BACKUP,
    REHEARSE,
    FORGET;

    private static final String SCHEDULE_CHECK = "schedule";

    /** What helps against the faults of this status, in the order to be tried. */
    public static Set<Repair> of(Status status) {
        Set<Repair> all = EnumSet.noneOf(Repair.class);
        status.checks()
                .forEach(checked -> checked.finding().problem().ifPresent(problem -> all.addAll(of(checked, problem))));
        if (all.contains(SCHEDULE) || status.snapshot().settings().isEmpty()) {
            // a container cannot be proved with an invalid schedule; choosing one recreates it, too
            all.removeAll(Set.of(IMAGE, ANEW));
        }
        if (status.snapshot().hookless().isPresent()) {
            all.removeAll(Set.of(IMAGE, ANEW)); // the one that is there would go, and none could start
        }
        if (status.snapshot().shrunk().isPresent()) {
            all.removeAll(Set.of(BACKUP, FORGET)); // neither is to be done with what is left of it
        }
        if (status.snapshot().recoveries().unfinished().isPresent()) {
            all.retainAll(Set.of(MODES)); // all else would act against it
        }
        return all;
    }

    /** Those of them that one plan does with nobody there to choose; a backup only where it can be made. */
    static Set<Repair> withoutChoice(Status status) {
        Set<Repair> all = of(status);
        if (all.contains(SCHEDULE) || all.contains(SETUP)) {
            all.remove(BACKUP);
        }
        all.removeAll(Set.of(SCHEDULE, SETUP, REHEARSE, FORGET));
        return all;
    }

    private static List<Repair> of(CheckResult checked, Problem problem) {
        return switch (problem.id()) {
            case "status-modes" -> List.of(MODES);
            case "status-newest-bad" -> List.of(ASIDE, BACKUP);
            case "status-partials" -> List.of(ASIDE);
            case "status-image-other", "status-image-untagged" -> List.of(IMAGE);
            case "status-container-missing",
                    "status-container-stopped",
                    "status-container-silent",
                    "backup-restarting",
                    "status-network-stale",
                    "status-schedule-other",
                    "status-zone-other" -> List.of(ANEW);
            case "status-folder-missing", "status-folder-another" -> List.of(ANEW, BACKUP);
            case "status-rehearsal-none", "status-rehearsal-old", "status-rehearsal-failed" -> List.of(REHEARSE);
            case "status-kept" -> List.of(FORGET);
            case "status-no-backup", "status-too-old", "status-run-failed" -> List.of(BACKUP);
            case "status-login",
                    "status-network-gone",
                    "status-network-other",
                    "status-password-missing",
                    "status-instance-missing",
                    "status-disk-full",
                    "status-disk-forecast",
                    "compose-value-missing" -> List.of(SETUP);
            default -> checked.id().equals(SCHEDULE_CHECK) ? List.of(SCHEDULE) : List.of();
        };
    }

    /** Its name in tables. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
