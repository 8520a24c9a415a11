package hikae.dump;

import hikae.dump.grammar.Oddity;
import hikae.text.Finding;
import hikae.text.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is wrong with the text of a dump that could be unpacked to its end, or odd about it. */
public final class DumpVerdict {
    /** The tables without which no Misskey starts. */
    private static final Set<String> MISSKEY = Set.of("note", "user", "meta", "migrations");

    private static final int NAMES_SHOWN = 6;

    private final String path;
    private final SqlText text;
    private final DumpContent content;
    private final List<Finding> findings = new ArrayList<>();

    private DumpVerdict(String path, SqlText text) {
        this.path = path;
        this.text = text;
        this.content = text.content();
    }

    /** All findings, the one that matters most first. */
    public static List<Finding> of(String path, SqlText text) {
        DumpVerdict verdict = new DumpVerdict(path, text);
        verdict.judge();
        return verdict.findings;
    }

    private void judge() {
        if (content.isCluster()) {
            no(Problem.of("dump-cluster", path));
            return;
        }
        if (!content.hasHeader() && !content.isComplete()) {
            no(Problem.of("dump-not-sql", path));
            return;
        }
        Optional<Oddity.Place> tooMuch = content.find(Oddity.TOO_MUCH);
        if (tooMuch.isPresent()) {
            no(Problem.of(
                    "dump-too-much", path, tooMuch.get().line(), tooMuch.get().text()));
            return;
        }
        judgeCommands();
        if (findings.isEmpty()) {
            judgeEnd();
        }
        if (findings.isEmpty()) {
            content.refusal().ifPresent(refusal -> no(refused(refusal)));
        }
        if (findings.isEmpty()) {
            judgeForm();
        }
        if (findings.isEmpty()) {
            judgeTables();
        }
        judgeAround();
        content.find(Oddity.CARRIAGE_RETURN).ifPresent(place -> warn(Problem.of("dump-crlf", path, place.line())));
        content.find(Oddity.LARGE_OBJECT)
                .ifPresent(place -> warn(Problem.of("dump-large-objects", path, place.line())));
    }

    private void judgeCommands() {
        content.find(Oddity.BEYOND).ifPresent(place -> no(Problem.of("dump-beyond", path, place.line(), place.text())));
        if (findings.isEmpty()) {
            long refused = content.refusal().map(Refusal::line).orElse(Long.MAX_VALUE);
            content.find(Oddity.COMMAND)
                    .filter(place -> place.line() <= refused)
                    .ifPresent(place -> no(Problem.of("dump-command", path, place.line(), place.text())));
        }
        content.find(Oddity.PROGRAM)
                .ifPresent(place -> no(Problem.of("dump-program", path, place.line(), place.text())));
        content.find(Oddity.SERVER_FILE)
                .ifPresent(place -> no(Problem.of("dump-server-file", path, place.line(), place.text())));
    }

    private void judgeEnd() {
        content.find(Oddity.ZERO_BYTE).ifPresent(place -> no(Problem.of("dump-zero-bytes", path, place.line())));
        Optional<Oddity.Place> behind = content.find(Oddity.BEHIND_END).or(this::sqlBehindEnd);
        if (text.inRowsOf().isPresent()) {
            no(Problem.of("dump-cut-in-rows", path, text.inRowsOf().get(), text.line()));
        } else if (!content.isComplete() && content.refusal().isEmpty()) {
            no(Problem.of("dump-cut", path, text.line()));
        } else if (content.isComplete() && behind.isPresent()) {
            no(Problem.of(
                    "dump-behind-end", path, behind.get().line(), behind.get().text()));
        }
    }

    /** psql would run it even without its semicolon. */
    private Optional<Oddity.Place> sqlBehindEnd() {
        return text.openBehindEnd().filter(place -> Prose.isSql(place.text()));
    }

    private Problem refused(Refusal refusal) {
        String name = switch (refusal.cause()) {
            case STATEMENT -> "dump-statement";
            case CALL -> "dump-call";
            case FUNCTION -> "dump-function";
            case SETTING -> "dump-setting";
            case ENCODING -> "dump-encoding";
            case EXTENSION -> "dump-extension";
            case NOT_TEXT -> "dump-not-text";
        };
        return Problem.of(name, path, refusal.line(), refusal.text(), refusal.what());
    }

    /** What stands before and behind the dump is no part of it, and a load sends none of it. */
    private void judgeAround() {
        content.find(Oddity.TEXT_BEFORE)
                .ifPresent(place -> warn(Problem.of("dump-text-before", path, place.line(), place.text())));
        content.find(Oddity.TEXT_BEHIND)
                .or(text::openBehindEnd)
                .filter(place -> findings.stream().noneMatch(Finding::isNo))
                .ifPresent(place -> warn(Problem.of("dump-text-behind", path, place.line(), place.line() - 1)));
        if (content.restrict().isHalf() && findings.stream().noneMatch(Finding::isNo)) {
            warn(Problem.of("dump-restrict-half", path));
        }
    }

    private void judgeForm() {
        boolean rows = content.names().rows().values().stream().anyMatch(count -> count > 0);
        if (!content.names().inserted().isEmpty()) {
            no(Problem.of("dump-inserts", path, shown(content.names().inserted())));
        } else if (content.names().hasTables() && content.names().rows().isEmpty()) {
            no(Problem.of("dump-schema-only", path));
        } else if (!content.names().hasTables() && rows) {
            no(Problem.of("dump-data-only", path));
        } else {
            content.find(Oddity.DROP)
                    .ifPresent(place -> no(Problem.of("dump-clean", path, place.line(), place.text())));
        }
    }

    private void judgeTables() {
        Set<String> missing = new TreeSet<>(MISSKEY);
        missing.removeAll(content.names().bareNames());
        Set<String> unfilled = new TreeSet<>(content.names().unfilled());
        if (content.names().bareNames().isEmpty()) {
            no(Problem.of("dump-no-tables", path));
        } else if (!missing.isEmpty()) {
            no(Problem.of(
                    "dump-not-misskey",
                    path,
                    String.join(", ", missing),
                    shown(content.names().bareNames())));
        } else if (unfilled.stream().anyMatch(MISSKEY::contains)) {
            no(Problem.of("dump-unfilled", path, shown(unfilled)));
        } else if (!unfilled.isEmpty()) {
            warn(Problem.of("dump-unfilled", path, shown(unfilled)));
        } else if (rowsOf("note") == 0 && rowsOf("user") == 0) {
            warn(Problem.of("dump-nobody", path));
        }
    }

    /** Rows of a table of Misskey's, whatever schema it is in. */
    private long rowsOf(String table) {
        return content.names().rows().entrySet().stream()
                .filter(entry -> entry.getKey().equals(table) || entry.getKey().endsWith("." + table))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static String shown(Iterable<String> names) {
        List<String> all = new ArrayList<>();
        names.forEach(all::add);
        boolean more = all.size() > NAMES_SHOWN;
        return String.join(", ", more ? all.subList(0, NAMES_SHOWN) : all) + (more ? ", ..." : "");
    }

    private void no(Problem problem) {
        findings.add(Finding.no(problem));
    }

    private void warn(Problem problem) {
        findings.add(Finding.warning(problem));
    }
}
