package hikae.demo;

/** The files of the made-up Misskey. The password is made up, too. */
final class DemoTexts {
    static final String PASSWORD = "made-up-for-the-demo";

    static final String DOCKER_ENV = """
            # db settings
            POSTGRES_PASSWORD=%s
            POSTGRES_USER=misskey
            POSTGRES_DB=misskey
            """.formatted(PASSWORD);

    static final String DEFAULT_YML = """
            url: https://example.com/
            port: 3000
            db:
              host: db
              port: 5432
              db: misskey
              user: misskey
              pass: %s
            redis:
              host: redis
              port: 6379
            id: 'aidx'
            """.formatted(PASSWORD);

    static final String COMPOSE_YML = """
            services:
              web:
                image: misskey/misskey:2025.10.2
                restart: always
                links: [db, redis]
                networks: [internal_network, external_network]
                volumes:
                  - ./files:/misskey/files
                  - ./.config:/misskey/.config:ro
              redis:
                restart: always
                image: redis:7-alpine
                networks: [internal_network]
                volumes: ["./redis:/data"]
              db:
                restart: always
                image: postgres:15-alpine
                networks: [internal_network]
                env_file: [.config/docker.env]
                volumes: ["./db:/var/lib/postgresql/data"]
            networks:
              internal_network:
                internal: true
              external_network:
            """;

    /** What Compose makes of it. */
    static final String COMPOSE_JSON = """
            {"name": "misskey",
             "networks": {"external_network": {"name": "misskey_external_network"},
                          "internal_network": {"name": "misskey_internal_network", "internal": true}},
             "services": {
               "db": {"image": "postgres:15-alpine", "networks": {"internal_network": null}, "restart": "always",
                 "environment": {"POSTGRES_DB": "misskey", "POSTGRES_PASSWORD": "%1$s", "POSTGRES_USER": "misskey"},
                 "volumes": [{"type": "bind", "source": "%2$s/db", "target": "/var/lib/postgresql/data"}]},
               "redis": {"image": "redis:7-alpine", "networks": {"internal_network": null}, "restart": "always",
                 "volumes": [{"type": "bind", "source": "%2$s/redis", "target": "/data"}]},
               "web": {"image": "misskey/misskey:2025.10.2", "links": ["db", "redis"], "restart": "always",
                 "networks": {"external_network": null, "internal_network": null},
                 "volumes": [{"type": "bind", "source": "%2$s/files", "target": "/misskey/files"},
                             {"type": "bind", "source": "%2$s/.config", "target": "/misskey/.config"}]}}}
            """.formatted(PASSWORD, DemoHost.MISSKEY);

    private DemoTexts() {}
}
