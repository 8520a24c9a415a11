package hikae.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** robfig/cron itself, the library inside go-cron, asked by a small Go program. */
final class CronOracle {
    private static final Path INSTALL = Path.of("src/test/oracle/install");
    private static final Path PROGRAM = Path.of("target/oracle/cron");

    /** An expression and the moment after which it is to run. */
    record Question(String spec, ZonedDateTime after) {
        String line() {
            return after.getZone().getId() + "\t" + after.toEpochSecond() + "\t" + spec;
        }

        @Override
        public String toString() {
            return "<" + spec + "> after " + after;
        }
    }

    /** Builds the program; there is no going on without it. */
    static CronOracle build() {
        run(new ProcessBuilder("sh", INSTALL.toString(), "build"), "the oracle is not there: run " + INSTALL + "\n");
        return new CronOracle();
    }

    /** For each question the next three runs, fewer if there are no more; empty if go-cron refuses. */
    List<Optional<List<Instant>>> ask(List<Question> questions) {
        try {
            Path in = Files.createTempFile("questions", ".tsv");
            Path out = Files.createTempFile("answers", ".txt");
            Files.write(in, questions.stream().map(Question::line).toList(), UTF_8);
            run(
                    new ProcessBuilder(PROGRAM.toString())
                            .redirectInput(in.toFile())
                            .redirectOutput(out.toFile()),
                    "");
            List<String> lines = Files.readAllLines(out, UTF_8);
            Files.delete(in);
            Files.delete(out);
            return lines.stream().map(CronOracle::answer).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<List<Instant>> answer(String line) {
        if (line.equals("error")) {
            return Optional.empty();
        }
        List<Instant> runs = new ArrayList<>();
        for (String time : line.split(" ")) {
            if (!time.equals("-")) {
                runs.add(Instant.ofEpochSecond(Long.parseLong(time)));
            }
        }
        return Optional.of(runs);
    }

    private static void run(ProcessBuilder builder, String advice) {
        try {
            Process process = builder.start();
            String errors = new String(process.getErrorStream().readAllBytes(), UTF_8);
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(advice + errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
