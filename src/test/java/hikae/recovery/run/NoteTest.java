package hikae.recovery.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hikae.host.Environment;
import hikae.host.Files;
import hikae.host.real.RealHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of older and newer versions take over from each other: what is written and read stays as it was. */
class NoteTest {
    private static final Instant THEN = Instant.parse("2026-11-22T01:02:03.456Z");

    @TempDir
    Path home;

    private Path folder;
    private Files files;

    @BeforeEach
    void makeTheFolder() throws IOException {
        folder = java.nio.file.Files.createDirectories(home.resolve("hikae/runs/20261122-010203-restore"));
        files = RealHost.here(Environment.ofProcess()).files();
    }

    @Test
    void everyKindIsWrittenAsItAlwaysWas() {
        RunNotes notes = new RunNotes(files, folder);
        notes.put(Note.DUMP, Path.of("/b/x.sql.gz"));
        notes.put(Note.LIVE_OID, 16384L);
        notes.put(Note.SCHEDULER_RAN, true);
        notes.put(Note.STOPPED, List.of("misskey-web-1", "misskey-worker-1"));
        notes.put(Note.ANSWERED_BEFORE, MisskeyAnswer.SILENT);
        notes.put(Note.SWITCHED_AT, THEN);

        String written = "{\"dump\":\"/b/x.sql.gz\",\"live_oid\":16384,\"scheduler_ran\":true,"
                + "\"stopped\":\"misskey-web-1 misskey-worker-1\",\"answered_before\":\"silent\","
                + "\"switched_at\":\"2026-11-22T01:02:03.456Z\",\"of\":\"20261122-010203-restore/notes.json\"}\n";
        assertThat(folder.resolve("notes.json")).hasBinaryContent(written.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatAnOlderRunHasNotedIsRead() {
        noted("{\"stopped\":\"\",\"answered_before\":\"answers\",\"load_seconds\":7,\"scheduler_ran\":\"true\"}");
        RunNotes notes = new RunNotes(files, folder);

        assertThat(notes.has(Note.STOPPED)).isTrue();
        assertThat(notes.get(Note.STOPPED)).contains(List.of());
        assertThat(notes.get(Note.ANSWERED_BEFORE)).contains(MisskeyAnswer.ANSWERS);
        assertThat(notes.get(Note.LOAD_SECONDS)).contains(7L);
        assertThat(notes.is(Note.SCHEDULER_RAN)).isTrue();
        assertThat(notes.is(Note.CLUSTER_READY)).isFalse();
    }

    /** That the databases were switched is known although not when: never "not switched". */
    @Test
    void aNoteThatCannotBeReadIsStillThere() {
        noted("{\"switched_at\":\"yesterday\"}");

        assertThat(RunNotes.past(files, folder).has(Note.SWITCHED_AT)).isTrue();
        assertThat(RunNotes.past(files, folder).get(Note.SWITCHED_AT)).isEmpty();
        assertThatThrownBy(() -> new RunNotes(files, folder).get(Note.SWITCHED_AT))
                .hasMessage("recovery-run-damaged");
    }

    @Test
    void aRunInheritsWhatItHasNotNotedItself() throws IOException {
        Path before = java.nio.file.Files.createDirectories(folder.resolveSibling("20261121-000000-restore"));
        RunNotes earlier = new RunNotes(files, before);
        earlier.put(Note.SCHEDULER_RAN, true);
        earlier.put(Note.FRESH_INODE, "4711");
        RunNotes notes = new RunNotes(files, folder);
        notes.put(Note.FRESH_INODE, "12");

        for (Note<?> note : List.of(Note.SCHEDULER_RAN, Note.FRESH_INODE, Note.DATA_ASIDE)) {
            notes.inherit(earlier, note);
        }

        assertThat(notes.is(Note.SCHEDULER_RAN)).isTrue();
        assertThat(notes.all()).containsEntry("fresh_inode", "12").doesNotContainKey("data_aside");
    }

    private void noted(String json) {
        files.writeOurs(
                folder.resolve("notes.json"),
                (json.replaceFirst("}$", ",\"of\":\"20261122-010203-restore/notes.json\"}") + "\n")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
