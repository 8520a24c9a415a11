package hikae.crash;

import hikae.Program;
import hikae.lab.Lab;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One command to which something happens; the first advice of {@code status} is followed as it is printed, to which
 * something happens, too, where the case says so; and then to its end. After each everything that is said is compared
 * with what is.
 *
 * @param flow which command
 * @param steps what happens to it and to the advice after it
 * @param back whether the advice followed in the end is the one that takes back
 */
record KillCase(String flow, List<KillStep> steps, boolean back) {
    /** So often an advice is followed until all must be well. */
    private static final int ROUNDS = 4;

    /** {@code FLOW STEP then STEP}, and {@code then back} in the end. */
    static KillCase parse(String line) {
        String[] words = line.split(" ", 2);
        List<String> steps = new ArrayList<>(List.of(words[1].split(" then ")));
        boolean back = steps.remove("back");
        return new KillCase(words[0], steps.stream().map(KillStep::parse).toList(), back);
    }

    boolean needs(KillStep.How how) {
        return steps.stream().anyMatch(step -> step.how() == how);
    }

    boolean isAlone() {
        return steps.stream().anyMatch(step -> step.how().isEverybodys());
    }

    /** Its rows; the last of one that could not be ended says why. */
    List<KillRow> run(CrashServer server) {
        List<KillRow> rows = new ArrayList<>();
        try {
            server.begin(flow);
            new Doing(server, rows).all();
        } catch (AssertionError | RuntimeException e) {
            rows.add(new KillRow(this.toString(), "", "", "", "", "", "", List.of(String.valueOf(e))));
        }
        return rows;
    }

    /** The case at work. */
    private final class Doing {
        private final CrashServer server;
        private final List<KillRow> rows;
        private final long before;
        private String doing = flow;
        private String last = "";

        Doing(CrashServer server, List<KillRow> rows) {
            this.server = server;
            this.rows = rows;
            this.before =
                    KillOutside.look(server).live().map(KillOutside.Live::oid).orElse(0L);
        }

        void all() {
            List<String> command = server.command(flow);
            KillWords words = null;
            for (KillStep step : steps) {
                if (words != null) {
                    words = started(words);
                    command = advised(words, step.back());
                }
                Optional<Program.Ended> report = step.happen(server, command);
                String point = doing + ": " + (step.back() ? step.toString().substring(5) : step);
                words = look(point, report, step.how() != KillStep.How.ENGINE);
                if (step.how().lasts()) {
                    step.end(server);
                    words = look(point + ", and that is over", Optional.empty(), true);
                }
            }
            for (int round = 0;
                    round < ROUNDS && words != null && words.advice().isPresent();
                    round++) {
                words = followed(words);
            }
            requireRight();
        }

        /** What is to be started comes first. */
        private KillWords started(KillWords words) {
            return words.advice().filter(advice -> advice.contains("docker")).isPresent() ? followed(words) : words;
        }

        /** The command that is printed, as it is printed, with nobody there to say yes. */
        private List<String> advised(KillWords words, boolean wantsBack) {
            String advice = words.advice().orElseThrow(() -> new AssertionError("nothing is advised"));
            if (wantsBack) {
                advice = "hikae restore back";
                String hint = String.valueOf(words.reds().get(0).get("hint"));
                require(hint.contains(advice), advice + " is not offered: " + hint);
            }
            doing = advice.replace("hikae restore ", "");
            return Stream.concat(
                            Stream.of(advice.replaceFirst("^hikae ", "").split(" ")), Stream.of("--no-input", "--yes"))
                    .toList();
        }

        private KillWords followed(KillWords words) {
            String advice = words.advice().orElseThrow();
            if (advice.contains("docker")) {
                Lab.shell(advice);
                return look(advice, Optional.empty(), true);
            }
            require(advice.startsWith("hikae "), "an advice without a command: " + advice);
            List<String> command = new ArrayList<>(advised(words, back));
            command.add("--json");
            Program.Ended ended = server.ran(command);
            require(ended.out().startsWith("{"), advice + ": " + ended);
            last = String.valueOf(ended.json().get("report"));
            return look("hikae restore " + doing, Optional.of(ended), true);
        }

        /** Looks and listens until nothing changes meanwhile, and compares. */
        private KillWords look(String point, Optional<Program.Ended> report, boolean engine) {
            KillOutside is = KillOutside.look(server);
            List<String> wrong = new ArrayList<>();
            KillJudge first = new KillJudge(is, before, flow.equals("lost"), engine);
            report.ifPresent(ended -> wrong.addAll(first.against(ended, flow)));
            for (int i = 0; ; i++) {
                KillWords words = KillWords.hear(server);
                KillOutside now = KillOutside.look(server);
                List<String> against = new KillJudge(now, before, flow.equals("lost"), engine).against(words);
                if (now.equals(is) || i == ROUNDS) {
                    wrong.addAll(against);
                    rows.add(row(point, now, report, words, wrong));
                    System.out.println(rows.get(rows.size() - 1));
                    if (now.database() && !flow.equals("lost")) {
                        server.requireIntact();
                    }
                    return words;
                }
                is = now;
            }
        }

        private KillRow row(
                String point, KillOutside now, Optional<Program.Ended> report, KillWords words, List<String> wrong) {
            return new KillRow(
                    point.replace(place(), "DIRECTORY"),
                    now.toString(),
                    report.map(KillCase::told).orElse("-"),
                    words.told(),
                    words.judged(),
                    words.watched(),
                    words.advice().orElse("-").replace(place(), "DIRECTORY"),
                    wrong);
        }

        private String place() {
            return server.misskey().directory().toString();
        }

        /** Misskey serves what the last report named, and nothing is left of it all. */
        private void requireRight() {
            KillOutside is = KillOutside.look(server);
            require(is.isWhole(), "in the end: " + is);
            boolean wasOld = flow.equals("lost") || server.served().equals(server.old);
            KillOutside.Content begun = wasOld ? KillOutside.Content.OLD : KillOutside.Content.FRESH;
            KillOutside.Content other = wasOld ? KillOutside.Content.FRESH : KillOutside.Content.OLD;
            KillOutside.Content content = is.live().orElseThrow().content();
            Map<String, KillOutside.Content> named = Map.of("restore", other, "undo", other, "restore-back", begun);
            require(content != KillOutside.Content.NEITHER, "in the end: " + is);
            require(named.getOrDefault(last, content) == content, "in the end, after " + last + ": " + is);
        }
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new AssertionError(otherwise);
        }
    }

    private static String told(Program.Ended report) {
        Map<String, Object> json = report.json();
        String id = String.valueOf(json.getOrDefault("report", report.problem()));
        String problem = report.problem().isEmpty() || report.problem().equals(id) ? "" : " (" + report.problem() + ")";
        return id + problem
                + (json.containsKey("serves")
                        ? ", serves " + json.get("serves") + ", Misskey " + json.get("misskey")
                        : "")
                + " (exit " + report.status() + ")";
    }

    /** Makes the server ready for the next case. */
    void reset(CrashServer server) {
        if (flow.equals("lost")) {
            server.resetCluster();
        } else {
            server.reset(flow);
        }
        server.awaitServing();
    }

    @Override
    public String toString() {
        return flow + " "
                + String.join(" then ", steps.stream().map(KillStep::toString).toList()) + (back ? " then back" : "");
    }
}
