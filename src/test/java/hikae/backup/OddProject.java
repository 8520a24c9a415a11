package hikae.backup;

import static org.assertj.core.api.Assertions.assertThat;

import hikae.lab.Lab;
import hikae.lab.LabInstance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A project as people have them, with all at once that goes wrong where files are read by hand: other names, a worker
 * apart, two files by {@code -f}, a second PostgreSQL, a media-proxy that was made last. Misskey and only Misskey goes
 * down and comes up, and its data is where it was.
 */
final class OddProject implements AutoCloseable {
    private static final String FILES = "-f base.yml -f prod.yml";
    private static final String[] OTHERS = {"media-proxy", "other_db", "redis", "postgres"};
    private static final String LOST = "broken-server";
    private static final String NEW = "new-server";

    /** Where its database keeps its data. */
    enum Data {
        NAMED("named volume"),
        NAMELESS("nameless volume"),
        BIND("directory");

        private final String words;

        Data(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private final FieldProject field;
    private final Data data;
    private String backedUp = "";

    private OddProject(FieldProject field, Data data) {
        this.field = field;
        this.data = data;
    }

    /**
     * Starts one.
     *
     * @param home of who types the commands
     * @param generation of Compose: v1, v2 or newest
     */
    static OddProject start(Path home, String generation, Data data) {
        LabInstance misskey = LabInstance.plain("--compose", generation);
        new FieldProject(misskey, home, generation, "", "db").compose("down -t 1");
        OddProject odd = new OddProject(new FieldProject(misskey, home, generation, FILES, "postgres"), data);
        try {
            odd.write();
            odd.bringUp();
            return odd;
        } catch (AssertionError e) {
            odd.close();
            throw e;
        }
    }

    private void write() {
        LabInstance misskey = field.misskey();
        String image = "postgres:" + misskey.fact("PG_MAJOR") + "-alpine";
        String mount = data == Data.NAMELESS ? "./db-of-18:/var/lib/postgresql" : "./db:/var/lib/postgresql/data";
        field.write("base.yml", """
                services:
                  app: &misskey
                    image: misskey/misskey:2025.10.2
                    restart: always
                    networks: [inside, outside]
                    volumes: ["./files:/misskey/files", "./.config:/misskey/.config:ro"]
                  queue: {<<: *misskey, environment: {MK_ONLY_QUEUE: "1"}}
                  redis: {image: "redis:7-alpine", networks: [inside]}
                  postgres:
                    image: %1$s
                    env_file: [.config/docker.env]
                    networks: [inside]
                    volumes: ["%2$s"]
                  other_db:
                    image: %1$s
                    environment: {POSTGRES_PASSWORD: other, POSTGRES_DB: mcaptcha}
                    networks: [inside]
                  media-proxy: {image: "ghcr.io/misskey-dev/media-proxy:latest", networks: [outside]}
                networks: {inside: {internal: true}, outside: {}}
                """.formatted(image, mount));
        field.write("prod.yml", data == Data.NAMED ? """
                services:
                  postgres:
                    volumes: ["db-data:/var/lib/postgresql/data"]
                volumes: {db-data: {}}
                """ : "services: {postgres: {stop_grace_period: 20s}}\n");
        field.write(
                ".config/default.yml",
                misskey.read(".config/default.yml").replace("  host: db\n", "  host: postgres\n"));
        Lab.shell("rm '" + misskey.directory() + "/compose.yml'");
    }

    /** On the data that the lab has filled in. */
    private void bringUp() {
        Lab.docker("tag", "redis:7-alpine", "ghcr.io/misskey-dev/media-proxy:latest");
        field.compose("up --no-start postgres");
        if (data != Data.BIND) {
            Lab.shell("cp -a '" + field.misskey().directory() + "/db/.' '" + place() + "'");
        }
        for (String services : List.of("postgres redis", "app queue", "other_db", "media-proxy")) {
            field.compose("up -d " + services);
        }
        field.awaitDatabase();
    }

    /** Where on this host the cluster is. */
    private String place() {
        return Lab.docker(
                "inspect",
                "-f",
                "{{range .Mounts}}{{if eq .Destination \"/var/lib/postgresql/data\"}}{{.Source}}{{end}}{{end}}",
                field.container("postgres"));
    }

    void isSetUp() {
        String others = field.since(OTHERS);
        backedUp = field.rows();
        String said = field.done("setup", "--no-rehearsal").out();
        assertThat(said.contains("data-nameless")).isEqualTo(data == Data.NAMELESS);
        assertThat(Lab.shell("cat '" + field.misskey().backup() + "/compose.yml'"))
                .contains("hikae.misskey.web: \"app\"", "hikae.misskey.db: \"postgres\"")
                .contains("hikae.misskey.workers: \"queue\"", "base.yml,", "prod.yml");
        assertThat(field.guide())
                .contains("-f " + field.misskey().directory() + "/base.yml", "mk stop app queue")
                .contains(
                        switch (data) {
                            case NAMED -> "VOLUME=" + field.misskey().project() + "_db-data\n";
                            case NAMELESS ->
                                "VOLUME="
                                        + Path.of(place())
                                                .getName(Path.of(place()).getNameCount() - 2) + "\n";
                            case BIND -> "DATA=" + field.misskey().directory() + "/db\n";
                        });
        assertThat(field.since(OTHERS)).isEqualTo(others);
    }

    void isRestoredAndThatIsUndone() {
        String host = field.misskey().fact("HOST");
        field.writeNotes();
        String later = field.rows();
        assertThat(later).isNotEqualTo(backedUp);
        String others = field.since(OTHERS);
        String before = field.since("app", "queue");
        field.done("restore", "--confirm", host);
        assertThat(field.rows()).isEqualTo(backedUp);
        String after = field.since("app", "queue");
        assertThat(after.lines()).hasSize(2).allMatch(line -> line.endsWith(" true"));
        assertThat(before.lines()).doesNotContainAnyElementsOf(after.lines().toList());
        field.done("restore", "undo", "--confirm", host);
        assertThat(field.rows()).isEqualTo(later);
        assertThat(field.since(OTHERS)).isEqualTo(others);
        assertThat(field.done("status").json()).containsEntry("exit", 0L);
    }

    void comesBackFromALostCluster() {
        String others = field.since("media-proxy", "other_db");
        String lost = lose();
        field.done("restore", "--lost-cluster", "--confirm", field.misskey().fact("HOST"));
        serves();
        assertThat(field.since("media-proxy", "other_db")).isEqualTo(others);
        String kept = data == Data.NAMELESS ? "" : ".*"; // a new container has another volume without a name
        assertThat(Lab.shell("ls -d '" + lost + "'" + kept + "/base")).isNotEmpty();
        field.compose("up -d"); // as its operator does some day: nothing else than before comes up
        field.awaitDatabase();
        assertThat(field.rows()).isEqualTo(backedUp);
    }

    void comesBackFromALostClusterByHand() throws IOException {
        String others = field.since("media-proxy", "other_db");
        String lost = lose();
        assertThat(field.recoverByHand(LOST)).contains("kept as ");
        serves();
        assertThat(field.since("media-proxy", "other_db")).isEqualTo(others);
        assertThat(Lab.shell("ls -d '" + lost + "'.kept-*/base")).isNotEmpty();
    }

    /** From the backup directory alone: its own files are laid out as the program says. */
    void comesBackOnANewServer() {
        field.misskey().burn();
        String[] words = {
            "restore", "--lost-cluster", "--confirm", field.misskey().fact("HOST")
        };
        assertThat(field.hikae(words).json().get("problems")).isEqualTo(List.of("recovery-misskey-kept"));
        Lab.shell("mkdir -p '" + field.misskey().directory() + "' && tar -xpf \"$(ls '"
                + field.misskey().backup() + "'/instance/*.tar | tail -n 1)\" -C '"
                + field.misskey().directory() + "'");
        field.done(words);
        serves();
    }

    void comesBackOnANewServerByHand() throws IOException {
        field.misskey().burn();
        assertThat(field.recoverByHand(NEW, LOST)).contains("nothing to move");
        serves();
    }

    private void serves() {
        assertThat(field.rows()).isEqualTo(backedUp);
        assertThat(field.since("app", "queue").lines()).hasSize(2).allMatch(line -> line.endsWith(" true"));
    }

    /** Its database ends, and cannot be started any more; where its data is. */
    private String lose() {
        String lost = place();
        Lab.docker("kill", field.container("postgres"));
        Lab.shell("rm '" + lost + "/global/pg_control'");
        return lost;
    }

    @Override
    public void close() {
        field.close();
    }
}
