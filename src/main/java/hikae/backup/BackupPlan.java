package hikae.backup;

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
    static Plan backup(Present present, MakeBackup make, InstanceKeeping instance, Instant now) {
        List<Step> steps = new ArrayList<>(List.of(make, new ReadNewest(present.directory(), present.backups())));
        instance.step(now).ifPresent(steps::add);
        return made("backup", present.directory(), now, steps);
    }

    /** The steps of a backup that is proven. */
    public static List<Step> makeAndRead(Present present, BackupSettings settings) {
        return List.of(
                new MakeBackup(settings, present.directory(), present.backups()),
                new ReadNewest(present.directory(), present.backups()));
    }

    /** Reads these dumps; changes nothing. */
    static Plan verify(Path home, Path backups, List<Dump> dumps, Instant now) {
        List<Step> steps = dumps.stream()
                .<Step>map(dump -> new ReadDump(home, backups, dump))
                .toList();
        return made("verify", home, now, steps);
    }

    /** Moves dumps that are no good out of the way. */
    public static Plan reject(Present present, List<Dump> dumps, Instant now) {
        List<Step> steps = dumps.stream()
                .<Step>map(dump -> new MoveAside(present.project(), present.backups(), dump))
                .toList();
        return made("reject", present.directory(), now, steps);
    }

    private static Plan made(String flow, Path home, Instant now, List<Step> steps) {
        Map<String, String> input = Map.of("directory", home.toString());
        return Plan.at(now, flow, home, steps, input);
    }
}
