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
    private static final String[] OTHERS = {"media-proxy", "other_db", "redis", "postgres"};
    private static final String LOST = "broken-server";
    private static final String NEW = "new-server";
    private static final String BACK = "way-back";

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

    /** Which files its operator names. */
    enum Files {
        TWO("two -f", "-f base.yml -f prod.yml"),
        ONE("one -f", "-f prod.yml");

        private final String words;
        private final String typed;

        Files(String words, String typed) {
            this.words = words;
            this.typed = typed;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * What differs from one to the other.
     *
     * @param generation of Compose: v1, v2 or newest
     * @param major of its PostgreSQL
     */
    record Shape(String generation, int major, Data data, Files files) {
        /** With the lab's own PostgreSQL. */
        static Shape of(String generation, Data data) {
            return new Shape(generation, Lab.major(), data, Files.TWO);
        }

        /** From 18 on the image keeps it in a directory of its major below its one volume. */
        private String mount() {
            return major < 18 ? "/var/lib/postgresql/data" : "/var/lib/postgresql";
        }

        private String inside() {
            return major < 18 ? "" : "/" + major + "/docker";
        }

        private boolean isTheLabs() {
            return major == Lab.major();
        }

        @Override
        public String toString() {
            return generation + " PostgreSQL " + major + " " + data + " " + files;
        }
    }

    private final FieldProject field;
    private final Shape shape;
    private final Data data;
    private String backedUp = "";

    private OddProject(FieldProject field, Shape shape) {
        this.field = field;
        this.shape = shape;
        this.data = shape.data();
    }

    /**
     * Starts one.
     *
     * @param home of who types the commands
     */
    static OddProject start(Path home, Shape shape) {
        Lab.shell("src/test/lab/lab major " + shape.major());
        LabInstance misskey = LabInstance.plain("--compose", shape.generation());
        OddProject odd = new OddProject(
                new FieldProject(misskey, home, shape.generation(), shape.files().typed, "postgres"), shape);
        try {
            odd.putAside();
            new FieldProject(misskey, home, shape.generation(), "", "db").compose("down -t 1");
            odd.write();
            odd.bringUp();
            return odd;
        } catch (AssertionError e) {
            odd.close();
            throw e;
        }
    }

    /** What the lab has filled in, where another major has to read it. */
    private void putAside() {
        LabInstance misskey = field.misskey();
        Lab.shell("docker exec " + misskey.fact("DB_CONTAINER") + " pg_dump -U '" + misskey.fact("DB_USER") + "' '"
                + misskey.fact("DB_NAME") + "' > '" + misskey.directory() + "/filled.sql'");
    }

    private void write() {
        LabInstance misskey = field.misskey();
        String image = "postgres:" + shape.major() + "-alpine";
        String mount = "\"./db-of-18:/var/lib/postgresql\"";
        if (data != Data.NAMELESS) {
            mount = (data == Data.NAMED && shape.files() == Files.ONE ? "\"db-data:" : "\"./db:") + shape.mount()
                    + "\"";
        } else if (shape.major() >= 18) {
            mount = "";
        }
        String base = """
                services:
                  app: &misskey
                    image: misskey/misskey:2025.10.2
                    user: "991:991"
                    restart: always
                    networks: [inside, outside]
                    volumes: ["./files:/misskey/files", "./.config:/misskey/.config:ro"]
                  queue: {<<: *misskey, environment: {MK_ONLY_QUEUE: "1"}}
                  redis: {image: "redis:7-alpine", networks: [inside]}
                  postgres:
                    image: %1$s
                    env_file: [.config/docker.env]
                    networks: [inside]
                    volumes: [%2$s]
                  other_db:
                    image: postgres:%3$s-alpine
                    environment: {POSTGRES_PASSWORD: other, POSTGRES_DB: mcaptcha}
                    networks: [inside]
                  media-proxy: {image: "ghcr.io/misskey-dev/media-proxy:latest", networks: [outside]}
                networks: {inside: {internal: true}, outside: {}}
                """.formatted(image, mount, Lab.major());
        String named = "volumes: {db-data: {}}\n";
        if (shape.files() == Files.ONE) {
            field.write("prod.yml", base + (data == Data.NAMED ? named : ""));
        } else {
            field.write("base.yml", base);
            field.write(
                    "prod.yml",
                    data == Data.NAMED
                            ? """
                    services:
                      postgres:
                        volumes: ["db-data:%s"]
                    """.formatted(shape.mount()) + named
                            : "services: {postgres: {stop_grace_period: 20s}}\n");
        }
        field.write(
                ".config/default.yml",
                misskey.read(".config/default.yml").replace("  host: db\n", "  host: postgres\n"));
        Lab.shell("rm '" + misskey.directory() + "/compose.yml' && chown 991:991 '" + misskey.directory() + "/files'");
    }

    /** On the data that the lab has filled in. */
    private void bringUp() {
        String directory = field.misskey().directory().toString();
        Lab.docker("tag", "redis:7-alpine", "ghcr.io/misskey-dev/media-proxy:latest");
        field.compose("up --no-start postgres");
        if (!shape.isTheLabs()) {
            Lab.shell("rm -rf '" + directory + "/db'");
        } else if (data != Data.BIND) {
            Lab.shell("cp -a '" + directory + "/db/.' '" + place() + "'");
        }
        field.compose("up -d postgres redis");
        field.awaitDatabase();
        if (!shape.isTheLabs()) {
            Lab.shell(
                    "docker exec -i " + field.container("postgres") + " psql -Xq1 -v ON_ERROR_STOP=1 -h 127.0.0.1 -U '"
                            + field.misskey().fact("DB_USER") + "' -d '"
                            + field.misskey().fact("DB_NAME") + "' < '" + directory
                            + "/filled.sql' > /dev/null");
        }
        Lab.shell("rm '" + directory + "/filled.sql'");
        for (String services : List.of("app queue", "other_db", "media-proxy")) {
            field.compose("up -d " + services);
        }
        field.awaitDatabase();
    }

    /** Where on this host its volume is. */
    private String place() {
        return Lab.docker(
                "inspect",
                "-f",
                "{{range .Mounts}}{{if eq .Destination \"" + shape.mount() + "\"}}{{.Source}}{{end}}{{end}}",
                field.container("postgres"));
    }

    void isSetUp() {
        String others = field.since(OTHERS);
        backedUp = field.rows();
        String said = field.done("setup", "--no-rehearsal").out();
        assertThat(said.contains("data-nameless")).isEqualTo(data == Data.NAMELESS);
        assertThat(Lab.shell("cat '" + field.misskey().backup() + "/compose.yml'"))
                .contains("hikae.misskey.web: \"app\"", "hikae.misskey.db: \"postgres\"")
                .contains("hikae.misskey.workers: \"queue\"", "prod.yml")
                .contains(shape.files() == Files.TWO ? "base.yml," : "prod.yml");
        assertThat(field.guide())
                .contains("-f " + field.misskey().directory() + "/prod.yml", "mk stop app queue")
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

    void isRestoredByHandAndThatIsUndone() throws IOException {
        field.writeNotes();
        String later = field.rows();
        assertThat(later).isNotEqualTo(backedUp);
        String others = field.since(OTHERS);
        field.recoverByHand();
        serves();
        assertThat(field.done("status").json()).containsEntry("exit", 0L);
        field.goBackByHand(BACK);
        assertThat(field.rows()).isEqualTo(later);
        assertThat(field.since(OTHERS)).isEqualTo(others);
    }

    void comesBackFromALostCluster() {
        String others = field.since("media-proxy", "other_db");
        String lost = lose();
        field.done("restore", "--lost-cluster", "--confirm", field.misskey().fact("HOST"));
        serves();
        assertThat(field.since("media-proxy", "other_db")).isEqualTo(others);
        String kept = data == Data.NAMELESS ? "" : ".*"; // a new container has another volume without a name
        assertThat(Lab.shell("ls -d '" + lost + "'" + kept + shape.inside() + "/base"))
                .isNotEmpty();
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
        assertThat(Lab.shell("ls -d '" + lost + "'.kept-*" + shape.inside() + "/base"))
                .isNotEmpty();
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
        takesUploads();
    }

    /** Docker has made its directory as root's, and Misskey is somebody else. */
    private void takesUploads() {
        Lab.docker("exec", field.container("app"), "sh", "-c", "echo image > files/uploaded");
        assertThat(Lab.shell("stat -c %u:%g '" + field.misskey().directory() + "/files/uploaded'"))
                .isEqualTo("991:991");
    }

    private void serves() {
        assertThat(field.rows()).isEqualTo(backedUp);
        assertThat(field.since("app", "queue").lines()).hasSize(2).allMatch(line -> line.endsWith(" true"));
    }

    /** Its database ends, and cannot be started any more; where its data is. */
    private String lose() {
        String lost = place();
        Lab.docker("kill", field.container("postgres"));
        Lab.shell("rm '" + lost + shape.inside() + "/global/pg_control'");
        return lost;
    }

    @Override
    public void close() {
        field.close();
    }
}
