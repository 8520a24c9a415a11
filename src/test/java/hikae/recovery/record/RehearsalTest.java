package hikae.recovery.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hikae.host.Environment;
import hikae.host.Files;
import hikae.host.real.RealHost;
import hikae.recovery.run.RunNotes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose word is taken for it that a backup was rehearsed. */
class RehearsalTest {
    private static final int OWNER = 65534;
    private static final Instant THEN = Instant.parse("2026-11-22T00:00:00Z");
    private static final String SAID = "{\"dump\":\"/b/x.sql.gz\",\"done_at\":\"" + THEN + "\"}\n";

    @TempDir
    Path home;

    @Test
    void whoeverOwnsTheDirectoryCannotSayThatItWas() throws IOException {
        Environment us = Environment.ofProcess();
        assumeTrue(us.uid() == 0, "only root can work in the directory of somebody else");
        Files files = RealHost.here(us).files();
        Path folder = java.nio.file.Files.createDirectories(home.resolve("hikae/runs/20261122-000000-rehearse"));
        for (Path one : List.of(home, home.resolve("hikae"), home.resolve("hikae/runs"), folder)) {
            java.nio.file.Files.setAttribute(one, "unix:uid", OWNER);
        }
        for (String name : new String[] {"notes.json", "proved.json"}) {
            Path forged = java.nio.file.Files.writeString(folder.resolve(name), SAID, StandardCharsets.UTF_8);
            java.nio.file.Files.setAttribute(forged, "unix:uid", OWNER);
        }
        assertThat(Rehearsal.last(files, home)).isEmpty();

        RunNotes.prove(files, folder, Optional.of(Path.of("/b/x.sql.gz")), THEN);

        assertThat(Rehearsal.last(files, home).map(Rehearsal::at)).contains(THEN);
        assertThat(Rehearsal.isProved(files, home, THEN)).isTrue();
    }
}
