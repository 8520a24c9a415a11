package hikae.status;

import hikae.text.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer of one check.
 *
 * @param id the check
 * @param finding its answer
 */
record Checked(String id, Finding finding) {
    /** All checks, in the order a backup depends on them; a restore that is not at its end before everything else. */
    private static final List<Check> ALL = List.of(
            new RecordsReadable(),
            new NoneUnfinished(),
            new InstanceFound(),
            new DatabaseAnswers(),
            new DatabaseHealthy(),
            new DatabaseShrunk(),
            new MisskeyServes(),
            new DataNamed(),
            new CollationSame(),
            new UploadsWritable(),
            new SettingsReadable(),
            new ComposeHarmless(),
            new HookFits(),
            new ContainerRuns(),
            new NetworkCurrent(),
            new ScheduleActive(),
            new ClockRight(),
            new ImageFits(),
            new ImageSame(),
            new LastRun(),
            new FolderInPlace(),
            new BackupYoung(),
            new NewestGood(),
            new SizePlausible(),
            new NoPartials(),
            new LatestLinks(),
            new DiskRoom(),
            new ModesClosed(),
            new Rehearsed(),
            new KeptDatabases());

    /** What every check says of this. */
    static List<Checked> all(Seen seen) {
        List<Checked> all = new ArrayList<>();
        for (Check check : ALL) {
            check.look(seen)
                    .map(finding -> Precedence.of(check.id(), finding, seen))
                    .ifPresent(finding -> all.add(new Checked(check.id(), finding)));
        }
        return List.copyOf(all);
    }
}
