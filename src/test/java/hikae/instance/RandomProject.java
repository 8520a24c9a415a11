package hikae.instance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Compose projects as people write them, made up: several files, both forms of everything, variables. */
public final class RandomProject {
    private static final List<String> NAMES = List.of("web", "db", "redis", "worker", "proxy", "search", "bot");

    private final Random random;
    private final boolean old;
    private final boolean raw;
    private final StringBuilder dotEnv = new StringBuilder("TAG=16\nDATA=/srv/mk\nQUOTED='a$b c'\n");
    private final List<String> written = new ArrayList<>();

    /**
     * @param old only what Compose 1.29 knows
     * @param raw also {@code format: raw}, which Compose has from 2.30 on
     */
    public RandomProject(long seed, boolean old, boolean raw) {
        this.random = new Random(seed);
        this.old = old;
        this.raw = raw;
    }

    /** Writes it. */
    public void write(Path folder) {
        file(folder, ".config/docker.env", "POSTGRES_PASSWORD=pw" + random.nextInt() + "\nPOSTGRES_USER=mk\n");
        file(folder, "more.env", "MORE=1\nPOSTGRES_USER=more\n");
        file(folder, "raw.env", "RAW=p$x'y\n");
        file(folder, "secret.txt", "x\n");
        file(folder, "common.yml", "services:\n  base:\n    image: base:1\n    environment: {BASE: b, OVER: base}\n");
        List<String> services = new ArrayList<>(NAMES.subList(0, 2 + random.nextInt(NAMES.size() - 2)));
        services.forEach(name -> file(folder, name + "/D", "FROM scratch\n")); // Compose 1 looks whether it is there
        String main = compose(services);
        if (!old && chance(4)) {
            file(folder, "extra/compose.yml", "services:\n  extra: {image: 'extra', volumes: ['./d:/d']}\n");
            main += "include: [extra/compose.yml]\n";
        }
        file(folder, "compose.yml", main);
        String second = "services:\n  db:\n    image: over:" + random.nextInt(9)
                + "\n    volumes: ['./over:/over']\n    environment: {OVER: second}\n";
        switch (random.nextInt(4)) {
            case 0 -> file(folder, "compose.override.yml", second);
            case 1 -> {
                file(folder, "compose.prod.yml", second);
                dotEnv.append("COMPOSE_FILE=compose.yml:compose.prod.yml\n");
            }
            default -> {}
        }
        if (chance(3)) {
            dotEnv.append("COMPOSE_PROFILES=p\n");
        }
        if (chance(3)) {
            dotEnv.append("COMPOSE_PROJECT_NAME=mk-").append(random.nextInt(9)).append("x\n");
        }
        file(folder, ".env", dotEnv.toString());
    }

    private String compose(List<String> services) {
        StringBuilder text = new StringBuilder("x-common: &common\n  restart: always\n  logging: {driver: none}\n");
        if (old) {
            text.append("version: '3.9'\n");
        }
        text.append("services:\n");
        for (String name : services) {
            text.append("  ").append(name).append(":\n    <<: *common\n");
            service(text, name);
        }
        text.append("networks:\n  internal_network: {internal: true}\n  front: {name: proxy, external: true}\n");
        text.append("volumes:\n  data:\n  named: {name: real-name}\n");
        text.append("  far: {driver: local, driver_opts: {type: none, o: bind, device: /mnt/far}}\n");
        text.append("secrets:\n  s1: {file: ./secret.txt}\n");
        return text.toString();
    }

    private void service(StringBuilder text, String name) {
        origin(text, name);
        line(
                text,
                pick(
                        "environment: {A: '1', B: \"x\\ny\", OVER: own, Q: \"${QUOTED}\", D: 'p$$w', N: 5}",
                        "environment: ['A=1', 'B=${TAG:-9}', 'C=${NONE-d}', 'E=a=b', 'OUT']",
                        ""));
        envFile(text);
        mounts(text);
        line(
                text,
                pick(
                        "networks: [internal_network]",
                        "networks: {internal_network: {aliases: [al-" + name + "]}}",
                        "networks: {internal_network: , front: }",
                        "network_mode: host",
                        ""));
        boolean host = text.substring(text.lastIndexOf("\n  " + name + ":")).contains("network_mode");
        line(
                text,
                host
                        ? ""
                        : pick(
                                "ports: ['127.0.0.1:3000:3000']",
                                "ports: [{target: 3001, published: 80}]",
                                "expose: ['3002']",
                                ""));
        line(text, pick("container_name: mk_" + name, "", ""));
        line(text, pick("command: ['pnpm', 'run', 'migrateandstart']", "command: a b", ""));
        line(
                text,
                pick(
                        "healthcheck: {test: ['CMD-SHELL', 'pg_isready -U $$POSTGRES_USER'], interval: 5s}",
                        "healthcheck: {test: 'curl -f http://localhost/healthz'}",
                        ""));
        line(text, pick("secrets: [s1]", "secrets: [{source: s1, target: t}]", ""));
        if (name.equals("web")) {
            line(text, pick("depends_on: [db]", "depends_on: {db: {condition: service_started}}", ""));
            line(text, host ? "" : pick("links: [db]", "links: ['db:postgres']", ""));
        } else if (!name.equals("db")) {
            line(text, pick("profiles: [p]", "", ""));
        }
    }

    private void origin(StringBuilder text, String name) {
        boolean extend = !old && chance(5);
        if (extend) {
            line(text, "extends: {file: common.yml, service: base}");
        }
        line(
                text,
                pick(
                        "image: postgres:${TAG}-alpine",
                        "image: misskey/misskey:2026.3.2",
                        extend ? "" : "build: .",
                        "image: x@sha256:" + "0".repeat(64),
                        extend ? "" : "build: {context: ./" + name + ", dockerfile: D}"));
    }

    private void envFile(StringBuilder text) {
        List<String> forms = new ArrayList<>(
                List.of("env_file: .config/docker.env", "env_file: [.config/docker.env, more.env]", ""));
        if (!old) {
            forms.add("env_file: [{path: more.env}, {path: none.env, required: false}]");
        }
        if (raw) {
            forms.add("env_file: [{path: raw.env, format: raw}]");
        }
        line(text, forms.get(random.nextInt(forms.size())));
    }

    private void mounts(StringBuilder text) {
        line(
                text,
                pick(
                        "volumes: ['./db:/var/lib/postgresql/data']",
                        "volumes: ['data:/d', 'named:/n:ro', '/anon']",
                        "volumes: ['${DATA}/x:/x']",
                        "volumes: [{type: bind, source: ./.config, target: /misskey/.config}]",
                        "volumes: [{type: volume, source: far, target: /far}, {type: tmpfs, target: /t}]",
                        ""));
    }

    private String pick(String... among) {
        return among[random.nextInt(among.length)];
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private static void line(StringBuilder text, String line) {
        if (!line.isEmpty()) {
            text.append("    ").append(line).append('\n');
        }
    }

    private void file(Path folder, String name, String text) {
        ComposeOracle.write(folder, name, text.getBytes(UTF_8));
        written.add(name);
    }

    @Override
    public String toString() {
        return String.join(" ", written);
    }
}
