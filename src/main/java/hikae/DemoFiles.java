package hikae;

import hikae.demo.DemoHost;
import hikae.host.Files;
import hikae.text.Line;
import hikae.text.Say;
import hikae.work.ExitCode;
import hikae.work.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the demo wrote in memory, put into {@code hikae-demo/} for a look. */
final class DemoFiles {
    private DemoFiles() {}

    static Report keep(DemoHost made, Start start) {
        Path target = start.environment().workingDirectory().resolve("hikae-demo");
        Path backup = Path.of(DemoHost.MISSKEY + "-backup");
        Files files = start.host().files();
        List<Line> lines = new ArrayList<>();
        made.memory().all().forEach((path, bytes) -> {
            if (path.startsWith(backup) && !path.startsWith(backup.resolve("hikae"))) {
                Path file = target.resolve(backup.relativize(path).toString());
                files.makeDirectory(target.resolve("secrets"), Files.PRIVATE_DIRECTORY);
                files.write(file, bytes, Files.PRIVATE);
                lines.add(Line.text(Say.literal("    " + file)));
            }
        });
        return new Report(
                "demo",
                Say.of("report.demo.headline", target),
                lines,
                Map.of("demo_dir", target.toString()),
                ExitCode.DONE);
    }
}
