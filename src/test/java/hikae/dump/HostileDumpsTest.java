package hikae.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that could run code, and nothing that is not understood, is taken for good, wherever it stands. */
class HostileDumpsTest {
    @TempDir
    Path directory;

    static Stream<HostileDumps.Case> cases() {
        return HostileDumps.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void areRefusedByTheirCause(HostileDumps.Case hostile) {
        MadeUpDump early = MadeUpDump.small();
        early.ddl = hostile.sql();
        MadeUpDump late = MadeUpDump.small();
        late.post = hostile.sql();
        for (MadeUpDump dump : List.of(early, late)) {
            DumpReading reading = new Scanned(directory).reading(dump.text());
            assertThat(Scanned.refusals(reading.report())).containsExactly(hostile.id());
            long line = dump.text()
                            .substring(0, dump.text().indexOf(hostile.sql()))
                            .lines()
                            .count()
                    + 1;
            assertThat(Scanned.args(reading.report())).element(1).isIn(line, line + 1);
        }
    }

    @Test
    void areManyCases() {
        assertThat(cases().count()).isGreaterThan(100);
    }

    /** psql skips the byte behind the first one of a letter, so that this quote does not end and the next line runs. */
    @Test
    void areNotMaskedByAnEncoding() {
        for (String encoding : List.of("SJIS", "BIG5", "GBK", "GB18030", "UHC", "JOHAB")) {
            MadeUpDump dump = MadeUpDump.small();
            dump.ddl = "SET client_encoding = '" + encoding + "';\nCOMMENT ON TABLE public.note IS 'x\u0001';\n"
                    + "\\! id\n';\n";
            byte[] sql = dump.sql();
            sql[dump.text().indexOf('\u0001')] = (byte) 0x81;
            assertThat(Scanned.refusals(new Scanned(directory).of("d.sql", sql)))
                    .as(encoding)
                    .contains("dump-encoding");
        }
    }
}
