package hikae.storage;

import hikae.host.Files;
import hikae.work.MakeDirectory;
import hikae.work.Plan;
import hikae.work.RemoveSecrets;
import hikae.work.Step;
import hikae.work.WriteFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The files of a bucket: its record, the checklist, and the secret access key where it is kept; pure. */
public final class StoragePlan {
    private static final String CHECKLIST = "checklist.md";

    private StoragePlan() {}

    /**
     * What is to be written.
     *
     * @param home the backup directory
     * @param misskey Misskey's host name
     * @param present the bytes of a file that exists
     */
    static Plan of(
            Path home, String misskey, StorageAnswers answers, Function<Path, Optional<byte[]>> present, Instant now) {
        List<Step> steps = new ArrayList<>();
        answers.keptSecret()
                .map(secret -> secret.reveal().getBytes(StandardCharsets.UTF_8))
                .flatMap(bytes -> file(home, StorageRecord.SECRET, bytes, Files.PRIVATE, present))
                .ifPresent(file -> {
                    steps.add(new MakeDirectory(home.resolve("secrets"), Files.PRIVATE_DIRECTORY));
                    steps.add(file);
                });
        file(home, StorageRecord.FILE, StorageRecord.bytes(answers.r2()), Files.PRIVATE, present)
                .ifPresent(steps::add);
        byte[] checklist = Checklist.markdown(misskey, home.toString(), Optional.of(answers.r2()));
        file(home, CHECKLIST, checklist, Files.PUBLIC, present).ifPresent(steps::add);
        Path kept = home.resolve(StorageRecord.SECRET);
        if (answers.keptSecret().isEmpty() && present.apply(kept).isPresent()) {
            steps.add(new RemoveSecrets(List.of(kept)));
        }
        Map<String, String> input = Map.of("bucket", answers.r2().bucket().name());
        return Plan.at(now, "storage", home, steps, input);
    }

    private static Optional<WriteFile> file(
            Path home, String name, byte[] after, int mode, Function<Path, Optional<byte[]>> present) {
        Path path = home.resolve(name);
        Optional<byte[]> before = present.apply(path);
        boolean same = before.filter(bytes -> Arrays.equals(bytes, after)).isPresent();
        return same
                ? Optional.empty()
                : Optional.of(new WriteFile(path, before, after, mode, name.equals(StorageRecord.SECRET)));
    }
}
