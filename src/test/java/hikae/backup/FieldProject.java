package hikae.backup;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.Program;
import hikae.lab.BashSession;
import hikae.lab.Lab;
import hikae.lab.LabInstance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A Misskey of the lab whose project is then shaped as somebody's out there, and what is done with it. */
final class FieldProject implements AutoCloseable {
    private final LabInstance misskey;
    private final Path home;
    private final Map<String, String> variables;
    private final String compose;
    private final String database;

    /**
     * @param misskey started as the lab does
     * @param home of who types the commands
     * @param generation of Compose: v1, v2 or newest
     * @param files words behind Compose, such as {@code -f base.yml}; none for the usual files
     * @param database the service of its database
     */
    FieldProject(LabInstance misskey, Path home, String generation, String files, String database) {
        this.misskey = misskey;
        this.home = home;
        this.variables = Lab.compose(generation);
        this.compose = "docker-compose " + files;
        this.database = database;
    }

    LabInstance misskey() {
        return misskey;
    }

    /** Compose as its operator types it. */
    String compose(String arguments) {
        String set = variables.entrySet().stream()
                .map(one -> "export " + one.getKey() + "='" + one.getValue() + "'; ")
                .collect(Collectors.joining());
        return Lab.shell(set + "cd '" + misskey.directory() + "'; " + compose + " " + arguments + " 2>&1");
    }

    /** Writes one of its files, from its directory on. */
    void write(String name, String text) {
        misskey.write(name, text);
    }

    Program.Ended hikae(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--no-input", "--yes", "--json", "--dir"));
        all.add(misskey.directory().toString());
        return Program.run(Lab.environment(home, variables), all.toArray(String[]::new));
    }

    /** The same; fails unless it ends well. */
    Program.Ended done(String... arguments) {
        Program.Ended ended = hikae(arguments);
        assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
        return ended;
    }

    /** The container of one of its services. */
    String container(String service) {
        return Lab.docker(
                "ps",
                "-aq",
                "--no-trunc",
                "--filter",
                "label=com.docker.compose.project=" + misskey.project(),
                "--filter",
                "label=com.docker.compose.service=" + service);
    }

    /** Which container of each service it is, and since when it runs. */
    String since(String... services) {
        return Arrays.stream(services)
                .map(service -> Lab.docker(
                        "inspect", "-f", "{{.Id}} {{.State.StartedAt}} {{.State.Running}}", container(service)))
                .collect(Collectors.joining("\n"));
    }

    void awaitDatabase() {
        Lab.await(() -> {
            String id = container(database);
            return !id.isEmpty()
                    && Lab.shell("docker exec " + id + " pg_isready -q -h 127.0.0.1 && echo so || true")
                            .equals("so");
        });
    }

    /** Every row of its live database. */
    String rows() {
        return misskey.fingerprintOf(container(database), misskey.fact("DB_NAME"));
    }

    /** Notes that are written after a backup. */
    void writeNotes() {
        List<String> words = List.of("-XAtq", "-U", misskey.fact("DB_USER"), "-d", misskey.fact("DB_NAME"));
        Lab.psql(container(database), words, "UPDATE note SET text = coalesce(text, '') || ' later'");
    }

    String guide() {
        return Lab.shell("cat '" + misskey.backup() + "/RECOVERY.md'");
    }

    /** Pastes the blocks of {@code RECOVERY.md} that are always done, and those of these parts; what was said. */
    String recoverByHand(String... parts) throws IOException {
        Set<String> wanted = Set.of(parts);
        return paste(block -> block.part().isEmpty() || wanted.contains(block.part()));
    }

    /** Pastes its preparation and this part alone; what was said. */
    String goBackByHand(String part) throws IOException {
        return paste(block -> block.section().equals("0") || block.part().equals(part));
    }

    private String paste(Predicate<GuideBlock> wanted) throws IOException {
        String date = Lab.shell("ls '" + misskey.backup() + "/backups/daily' | grep -o '[0-9]\\{8\\}' | tail -n 1");
        StringBuilder said = new StringBuilder();
        try (BashSession bash = BashSession.start(home, variables)) {
            for (GuideBlock block : GuideBlock.read(misskey.backup().resolve("RECOVERY.md"))) {
                if (wanted.test(block)) {
                    said.append(done(block, bash.paste(block.dated(date).commands())));
                }
            }
        }
        return said.toString();
    }

    private static String done(GuideBlock block, BashSession.Answer answer) {
        String what = block.section() + " " + block.commands() + answer.said();
        assertThat(answer.status()).as(what).isZero();
        assertThat(block.checks().isEmpty() || block.checks().stream().anyMatch(answer.said()::contains))
                .as(what)
                .isTrue();
        return answer.said();
    }

    @Override
    public void close() {
        misskey.close();
    }
}
