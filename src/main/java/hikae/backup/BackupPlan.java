package hikae.backup;

import hikae.backup.container.MakeBackup;
import hikae.backup.container.MoveAside;
import hikae.backup.copies.InstanceKeeping;
import hikae.backup.dumps.Dump;
import hikae.backup.dumps.ReadDump;
import hikae.backup.dumps.ReadNewest;
import hikae.backup.home.BackupDirectory;
import hikae.backup.settings.BackupSettings;
import hikae.work.Plan;
import hikae.work.Step;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is done with dumps, as steps; pure. */
public final class BackupPlan {
    private BackupPlan() {}

    /** A backup now, read to its last byte, and a copy of Misskey's own files where they have changed. */
    static Plan backup(BackupDirectory directory, MakeBackup make, InstanceKeeping instance, Instant now) {
        List<Step> steps = new ArrayList<>(List.of(make, new ReadNewest(directory.directory(), directory.backups())));
        instance.step(now).ifPresent(steps::add);
        return made("backup", directory.directory(), now, steps);
    }

    /** The steps of a backup that is proven. */
    public static List<Step> makeAndRead(BackupDirectory directory, BackupSettings settings) {
        return List.of(
                new MakeBackup(settings, directory.directory(), directory.backups()),
                new ReadNewest(directory.directory(), directory.backups()));
    }

    /** Reads these dumps; changes nothing. */
    static Plan verify(Path home, Path backups, List<Dump> dumps, Instant now) {
        List<Step> steps = dumps.stream()
                .<Step>map(dump -> new ReadDump(home, backups, dump))
                .toList();
        return made("verify", home, now, steps);
    }

    /** Moves dumps that are no good out of the way. */
    public static Plan reject(BackupDirectory directory, List<Dump> dumps, Instant now) {
        List<Step> steps = dumps.stream()
                .<Step>map(dump -> new MoveAside(directory.project(), directory.backups(), dump))
                .toList();
        return made("reject", directory.directory(), now, steps);
    }

    private static Plan made(String flow, Path home, Instant now, List<Step> steps) {
        Map<String, String> input = Map.of("directory", home.toString());
        return Plan.at(now, flow, home, steps, input);
    }
}
