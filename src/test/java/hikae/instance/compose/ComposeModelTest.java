package hikae.instance.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hikae.host.Compose;
import hikae.instance.compose.ComposeService.Mount;
import hikae.text.Problem;
import hikae.text.ProblemException;
import hikae.text.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Compose 2 and Compose 1 print for one and the same project, recorded. */
class ComposeModelTest {
    private static final String JSON = """
            {"name": "mk", "networks": {"a": {"name": "mk_a", "internal": true}, "b": {"name": "proxy", "external": true}},
             "secrets": {"s1": {"name": "mk_s1", "file": "/srv/mk/s.txt"}},
             "services": {
               "postgres": {"container_name": "mk_db", "environment": {"FOO": "p$$w", "NONE": null},
                 "image": "postgres:15", "networks": {"a": null}, "profiles": ["p"],
                 "volumes": [{"type": "volume", "source": "vol", "target": "/var/lib/postgresql/data", "volume": {}}]},
               "web": {"build": {"context": "/srv/mk", "dockerfile": "x"}, "command": ["pnpm", "run", "start"],
                 "depends_on": {"postgres": {"condition": "service_healthy"}}, "entrypoint": null,
                 "environment": {"B": "x\\ny", "C": "3"}, "expose": ["3001"],
                 "healthcheck": {"test": ["CMD-SHELL", "curl /healthz"]}, "links": ["postgres:db"],
                 "networks": {"a": {"aliases": ["mk", "www"]}, "b": null},
                 "ports": [{"mode": "ingress", "target": 3000, "published": "3000", "protocol": "tcp"}],
                 "secrets": [{"source": "s1", "target": "/run/secrets/s1"}],
                 "volumes": [{"type": "bind", "source": "/srv/mk/.config", "target": "/misskey/.config"},
                   {"type": "volume", "target": "/anon", "volume": {}}, {"type": "tmpfs", "target": "/t"}]}},
             "volumes": {"vol": {"name": "mk_vol", "driver_opts": {"device": "/d"}}}}
            """;

    private static final String YAML = """
            networks:
              a:
                internal: true
              b:
                external: true
                name: proxy
            secrets:
              s1:
                file: /srv/mk/s.txt
            services:
              postgres:
                container_name: mk_db
                environment:
                  FOO: p$$w
                  NONE: null
                image: postgres:15
                networks:
                  a: null
                profiles:
                - p
                volumes:
                - vol:/var/lib/postgresql/data:rw
              web:
                build:
                  context: /srv/mk
                  dockerfile: x
                command:
                - pnpm
                - run
                - start
                depends_on:
                  postgres:
                    condition: service_healthy
                environment:
                  B: 'x

                    y'
                  C: 3
                expose:
                - '3001'
                healthcheck:
                  test:
                  - CMD-SHELL
                  - curl /healthz
                links:
                - postgres:db
                networks:
                  a:
                    aliases:
                    - mk
                    - www
                  b: null
                ports:
                - 127.0.0.1:3000:3000/tcp
                secrets:
                - source: s1
                volumes:
                - /srv/mk/.config:/misskey/.config:ro
                - /anon
                - target: /t
                  type: tmpfs
            version: '3.9'
            volumes:
              vol:
                driver_opts:
                  device: /d
            """;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isTheSameWhicheverComposePrintsIt(boolean old) {
        ComposeModel model = model(old ? YAML : JSON, old);
        ComposeService postgres = model.service("postgres").orElseThrow();
        ComposeService web = model.service("web").orElseThrow();

        assertThat(model.name()).isEqualTo(old ? Optional.empty() : Optional.of("mk"));
        assertThat(postgres.image()).contains("postgres:15");
        assertThat(postgres.environment()).isEqualTo(Map.of("FOO", new Secret("p$w")));
        assertThat(postgres.names()).containsExactly("mk_db", "postgres");
        assertThat(postgres.run().profiles()).containsExactly("p");
        assertThat(postgres.mounts()).containsExactly(new Mount("volume", "vol", "/var/lib/postgresql/data"));
        assertThat(web.build()).contains("/srv/mk");
        assertThat(web.environment()).isEqualTo(Map.of("B", new Secret("x\ny"), "C", new Secret("3")));
        assertThat(web.names()).containsExactly("mk", "web", "www");
        assertThat(web.reach().links()).isEqualTo(Map.of("db", "postgres"));
        assertThat(web.run().ports()).containsExactlyInAnyOrder(3000, 3001);
        assertThat(web.run().needs()).isEqualTo(Set.of("postgres"));
        assertThat(web.run().health()).isEqualTo("curl /healthz");
        assertThat(web.run().command()).isEqualTo("pnpm run start");
        assertThat(web.run().secrets()).containsExactly("s1");
        assertThat(web.mounts())
                .containsExactly(
                        new Mount("bind", "/srv/mk/.config", "/misskey/.config"),
                        new Mount("volume", "", "/anon"),
                        new Mount("tmpfs", "", "/t"));
        assertThat(model.networkName("a", "mk")).isEqualTo("mk_a");
        assertThat(model.networkName("b", "mk")).isEqualTo("proxy");
        assertThat(model.isInternal("a")).isTrue();
        assertThat(model.isInternal("b")).isFalse();
        assertThat(model.volumeName("vol", "mk")).isEqualTo("mk_vol");
        assertThat(model.volumes().get(0).source()).contains("/d");
        assertThat(model.secrets().get(0).source()).contains("/srv/mk/s.txt");
    }

    @Test
    void composeOneLeavesOutTheNetworkDefault() {
        ComposeModel model = model("services:\n  db:\n    image: postgres\n", true);

        assertThat(model.service("db").orElseThrow().reach().networks()).containsOnlyKeys("default");
        assertThat(model.networkName("default", "mk")).isEqualTo("mk_default");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"services\" | false", "[] | false", "a: [ | true", "- a | true"})
    void whatIsNoAnswerOfComposeIsRefused(String text, boolean old) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> model(text, old));

        assertThat(refused.problem()).isEqualTo(Problem.of("compose-unread", "/srv/mk"));
    }

    @Test
    void aVariableThatIsNotSetIsNotNamed() {
        List<String> notes = List.of(
                "level=warning msg=\"The \\\"canary\\\" variable is not set. Defaulting to a blank string.\"",
                "level=warning msg=\"/srv/mk/compose.yml: the attribute `version` is obsolete\"",
                "level=warning msg=\"something else\"");
        ComposeModel model = ComposeReader.of(new Compose.Config("{}", false, notes, Optional.empty()), "/srv/mk");

        assertThat(model.warnings(Path.of("/srv/mk")))
                .extracting(Problem::id)
                .containsExactly("compose-unset", "compose-warns");
        assertThat(model.warnings(Path.of("/srv/mk")).toString()).doesNotContain("canary");
    }

    @Test
    void neverShowsAVariable() {
        assertThat(model(JSON, false).toString()).doesNotContain("p$w");
    }

    @ParameterizedTest
    @CsvSource({
        "pgvector/pgvector:pg16, 16",
        "timescale/timescaledb:latest-pg15, 15",
        "timescale/timescaledb:2.11.1-pg14, 14",
        "tensorchord/pgvecto-rs:pg15-v0.2.0, 15",
        "groonga/pgroonga:4.0.1-alpine-17, 17",
        "groonga/pgroonga:latest-alpine-18-slim, 18",
        "postgis/postgis:15-3.3, 15",
        "docker.io/library/postgres:17.2-bookworm, 17",
        "postgres:latest, 0",
        "postgres, 0"
    })
    void tellsTheMajorVersionOfEveryPostgresql(String image, int major) {
        assertThat(ImageName.isPostgres(image)).isTrue();
        assertThat(ImageName.major(image).orElse(0)).isEqualTo(major);
    }

    private static ComposeModel model(String text, boolean old) {
        return ComposeReader.of(new Compose.Config(text, old, List.of(), Optional.empty()), "/srv/mk");
    }
}
