package hikae.status;

import hikae.status.check.Check;
import hikae.status.check.ClockRight;
import hikae.status.check.CollationSame;
import hikae.status.check.ComposeHarmless;
import hikae.status.check.ContainerRuns;
import hikae.status.check.DataNamed;
import hikae.status.check.DatabaseAnswers;
import hikae.status.check.DatabaseHealthy;
import hikae.status.check.DatabaseShrunk;
import hikae.status.check.HookFits;
import hikae.status.check.ImageFits;
import hikae.status.check.ImageSame;
import hikae.status.check.InstanceFound;
import hikae.status.check.KeptDatabases;
import hikae.status.check.MisskeyServes;
import hikae.status.check.ModesClosed;
import hikae.status.check.NetworkCurrent;
import hikae.status.check.NoneUnfinished;
import hikae.status.check.RecordsReadable;
import hikae.status.check.ScheduleActive;
import hikae.status.check.SettingsReadable;
import hikae.status.check.UploadsWritable;
import hikae.status.check.dumps.BackupYoung;
import hikae.status.check.dumps.DiskRoom;
import hikae.status.check.dumps.FolderInPlace;
import hikae.status.check.dumps.LastRun;
import hikae.status.check.dumps.LatestLinks;
import hikae.status.check.dumps.NewestGood;
import hikae.status.check.dumps.NoPartials;
import hikae.status.check.dumps.Rehearsed;
import hikae.status.check.dumps.SizePlausible;
import hikae.status.look.StatusSnapshot;
import hikae.text.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer of one check.
 *
 * @param id the check
 * @param finding its answer
 */
public record CheckResult(String id, Finding finding) {
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
    static List<CheckResult> all(StatusSnapshot snapshot) {
        List<CheckResult> all = new ArrayList<>();
        for (Check check : ALL) {
            check.look(snapshot)
                    .map(finding -> Precedence.of(check.id(), finding, snapshot))
                    .ifPresent(finding -> all.add(new CheckResult(check.id(), finding)));
        }
        return List.copyOf(all);
    }
}
