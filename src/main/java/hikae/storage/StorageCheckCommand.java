package hikae.storage;

import hikae.flow.Session;
import hikae.host.Host;
import hikae.instance.Instance;
import hikae.instance.database.MisskeyDatabase;
import hikae.storage.diagnose.MediaFacts;
import hikae.storage.diagnose.MediaFacts.Misskey;
import hikae.storage.diagnose.MediaLook;
import hikae.storage.diagnose.MediaRows;
import hikae.storage.diagnose.MediaSettings;
import hikae.storage.value.R2Answers;
import hikae.storage.value.SecretAccessKey;
import hikae.text.Language;
import hikae.text.Message;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.text.Secret;
import hikae.work.ExitCode;
import hikae.work.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code hikae storage check}: Misskey's settings, each right, wrong or not yet, and the newest files through their
 * addresses. Reads Misskey's database; writes nothing but one test object in the bucket, which it removes.
 */
public final class StorageCheckCommand {
    private final Session session;
    private final Host host;
    private final Path home;
    private final Instance instance;

    /**
     * @param home the backup directory, where the record of the bucket may be
     */
    public StorageCheckCommand(Session session, Path home, Instance instance) {
        this.session = session;
        this.host = session.host();
        this.home = home;
        this.instance = instance;
    }

    /** What the database said, or why it did not. */
    private record Read(Optional<MediaRows> rows, Optional<Problem> problem, Misskey misskey) {}

    /**
     * Looks, judges, shows.
     *
     * @return how it ended; empty when the operator did not wait
     */
    public Optional<ExitCode> run() {
        Optional<Read> read = session.look(Message.of("media.looking"), this::read);
        Optional<Report> report = read.flatMap(this::judged);
        report.ifPresent(session.face()::show);
        return report.map(Report::exit);
    }

    private Optional<Report> judged(Read read) {
        Language language = session.face().language();
        if (read.rows().isEmpty()) {
            return Optional.of(StorageCheckReport.unread(read.problem().orElseThrow(), read.misskey(), language));
        }
        MediaRows rows = read.rows().get();
        MediaLook look = new MediaLook(host);
        return session.look(Message.of("media.trying"), () -> look.tried(facts(rows, read.misskey())))
                .flatMap(facts -> session.look(Message.of("media.fetching"), () -> look.fetched(facts, rows.files())))
                .map(facts -> new StorageCheckReport(facts, rows.meta(), language).report());
    }

    private Read read() {
        Misskey misskey = new MediaLook(host).misskey(instance.address().orElse(""));
        try {
            MediaRows rows = MediaRows.read(MisskeyDatabase.open(host, instance));
            return new Read(Optional.of(rows), Optional.empty(), misskey);
        } catch (ProblemException e) {
            return new Read(Optional.empty(), Optional.of(e.problem()), misskey);
        }
    }

    private MediaFacts facts(MediaRows rows, Misskey misskey) {
        Optional<R2Answers> set = StorageRecord.read(host.files(), home);
        return new MediaFacts(
                MediaSettings.of(rows.meta(), false),
                set,
                kept(),
                misskey,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** A kept key that was changed by hand into something else proves nothing. */
    private Optional<Secret> kept() {
        try {
            return StorageRecord.secret(host.files(), home).map(SecretAccessKey::key);
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }
}
