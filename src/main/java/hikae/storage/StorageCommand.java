package hikae.storage;

import hikae.ask.Answers;
import hikae.ask.AnswersFile;
import hikae.ask.Interview;
import hikae.flow.Session;
import hikae.host.Files;
import hikae.host.Host;
import hikae.host.Web;
import hikae.instance.PathText;
import hikae.instance.SecretFiles;
import hikae.storage.probe.TestObjects;
import hikae.storage.s3.S3Bucket;
import hikae.storage.value.R2Answers;
import hikae.storage.value.SecretAccessKey;
import hikae.text.Message;
import hikae.text.Secret;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Preview;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** {@code hikae storage}: the values of an R2 bucket, proof that they are right, and what Misskey wants of them. */
public final class StorageCommand {
    private static final int LIMIT = 1 << 20;

    private final Session session;
    private final Host host;
    private final Path home;
    private final String misskey;

    /**
     * @param home the backup directory
     * @param misskey Misskey's host name; empty when it is not known
     */
    public StorageCommand(Session session, Path home, String misskey) {
        this.session = session;
        this.host = session.host();
        this.home = home;
        this.misskey = misskey;
    }

    /**
     * Runs the flow.
     *
     * @return how it ended; empty when the operator went back
     */
    public Optional<ExitCode> run() {
        Optional<R2Answers> present = StorageRecord.read(host.files(), home);
        Optional<Secret> kept = StorageRecord.secret(host.files(), home).map(SecretAccessKey::key);
        removeLeft(present, kept);
        Optional<Secret> fromFile = new SecretFiles(host)
                .read(session.given().answer("r2_secret_file"))
                .map(secret -> SecretAccessKey.parse(secret.reveal()).key());
        StorageForm form = new StorageForm(
                host,
                new StorageForm.Before(session.given().answers(), fromFile, present, kept),
                answers -> misskey,
                !session.given().dryRun(),
                false);
        return walk(form, form.interview());
    }

    /** Test objects that a check left when it was killed. */
    private void removeLeft(Optional<R2Answers> present, Optional<Secret> kept) {
        TestObjects probes = new TestObjects(host);
        if (present.isEmpty() || kept.isEmpty() || probes.isEmpty()) {
            return;
        }
        String keyId = present.get().accessKey().id();
        Web.Signature signature = new Web.Signature(keyId, kept.get(), S3Bucket.REGION);
        session.look(Message.of("storage.removing"), () -> {
            probes.removeLeft(host.web(), id -> Optional.of(signature).filter(mine -> keyId.equals(id)));
            return true;
        });
    }

    private Optional<ExitCode> walk(StorageForm form, Interview interview) {
        return session.flow().ask(interview, () -> {
            StorageAnswers answers = form.answers(interview.answers()).orElseThrow();
            save(interview.answers());
            StorageReport report = new StorageReport(home, answers.r2(), form.base(interview.answers()));
            Plan plan = StoragePlan.of(
                    home, misskey, answers, path -> host.files().readIfThere(path, LIMIT), session.now());
            if (plan.isEmpty() || session.given().dryRun()) {
                return session.flow().instead(plan.isEmpty() ? report.unchanged() : report.dryRun(Preview.of(plan)));
            }
            return session.flow().approve(plan, report::of);
        });
    }

    private void save(Answers answers) {
        session.given().saveAnswers().ifPresent(file -> {
            byte[] text = AnswersFile.write(AnswersFile.held(answers)).getBytes(StandardCharsets.UTF_8);
            host.files().write(PathText.parse(file, host.environment()), text, Files.PRIVATE);
        });
    }
}
