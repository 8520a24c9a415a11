package hikae.setup;

import hikae.backup.AdoptFile;
import hikae.backup.BackupCompose;
import hikae.backup.BackupLayout;
import hikae.backup.BackupPlan;
import hikae.backup.BackupSettings;
import hikae.backup.ImageRecord;
import hikae.backup.Present;
import hikae.backup.ProveArmed;
import hikae.backup.RecordImage;
import hikae.backup.ScheduleGuard;
import hikae.backup.StartService;
import hikae.host.Docker;
import hikae.host.Files;
import hikae.storage.StorageAnswers;
import hikae.storage.StorageRecord;
import hikae.text.Finding;
import hikae.work.MakeDirectory;
import hikae.work.Plan;
import hikae.work.RemoveSecrets;
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
    private final Present present;
    private final List<Step> steps = new ArrayList<>();

    private boolean forced;

    private SetupPlan(Present present) {
        this.present = present;
    }

    /**
     * The whole setup: files, service, proof.
     *
     * @param filesOnly whether nothing is started
     */
    static Plan of(Present present, Wanted wanted, boolean filesOnly, Instant now) {
        SetupPlan plan = new SetupPlan(present);
        plan.directories();
        plan.file(BackupLayout.IGNORE, OwnFiles.ignore(), Files.PUBLIC, false);
        plan.file(BackupLayout.ENV, OwnFiles.env(present, wanted.settings().project()), Files.PUBLIC, false);
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
        plan.file(BackupLayout.RECOVERY, OwnFiles.recovery(present, wanted), Files.PUBLIC, false);
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
    static Plan schedule(Present present, BackupSettings settings, boolean filesOnly, Instant now) {
        SetupPlan plan = new SetupPlan(present);
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
     * @param forced whether its container is made anew though nothing it reads has changed
     * @param last what is done when it runs
     */
    public record Amiss(List<Step> first, boolean service, boolean forced, List<Step> last) {
        public Amiss {
            first = List.copyOf(first);
            last = List.copyOf(last);
        }
    }

    /** Only what is amiss, and compose.yml where it differs. */
    public static Plan mend(Present present, BackupSettings settings, Amiss amiss, Instant now) {
        SetupPlan plan = new SetupPlan(present);
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
        input.put("directory", present.directory().toString());
        return Plan.at(now, flow, present.directory(), steps, input);
    }

    private void directories() {
        for (String name : BackupLayout.DIRECTORIES) {
            Integer mode = present.modes().get(name);
            if (mode == null || (mode & ~Files.PRIVATE_DIRECTORY) != 0) {
                Path path = present.path(name);
                if (mode == null || path.startsWith(present.directory())) { // what is elsewhere is not only ours
                    steps.add(new MakeDirectory(path, Files.PRIVATE_DIRECTORY));
                }
            }
        }
    }

    private void compose(BackupSettings settings, List<Finding> defects) {
        byte[] after = OwnFiles.compose(present, settings);
        if (present.isByHand()) {
            Optional<byte[]> before = present.file(present.composeName());
            steps.add(new AdoptFile(new WriteFile(present.composeFile(), before, after, Files.PUBLIC, false), defects));
        } else {
            file(present.composeName(), after, Files.PUBLIC, false);
        }
        if (ScheduleGuard.isIn(BackupCompose.read(after, present.composeName()))) {
            file(BackupLayout.HOOK, ScheduleGuard.file(), Files.PROGRAM, false);
        }
    }

    /** A checklist with values is not replaced by one without: object storage was left as it is this time. */
    private void checklist(Wanted wanted) {
        if (wanted.storage().isPresent() || present.file(BackupLayout.CHECKLIST).isEmpty()) {
            file(BackupLayout.CHECKLIST, OwnFiles.checklist(wanted), Files.PUBLIC, false);
        }
    }

    private void file(String name, byte[] after, int mode, boolean secret) {
        Optional<byte[]> before = present.file(name);
        boolean sameBytes = before.filter(bytes -> Arrays.equals(bytes, after)).isPresent();
        boolean sameMode = Integer.valueOf(mode).equals(present.modes().get(name));
        boolean modeMatters = secret || mode == Files.PROGRAM; // a hook that cannot be run is passed over
        if (!sameBytes || (modeMatters && !sameMode)) {
            steps.add(new WriteFile(present.directory().resolve(name), before, after, mode, secret));
        }
    }

    /** Starts it only when something it reads has changed or it does not run as it should. */
    private void service(BackupSettings settings) {
        boolean ghost =
                present.modes().get(BackupLayout.DUMPS) == null; // its dumps would go where no directory is any more
        boolean replaced = writes(BackupLayout.PASSWORD) || writes(BackupLayout.HOOK); // it has the old one
        boolean changed = ghost || replaced || writes(present.composeName()) || writes(BackupLayout.ENV);
        if (!forced && !changed && present.service().runs(settings)) {
            return;
        }
        boolean exists = present.service().container().isPresent();
        boolean force = exists
                && (forced
                        || ghost
                        || replaced
                        || present.service().refused()
                        || present.service()
                                .isOnStaleNetwork(settings.database().network()));
        String command =
                force ? present.upCommand().force() : present.upCommand().plain();
        steps.add(new StartService(
                present.directory(), force, command, settings.unit().service(), present.risk()));
        steps.add(new ProveArmed(settings));
        steps.add(new RecordImage(settings));
    }

    /** One that was set up before this was noted, or has another image since. */
    private void image(BackupSettings settings) {
        Optional<String> runs = present.service().container().map(Docker.Container::imageId);
        Optional<String> noted =
                present.file(ImageRecord.FILE).flatMap(ImageRecord::of).map(ImageRecord::id);
        boolean will = steps.stream().anyMatch(RecordImage.class::isInstance);
        if (!will && runs.isPresent() && !runs.equals(noted)) {
            steps.add(new RecordImage(settings));
        }
    }

    /** A setup is finished when there is a backup that was read to its last byte. */
    private void firstBackup(BackupSettings settings) {
        if (present.dumps().youngestGood().isEmpty()) {
            steps.addAll(BackupPlan.makeAndRead(present, settings));
        }
    }

    /** Last, when the new ones have been proved. */
    private void oldSecrets(Wanted wanted) {
        List<Path> old = new ArrayList<>(present.oldSecrets());
        boolean unwanted =
                wanted.storage().filter(media -> media.keptSecret().isEmpty()).isPresent();
        if (unwanted && present.file(BackupLayout.R2_SECRET).isPresent()) {
            old.add(present.path(BackupLayout.R2_SECRET));
        }
        if (!old.isEmpty()) {
            steps.add(new RemoveSecrets(old));
        }
    }

    private boolean writes(String name) {
        Path path = present.directory().resolve(name);
        return steps.stream()
                .anyMatch(step -> (step instanceof WriteFile file && file.path().equals(path))
                        || (step instanceof AdoptFile adopt
                                && adopt.write().path().equals(path)));
    }
}
