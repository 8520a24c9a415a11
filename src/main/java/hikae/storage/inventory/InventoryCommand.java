package hikae.storage.inventory;

import hikae.flow.Session;
import hikae.instance.Instance;
import hikae.storage.inventory.CountMedia.Result;
import hikae.storage.inventory.Inventory.Counted;
import hikae.text.Amount;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Report;
import hikae.work.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code hikae storage check --inventory}: which of Misskey's files have their object in the bucket. */
public final class InventoryCommand {
    private final Session session;
    private final Path home;
    private final Instance instance;

    /**
     * @param home the backup directory
     */
    public InventoryCommand(Session session, Path home, Instance instance) {
        this.session = session;
        this.home = home;
        this.instance = instance;
    }

    /**
     * Counts and shows.
     *
     * @return no where an object is missing
     * @throws ProblemException when it could not be counted and nobody was watching
     */
    public Optional<ExitCode> run() {
        Instant begun = session.now();
        Plan plan = Plan.at(begun, "inventory", home, List.of(new CountMedia(instance)), Map.of());
        Optional<Run> done = session.flow().done(plan);
        if (done.isEmpty()) {
            return Optional.of(ExitCode.LEFT);
        }
        Run run = done.get();
        if (run.problem().isPresent()) {
            return Optional.of(stopped(run.problem().get()));
        }
        Duration taken = Duration.between(begun, session.now());
        Result result = run.findings().stream()
                .flatMap(finding -> finding.proof(Result.class).stream())
                .findFirst()
                .orElseThrow();
        return Optional.of(session.flow().show(report(result, taken)));
    }

    /** Whoever was watching has read it already. */
    private ExitCode stopped(Problem problem) {
        if (!session.face().attended()) {
            throw new ProblemException(problem);
        }
        return ExitCode.PROBLEM;
    }

    private static Report report(Result result, Duration taken) {
        Counted counted = result.counted();
        String seconds = String.format(Locale.ROOT, "%.1f", taken.toMillis() / 1000.0);
        List<Line> lines = new ArrayList<>();
        lines.add(pair("inventory.rows", Amount.count(counted.rows())));
        lines.add(pair("inventory.objects", sized(counted.objects(), counted.bytes())));
        lines.add(pair("inventory.missing", Amount.count(counted.missing())));
        lines.add(pair("inventory.orphaned", Amount.count(counted.orphaned())));
        lines.add(pair("inventory.foreign", Amount.count(counted.foreign())));
        lines.add(pair("inventory.internal", sized(result.internal(), result.internalBytes())));
        lines.add(pair("inventory.seconds", Message.of("inventory.span", seconds)));
        examples(lines, "inventory.examples", counted.missingSome());
        examples(lines, "inventory.orphans", counted.orphanedSome());
        if (counted.orphaned() > 0) {
            lines.add(Line.text(Message.of("inventory.orphan-note")));
        }
        if (counted.belowBucket() > 0) {
            Message below = Message.of("inventory.below-bucket", Amount.count(counted.belowBucket()), result.bucket());
            lines.add(Line.text(below));
        }
        boolean whole = counted.missing() == 0;
        return new Report(
                whole ? "inventory" : "inventory-missing",
                Message.of(whole ? "report.inventory.headline" : "report.inventory-missing.headline"),
                lines,
                json(result, taken),
                whole ? ExitCode.DONE : ExitCode.CHECK_SAYS_NO);
    }

    private static void examples(List<Line> lines, String title, List<String> names) {
        if (!names.isEmpty()) {
            lines.add(Line.blank());
            lines.add(Line.heading(Message.of(title)));
            names.forEach(name -> lines.add(Line.text(Message.literal(name))));
        }
    }

    private static Line pair(String label, Message value) {
        return Line.pair(Message.of(label), value);
    }

    private static Message sized(long count, long bytes) {
        return Message.of("inventory.sized", Amount.count(count), Amount.bytes(bytes));
    }

    private static Map<String, Object> json(Result result, Duration taken) {
        Counted counted = result.counted();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("bucket", result.bucket());
        json.put("rows", counted.rows());
        json.put("objects", counted.objects());
        json.put("bytes", counted.bytes());
        json.put("missing", counted.missing());
        json.put("orphaned", counted.orphaned());
        json.put("foreign", counted.foreign());
        json.put("below_bucket", counted.belowBucket());
        json.put("internal", result.internal());
        json.put("internal_bytes", result.internalBytes());
        json.put("missing_some", counted.missingSome());
        json.put("orphaned_some", counted.orphanedSome());
        json.put("seconds", taken.toMillis() / 1000.0);
        return json;
    }
}
