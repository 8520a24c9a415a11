package hikae.backup;

import hikae.backup.dumps.Dump;
import hikae.backup.dumps.ReadDump;
import hikae.backup.dumps.Tier;
import hikae.backup.home.BackupDirectory;
import hikae.dump.DumpFacts;
import hikae.text.Amount;
import hikae.text.Finding;
import hikae.text.Line;
import hikae.text.Message;
import hikae.text.Moments;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A dump in words and in JSON.
 *
 * @param now the time, in the zone of the schedule
 * @param doubts what speaks against one beside the others
 */
public record DumpLines(ZonedDateTime now, DumpWarnings doubts) {
    /** Misskey's tables that an operator knows by what is in them. */
    private static final List<String> TELLING = List.of("note", "user", "drive_file", "following");

    private static final int SIZE_WIDTH = 7;

    DumpLines(ZonedDateTime now) {
        this(now, new DumpWarnings(List.of(), Optional.empty()));
    }

    /** In the zone of this setup's schedule. */
    public static DumpLines now(Clock clock, BackupDirectory directory) {
        return new DumpLines(clock.instant().atZone(directory.zone(clock.getZone())), DumpWarnings.of(directory));
    }

    /** One row of a list: verdict, when, size, tiers, age. */
    public Message row(Dump dump) {
        String size = String.valueOf(Amount.bytes(dump.bytes()).args().get(0));
        return Message.of(
                "dump.row",
                state(dump),
                Moments.wall(at(dump.made()).toLocalDateTime()),
                " ".repeat(Math.max(0, SIZE_WIDTH - size.length())) + size,
                Moments.distance(now, at(dump.made())),
                tiers(dump));
    }

    private Message state(Dump dump) {
        boolean doubtful = dump.isGood() && !doubts.of(dump).isEmpty();
        return Message.of("dump.state." + (doubtful ? "doubtful" : stateId(dump)));
    }

    private static String stateId(Dump dump) {
        return dump.isGood() ? "good" : dump.isBad() ? "bad" : "unread";
    }

    private static String tiers(Dump dump) {
        return dump.tiers().stream().sorted().map(Tier::folder).collect(Collectors.joining(" "));
    }

    /** The newest note in it, or why it is no good, and what is doubtful about it. */
    public List<Line> below(Dump dump) {
        if (dump.isBad()) {
            return List.of(Line.of(ReadDump.verdict(dump)));
        }
        List<Line> lines = new ArrayList<>(doubts.of(dump));
        dump.verified()
                .flatMap(read -> read.report().facts().newestNoteAt())
                .map(note -> Line.text(Message.of("dump.newest-note", Moments.wall(at(note).toLocalDateTime()))))
                .ifPresent(lines::add);
        return lines;
    }

    /** Everything that is known of it. */
    List<Line> details(Dump dump) {
        List<Line> lines = new ArrayList<>(findings(dump));
        lines.add(Line.pair(Message.of("dump.file"), Message.literal(dump.path().toString())));
        dump.names().stream().skip(1).forEach(name -> lines.add(also(name)));
        lines.add(Line.pair(Message.of("dump.size"), Amount.bytes(dump.bytes())));
        lines.add(Line.pair(Message.of("dump.made"), moment(dump.made())));
        dump.verified().ifPresent(read -> {
            lines.addAll(held(dump, read.report().facts()));
            lines.add(Line.pair(Message.of("dump.read-at"), moment(read.at())));
        });
        return lines;
    }

    private static Line also(Path name) {
        return Line.pair(Message.of("dump.also"), Message.literal(Dump.shown(name)));
    }

    /** What is in it: versions, rows, the newest note. */
    List<Line> held(Dump dump, DumpFacts facts) {
        List<Line> lines = new ArrayList<>();
        facts.server()
                .ifPresent(server -> lines.add(Line.pair(
                        Message.of("dump.versions"),
                        Message.of("dump.versions.value", server, facts.client().orElse("-")))));
        lines.addAll(servers(dump));
        lines.add(Line.pair(
                Message.of("dump.tables"),
                Message.literal(String.valueOf(facts.rows().size()))));
        TELLING.stream()
                .filter(facts.rows()::containsKey)
                .forEach(table -> lines.add(Line.pair(Message.of("dump.rows", table), rows(facts, table))));
        facts.newestNoteAt().ifPresent(note -> lines.add(Line.pair(Message.of("dump.note"), moment(note))));
        return lines;
    }

    /** On which servers it can be restored, where it is good and its text tells. */
    List<Line> servers(Dump dump) {
        return dump.isGood()
                ? dump.verified().map(read -> servers(read.report().facts())).orElse(List.of())
                : List.of();
    }

    /** Of one that is good. */
    static List<Line> servers(DumpFacts facts) {
        return facts
                .serverMajor()
                .map(major -> Line.pair(Message.of("dump.restorable"), restorable(facts, major)))
                .stream()
                .toList();
    }

    /** Never on an older server than the one it is of; and what a load leaves out on some of the others. */
    private static Message restorable(DumpFacts facts, int major) {
        String leftOut = facts.leftOutOn(major).stream()
                .map(name -> name + " (" + facts.newerSettings().get(name) + "+)")
                .collect(Collectors.joining(", "));
        return leftOut.isEmpty()
                ? Message.of("dump.restorable.value", (long) major)
                : Message.of("dump.restorable.without", (long) major, leftOut);
    }

    private static Message rows(DumpFacts facts, String table) {
        return Message.of(
                "dump.rows.value",
                String.format(Locale.ROOT, "%,d", facts.rows().getOrDefault(table, 0L)));
    }

    /** What is wrong with it, or that it is good, each with what to do. */
    List<Line> findings(Dump dump) {
        List<Line> lines = new ArrayList<>();
        if (dump.verified().isEmpty()) {
            lines.add(Line.text(Message.of("dump.unread")));
            return lines;
        }
        if (dump.isGood()) {
            lines.add(Line.of(Finding.ok(Message.of("dump.read-to-the-end"))));
        }
        dump.verified().get().report().findings().forEach(finding -> lines.addAll(Line.explained(finding)));
        return lines;
    }

    private Message moment(Instant instant) {
        return Message.of("report.when", Moments.when(at(instant)), Moments.distance(now, at(instant)));
    }

    private ZonedDateTime at(Instant instant) {
        return instant.atZone(now.getZone());
    }

    /** With stable English keys. */
    Map<String, Object> json(Dump dump) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", dump.path());
        json.put("names", dump.names().stream().map(Dump::shown).toList());
        json.put("tiers", dump.tiers().stream().sorted().map(Tier::folder).toList());
        json.put("bytes", dump.bytes());
        json.put("made_at", at(dump.made()).toOffsetDateTime());
        json.put("verdict", stateId(dump));
        dump.verified().ifPresent(read -> {
            json.put("verified_at", at(read.at()).toOffsetDateTime());
            json.put("dump", read.report().json());
        });
        return json;
    }
}
