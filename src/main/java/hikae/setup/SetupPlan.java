package hikae.setup;

import hikae.backup.BackupPlan;
import hikae.backup.adopt.AdoptFile;
import hikae.backup.compose.BackupCompose;
import hikae.backup.container.ImageRecord;
import hikae.backup.container.ProveArmed;
import hikae.backup.container.RecordImage;
import hikae.backup.container.ScheduleGuard;
import hikae.backup.container.StartService;
import hikae.backup.home.BackupDirectory;
import hikae.backup.settings.BackupLayout;
import hikae.backup.settings.BackupSettings;
import hikae.host.Docker;
import hikae.host.Files;
import hikae.storage.StorageAnswers;
import hikae.storage.StorageRecord;
import hikae.text.Finding;
import hikae.work.MakeDirectory;
import hikae.work.Plan;
import hikae.work.RemoveSecrets;
import hikae.work.SetMode;
import hikae.work.Step;
import hikae.work.WriteFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns what is present and what is wanted into steps; pure. The same answers again give no steps (P7). */
public final class SetupPlan {
    private final BackupDirectory directory;
    private final List<Step> steps = new ArrayList<>();

    private boolean forced;

    private SetupPlan(BackupDirectory directory) {
        this.directory = directory;
    }

    /**
     * The whole setup: files, service, proof.
     *
     * @param filesOnly whether nothing is started
     */
    static Plan of(BackupDirectory directory, SetupRequest wanted, boolean filesOnly, Instant now) {
        SetupPlan plan = new SetupPlan(directory);
        plan.directories();
        plan.file(BackupLayout.IGNORE, OwnFiles.ignore(), Files.PUBLIC, false);
        plan.file(BackupLayout.ENV, OwnFiles.env(directory, wanted.settings().project()), Files.PUBLIC, false);
        wanted.password()
                .ifPresent(
                        password -> plan.file(BackupLayout.PASSWORD, OwnFiles.secret(password), Files.PRIVATE, true));
        wanted.storage()
                .flatMap(StorageAnswers::keptSecret)
                .ifPresent(secret -> plan.file(BackupLayout.R2_SECRET, OwnFiles.secret(secret), Files.PRIVATE, true));
        wanted.storage()
                .ifPresent(media ->
                        plan.file(BackupLayout.R2_RECORD, StorageRecord.bytes(media.r2()), Files.PRIVATE, false));
        plan.compose(wanted.settings(), wanted.defects());
        plan.checklist(wanted);
        plan.file(BackupLayout.RECOVERY, OwnFiles.recovery(directory, wanted), Files.PUBLIC, false);
        wanted.instance().step(now).ifPresent(plan.steps::add);
        if (!filesOnly) {
            plan.service(wanted.settings());
            plan.image(wanted.settings());
            plan.firstBackup(wanted.settings());
        }
        plan.oldSecrets(wanted);
        return plan.made("setup", wanted.settings(), now);
    }

    /** Only the schedule: one value of compose.yml and what quotes it, and the container. */
    static Plan schedule(BackupDirectory directory, BackupSettings settings, boolean filesOnly, Instant now) {
        SetupPlan plan = new SetupPlan(directory);
        plan.compose(settings, List.of());
        if (!filesOnly) {
            plan.service(settings);
        }
        return plan.made("schedule", settings, now);
    }

    /**
     * What is amiss with a setup.
     *
     * @param first what must be done before anything else
     * @param service whether the service is started where it does not run as compose.yml says
     * @param forced whether its container is recreated though nothing it reads has changed
     * @param last what is done when it runs
     */
    public record Amiss(List<Step> first, boolean service, boolean forced, List<Step> last) {
        public Amiss {
            first = List.copyOf(first);
            last = List.copyOf(last);
        }
    }

    /** Only what is amiss, and compose.yml where it differs. */
    public static Plan repair(BackupDirectory directory, BackupSettings settings, Amiss amiss, Instant now) {
        SetupPlan plan = new SetupPlan(directory);
        plan.forced = amiss.forced();
        plan.steps.addAll(amiss.first());
        plan.compose(settings, List.of());
        if (amiss.service()) {
            plan.service(settings);
        }
        plan.steps.addAll(amiss.last());
        return plan.made("mend", settings, now);
    }

    private Plan made(String flow, BackupSettings settings, Instant now) {
        Map<String, String> input = new LinkedHashMap<>();
        BackupCompose.values(settings).forEach((key, value) -> input.put(key.name(), value));
        input.put("directory", directory.directory().toString());
        return Plan.at(now, flow, directory.directory(), steps, input);
    }

    private void directories() {
        for (String name : BackupLayout.DIRECTORIES) {
            Integer mode = directory.modes().get(name);
            Path path = directory.path(name);
            if (mode == null) {
                steps.add(new MakeDirectory(path, Files.PRIVATE_DIRECTORY));
            } else if ((mode & ~Files.PRIVATE_DIRECTORY) != 0 && path.startsWith(directory.directory())) {
                steps.add(new SetMode(path, Files.PRIVATE_DIRECTORY)); // what is elsewhere is not only ours
            }
        }
    }

    private void compose(BackupSettings settings, List<Finding> defects) {
        byte[] after = OwnFiles.compose(directory, settings);
        if (directory.isByHand()) {
            Optional<byte[]> before = directory.file(directory.composeName());
            steps.add(
                    new AdoptFile(new WriteFile(directory.composeFile(), before, after, Files.PUBLIC, false), defects));
        } else {
            file(directory.composeName(), after, Files.PUBLIC, false);
        }
        if (ScheduleGuard.isIn(BackupCompose.read(after, directory.composeName()))) {
            file(BackupLayout.HOOK, ScheduleGuard.file(), Files.PROGRAM, false);
        }
    }

    /** A checklist with values is not replaced by one without: object storage was left as it is this time. */
    private void checklist(SetupRequest wanted) {
        if (wanted.storage().isPresent()
                || directory.file(BackupLayout.CHECKLIST).isEmpty()) {
            file(BackupLayout.CHECKLIST, OwnFiles.checklist(wanted), Files.PUBLIC, false);
        }
    }

    private void file(String name, byte[] after, int mode, boolean secret) {
        Optional<byte[]> before = directory.file(name);
        boolean sameBytes = before.filter(bytes -> Arrays.equals(bytes, after)).isPresent();
        boolean sameMode = Integer.valueOf(mode).equals(directory.modes().get(name));
        boolean modeMatters = secret || mode == Files.PROGRAM; // a hook that cannot be run is passed over
        if (!sameBytes || (modeMatters && !sameMode)) {
            steps.add(new WriteFile(directory.directory().resolve(name), before, after, mode, secret));
        }
    }

    /** Starts it only when something it reads has changed or it does not run as it should. */
    private void service(BackupSettings settings) {
        boolean ghost =
                directory.modes().get(BackupLayout.DUMPS) == null; // its dumps would go where no directory is any more
        boolean replaced = writes(BackupLayout.PASSWORD) || writes(BackupLayout.HOOK); // it has the old one
        boolean changed = ghost || replaced || writes(directory.composeName()) || writes(BackupLayout.ENV);
        if (!forced && !changed && directory.service().runs(settings)) {
            return;
        }
        boolean exists = directory.service().container().isPresent();
        boolean force = exists
                && (forced
                        || ghost
                        || replaced
                        || directory.service().refused()
                        || directory
                                .service()
                                .isOnStaleNetwork(settings.database().network()));
        String command =
                force ? directory.upCommand().force() : directory.upCommand().plain();
        steps.add(new StartService(
                directory.directory(), force, command, settings.unit().service(), directory.risk()));
        steps.add(new ProveArmed(settings));
        steps.add(new RecordImage(settings));
    }

    /** One that was set up before this was noted, or has another image since. */
    private void image(BackupSettings settings) {
        Optional<String> runs = directory.service().container().map(Docker.Container::imageId);
        Optional<String> noted =
                directory.file(ImageRecord.FILE).flatMap(ImageRecord::of).map(ImageRecord::id);
        boolean will = steps.stream().anyMatch(RecordImage.class::isInstance);
        if (!will && runs.isPresent() && !runs.equals(noted)) {
            steps.add(new RecordImage(settings));
        }
    }

    /** A setup is finished when there is a backup that was read to its last byte. */
    private void firstBackup(BackupSettings settings) {
        if (directory.dumps().youngestGood().isEmpty()) {
            steps.addAll(BackupPlan.makeAndRead(directory, settings));
        }
    }

    /** Last, when the new ones have been proved. */
    private void oldSecrets(SetupRequest wanted) {
        List<Path> old = new ArrayList<>(directory.oldSecrets());
        boolean unwanted =
                wanted.storage().filter(media -> media.keptSecret().isEmpty()).isPresent();
        if (unwanted && directory.file(BackupLayout.R2_SECRET).isPresent()) {
            old.add(directory.path(BackupLayout.R2_SECRET));
        }
        if (!old.isEmpty()) {
            steps.add(new RemoveSecrets(old));
        }
    }

    private boolean writes(String name) {
        Path path = directory.directory().resolve(name);
        return steps.stream()
                .anyMatch(step -> (step instanceof WriteFile file && file.path().equals(path))
                        || (step instanceof AdoptFile adopt
                                && adopt.write().path().equals(path)));
    }
}
