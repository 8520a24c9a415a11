package hikae.storage;

import hikae.ask.Answers;
import hikae.ask.AnswersFile;
import hikae.ask.Given;
import hikae.ask.Interview;
import hikae.host.Files;
import hikae.host.Host;
import hikae.host.Web;
import hikae.instance.PathText;
import hikae.instance.SecretFiles;
import hikae.text.Say;
import hikae.text.Secret;
import hikae.ui.FrontEnd;
import hikae.ui.Walk;
import hikae.work.ExitCode;
import hikae.work.Plan;
import hikae.work.Preview;
import hikae.work.Report;
import hikae.work.Run;
import hikae.work.Runner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code hikae storage}: the values of an R2 bucket, proof that they are right, and what Misskey wants of them. */
public final class StorageCommand {
    private static final int LIMIT = 1 << 20;

    private final Host host;
    private final FrontEnd face;
    private final Given given;
    private final Path home;
    private final String misskey;

    /**
     * @param home the backup directory
     * @param misskey Misskey's host name; empty when it is not known
     */
    public StorageCommand(Host host, FrontEnd face, Given given, Path home, String misskey) {
        this.host = host;
        this.face = face;
        this.given = given;
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
                .read(given.answer("r2_secret_file"))
                .map(secret -> SecretAccessKey.parse(secret.reveal()).key());
        StorageForm form = new StorageForm(
                host,
                new StorageForm.Before(given.answers(), fromFile, present, kept),
                answers -> misskey,
                !given.dryRun(),
                false);
        return walk(form, form.interview());
    }

    /** Test objects that a check left when it was killed. */
    private void removeLeft(Optional<R2Answers> present, Optional<Secret> kept) {
        Probes probes = new Probes(host);
        if (present.isEmpty() || kept.isEmpty() || probes.isEmpty()) {
            return;
        }
        String keyId = present.get().accessKey().id();
        Web.Signature signature = new Web.Signature(keyId, kept.get(), S3Bucket.REGION);
        face.look(Say.of("storage.removing"), () -> {
            probes.removeLeft(host.web(), id -> Optional.of(signature).filter(mine -> keyId.equals(id)));
            return true;
        });
    }

    private Optional<ExitCode> walk(StorageForm form, Interview interview) {
        while (true) {
            Walk walked = face.conduct(interview);
            if (walked != Walk.ON) {
                return walked == Walk.BACK ? Optional.empty() : Optional.of(ExitCode.LEFT);
            }
            StorageAnswers answers = form.answers(interview.answers()).orElseThrow();
            save(interview.answers());
            StorageReport report = new StorageReport(home, answers.r2(), form.base(interview.answers()));
            Plan plan = StoragePlan.of(
                    home,
                    misskey,
                    answers,
                    path -> host.files().readIfThere(path, LIMIT),
                    host.environment().clock().instant());
            if (plan.isEmpty() || given.dryRun()) {
                face.show(plan.isEmpty() ? report.unchanged() : report.dryRun(Preview.of(plan)));
                return Optional.of(ExitCode.DONE);
            }
            Walk approved = face.approve(Preview.of(plan));
            if (approved != Walk.BACK) {
                return Optional.of(approved == Walk.ON ? apply(plan, report) : ExitCode.LEFT);
            }
        }
    }

    private void save(Answers answers) {
        given.saveAnswers().ifPresent(file -> {
            Map<String, String> saved = new LinkedHashMap<>();
            StorageForm.SAVED.forEach(
                    id -> answers.text(id).filter(text -> !text.isEmpty()).ifPresent(text -> saved.put(id, text)));
            byte[] text = AnswersFile.write(saved).getBytes(StandardCharsets.UTF_8);
            host.files().write(PathText.parse(file, host.environment()), text, Files.PRIVATE);
        });
    }

    private ExitCode apply(Plan plan, StorageReport report) {
        Run run = new Runner(host).start(plan);
        if (face.follow(run) == Walk.LEAVE && !run.isOver()) {
            return ExitCode.LEFT;
        }
        Report shown = report.of(run);
        face.show(shown);
        return shown.exit();
    }
}
