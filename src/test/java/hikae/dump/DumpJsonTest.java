package hikae.dump;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import hikae.dump.file.DumpFormat;
import hikae.dump.rows.Fingerprint;
import hikae.text.Finding;
import hikae.text.Json;
import hikae.text.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DumpJsonTest {
    private static final List<DumpFormat> FORMATS = List.of(DumpFormat.values());
    private static final List<String> ODD =
            List.of("", " ", "a", "日本", "\"", "\\N", "\n\t", "\u0001", "a.b", "👍", "null");

    @Test
    void aReportComesBackAsItWas() {
        for (long seed = 0; seed < 500; seed++) {
            DumpReport report = report(new Random(seed));
            Optional<DumpReport> back = Json.object(Json.line(report.json())).flatMap(DumpReport::of);

            assertThat(back).as("seed %d", seed).contains(report);
            assertThat(List.copyOf(back.orElseThrow().facts().rows().keySet()))
                    .isEqualTo(List.copyOf(report.facts().rows().keySet()));
        }
    }

    @Test
    void isEmptyForWhatIsNoReport() {
        Map<String, Object> json = report(new Random(1)).json();
        for (String key : List.of("format", "bytes", "sql_bytes", "rows", "indexes", "findings")) {
            Map<String, Object> without = new LinkedHashMap<>(json);
            without.remove(key);
            assertThat(DumpReport.of(without)).as(key).isEmpty();
            without.put(key, "x");
            assertThat(DumpReport.of(without)).as(key).isEmpty();
        }
        assertThat(DumpReport.of(Map.of())).isEmpty();
    }

    @Test
    void itsKeysAreThoseOfTheSchema() throws IOException {
        Object dump = Json.object(Files.readString(Path.of("templates/output.schema.json")))
                .orElseThrow();
        for (String key : List.of("$defs", "dump", "properties")) {
            dump = requireNonNull(((Map<?, ?>) dump).get(key));
        }
        Random random = new Random(1);
        DumpReport report = report(random);
        while (report.facts().fingerprint().isEmpty()) {
            report = report(random);
        }
        assertThat(report.json().keySet().toArray())
                .containsExactlyInAnyOrder(((Map<?, ?>) dump).keySet().toArray());
    }

    private static DumpReport report(Random random) {
        Map<String, Long> rows = new LinkedHashMap<>();
        texts(random).forEach(name -> rows.put(name, random.nextLong() >>> 1));
        DumpFacts facts = new DumpFacts(
                FORMATS.get(random.nextInt(FORMATS.size())),
                random.nextLong() >>> 1,
                random.nextInt(9),
                text(random),
                maybe(random),
                maybe(random),
                rows,
                texts(random),
                texts(random),
                texts(random),
                texts(random),
                maybe(random),
                random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochMilli(random.nextLong(0, 4_000_000_000_000L))),
                texts(random),
                random.nextBoolean(),
                sequences(random),
                random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(new Fingerprint(text(random), text(random), random.nextBoolean())),
                Map.of(text(random), random.nextInt(20)));
        List<Finding> findings = new ArrayList<>();
        texts(random).forEach(name -> {
            Problem problem = Problem.of("dump-cut", name, random.nextLong());
            findings.add(random.nextBoolean() ? Finding.no(problem) : Finding.warning(problem));
        });
        return new DumpReport(facts, findings);
    }

    private static Map<String, String> sequences(Random random) {
        Map<String, String> sequences = new LinkedHashMap<>();
        texts(random).forEach(name -> sequences.put(name, "5 " + random.nextBoolean()));
        return sequences;
    }

    private static String text(Random random) {
        return ODD.get(random.nextInt(ODD.size())) + ODD.get(random.nextInt(ODD.size()));
    }

    private static Optional<String> maybe(Random random) {
        return random.nextBoolean() ? Optional.empty() : Optional.of(text(random));
    }

    private static List<String> texts(Random random) {
        List<String> texts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            texts.add(text(random) + i);
        }
        return texts;
    }
}
