package hikae.recovery.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hikae.ask.Given;
import hikae.backup.container.ImageRecord;
import hikae.backup.home.BackupDirectoryReader;
import hikae.dump.DumpReading;
import hikae.dump.DumpScan;
import hikae.flow.Session;
import hikae.host.Environment;
import hikae.host.Host;
import hikae.host.real.RealHost;
import hikae.recovery.MadeUpServer;
import hikae.recovery.ResumeRun;
import hikae.recovery.record.LostRun;
import hikae.recovery.record.Situation;
import hikae.work.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the owner of the backup directory writes in the place of a record that a run of root's decides by. */
class ForgedRecordsTest {
    private static final int OWNER = 65534;
    private static final String RUN = "20261122-000000-restore";
    private static final String EARLIER = "20261121-000000-restore";

    private static final String HEAD =
            "{\"what\":\"head\",\"at\":\"2026-11-22T00:00:00Z\",\"version\":1,\"flow\":\"restore\"," + "\"run\":\""
                    + RUN + "\",\"input\":{\"password_file\":\"/etc/shadow\"},\"steps\":[\"pin\"]}\n";

    @TempDir
    Path home;

    private Host host;
    private hikae.host.Files files;
    private Path folder;

    @BeforeEach
    void beRoot() throws IOException {
        host = RealHost.here(Environment.ofProcess());
        files = host.files();
        assumeTrue(host.environment().uid() == 0, "only root can work in the directory of somebody else");
        owned(home);
        folder = directory(directory(directory(home, "hikae"), "runs"), RUN);
    }

    /** It leads to a server of whoever wrote it, and names a file of root's as the password to send there. */
    @Test
    void theStateOfARunIsNotLookedAtWhereSomebodyElseHasNotedIt() throws IOException {
        forged("journal.jsonl", HEAD);

        assertThat(Journal.read(files, folder)).isPresent();
        assertThat(Situation.of(host, folder)).isEmpty();
    }

    /** By it the run would empty the data of a lost cluster instead of setting it aside: it would be its own. */
    @Test
    void aNoteIsNotReadWhenSomebodyElseHasWrittenIt() throws IOException {
        forged("notes.json", "{\"fresh_inode\":\"4711\",\"client\":\"another-container\"}\n");
        RunNotes notes = new RunNotes(files, folder);

        assertThat(notes.all()).isEmpty();

        notes.put(Note.DUMP, Path.of("/b/x.sql.gz"));
        assertThat(notes.all()).doesNotContainKeys("fresh_inode", "client").containsEntry("dump", "/b/x.sql.gz");
        assertThat(Files.getAttribute(folder.resolve("notes.json"), "unix:uid")).isEqualTo(0);
    }

    /** The run before made the directory that the data is in now. */
    @Test
    void aNoteOfAnotherRunIsNotRead() throws IOException {
        Path earlier = directory(home.resolve("hikae/runs"), EARLIER);
        new RunNotes(files, earlier).put(Note.FRESH_INODE, "4711");

        Files.move(earlier.resolve("notes.json"), folder.resolve("notes.json"));

        assertThat(new RunNotes(files, folder).get(Note.FRESH_INODE)).isEmpty();
    }

    @Test
    void whatADumpHoldsIsWhatRootHasReadOfThisOne() throws IOException {
        DumpReading reading = madeUp();
        Manifest.write(files, folder, reading);
        assertThat(Manifest.read(files, folder)).isEqualTo(reading.report().facts());
        assertThat(Manifest.readParts(files, folder)).isEqualTo(reading.parts());
        Path earlier = directory(home.resolve("hikae/runs"), EARLIER);
        Manifest.write(files, earlier, reading);

        for (String name : new String[] {"manifest.json", "parts.json"}) {
            Files.move(folder.resolve(name), home.resolve(name));
            Files.move(earlier.resolve(name), folder.resolve(name));
        }
        refused();

        for (String name : new String[] {"manifest.json", "parts.json"}) {
            forged(name, Files.readString(home.resolve(name)));
        }
        refused();
    }

    /** It would be gone on with by the words in it: a password file to read, an image to run, a directory to rename. */
    @Test
    void aRunThatSomebodyElseHasNotedIsShownButNotGoneOnWith() throws IOException {
        forged("journal.jsonl", HEAD);
        MadeUpServer server = new MadeUpServer();
        server.run(Map.of(), (face, given) -> {
            ResumeRun taking = new ResumeRun(new Session(host, face, Given.nothing()), home);
            assertThat(taking.unfinished()).isPresent();
            for (ThrowingCallable act : List.<ThrowingCallable>of(taking::first, taking::goOn, taking::goBack)) {
                assertThatThrownBy(act).hasMessage("recovery-run-foreign");
            }
            return Optional.empty();
        });
    }

    /** By it a restore would set the data of a database that serves aside, without a look at it. */
    @Test
    void noRestoreTakesOverFromARunThatSomebodyElseHasNoted() throws IOException {
        String lost = HEAD.replace("\"input\":{", "\"input\":{\"" + LostClusterOptions.DATA + "\":\"/srv/db\",")
                + "{\"what\":\"back\"}\n";
        Files.writeString(folder.resolve("journal.jsonl"), lost, UTF_8);
        assertThat(LostRun.stuck(files, home)).isPresent();

        forged("journal.jsonl", lost);

        assertThat(LostRun.stuck(files, home)).isEmpty();
    }

    /** Whoever knows when a restore begins could have laid the record of one there. */
    @Test
    void aRunIsNotNotedInAFileOfSomebodyElse() throws IOException {
        forged("journal.jsonl", HEAD);
        Path journal = folder.resolve("journal.jsonl");

        assertThatThrownBy(() -> files.appendOurs(journal, "{}", true)).hasMessage("file-not-ours");

        Files.delete(journal);
        files.appendOurs(journal, "{}", true);
        assertThat(Files.getAttribute(journal, "unix:uid")).isEqualTo(0);
        assertThat(files.look(journal).orElseThrow().mode()).isEqualTo(hikae.host.Files.PUBLIC);
        assertThat(journal).hasContent("{}\n");
    }

    /** The folder says which run it is: what a journal calls itself would lead elsewhere. */
    @Test
    void aRunIsCalledAsItsFolderIs() throws IOException {
        forged("journal.jsonl", HEAD.replace(RUN, "../../../elsewhere"));

        assertThat(Journal.read(files, folder).orElseThrow().runId()).isEqualTo(RUN);
    }

    private static DumpReading madeUp() {
        hikae.host.Files server = new MadeUpServer().host.files();
        return server.list(MadeUpServer.HOME.resolve("backups/last")).stream()
                .filter(file -> file.toString().endsWith(".sql.gz"))
                .findFirst()
                .map(dump -> DumpScan.read(server, dump, bytes -> {}))
                .orElseThrow();
    }

    private void refused() {
        assertThatThrownBy(() -> Manifest.read(files, folder)).hasMessage("recovery-manifest");
        assertThatThrownBy(() -> Manifest.readParts(files, folder)).hasMessage("recovery-manifest");
    }

    /** Else a look at another image could be kept from being told. */
    @Test
    void whichImageRunsIsWhatRootHasNoted() throws IOException {
        String said = "{\"image\":\"backup:15\",\"id\":\"sha256:1\",\"digests\":[]}";
        Path record = Files.writeString(home.resolve(ImageRecord.FILE), said, UTF_8);
        assertThat(present()).isTrue();

        owned(record);

        assertThat(present()).isFalse();
    }

    private boolean present() {
        return new BackupDirectoryReader(host, false)
                .readAny(home, "misskey-backup")
                .file(ImageRecord.FILE)
                .isPresent();
    }

    private void forged(String name, String text) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
        owned(Files.writeString(folder.resolve(name), text, UTF_8));
    }

    private static Path directory(Path in, String name) throws IOException {
        return owned(Files.createDirectory(in.resolve(name)));
    }

    private static Path owned(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", OWNER);
        Files.setAttribute(path, "unix:gid", OWNER);
        return path;
    }
}
