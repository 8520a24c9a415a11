# shellcheck shell=bash
# A Misskey directory shaped like a real one, started, with people and notes in its database.

readonly KINDS='plain dragonfly named-volume container-name project-name pg18-layout pgroonga'
# Misskey's own example says 5s. Each check is a docker exec of 0.07 s of processor: with some Misskeys at a time a tenth
# of a small machine would do nothing else.
readonly HEALTH_INTERVAL=20s
readonly SEEDED=5000 # the rest is made of these by the server, which is quicker

lab_misskey() {
  local name=misskey dir='' kind=plain password='' user='' database=misskey notes=3000 host='' \
    compose=v2 file=compose.yml seed=20251123
  while (($#)); do
    case $1 in
      --name | --dir | --kind | --password | --user | --database | --notes | --host | --compose | \
        --file | --seed) printf -v "${1#--}" %s "${2?$1 needs a value}" && shift 2 ;;
      *) die "unknown option: $1" ;;
    esac
  done
  [[ " $KINDS " == *" $kind "* ]] || die "a kind is one of: $KINDS"
  engine_answers >/dev/null 2>&1 || die "the lab is not up; run: lab up"
  lab_env --compose "$compose" >/dev/null || exit 1
  [[ -n $dir ]] || dir=$LAB/instances/$name
  [[ ! -e $dir/$file ]] || die "there is one already: $dir/$file"
  [[ -n $password ]] || password=$(random_word 24)
  [[ -n $user ]] || user=mk-$(random_word 6)
  [[ -n $host ]] || host=$name.test
  mkdir -p -- "$dir/.config" "$dir/files"
  dir=$(realpath -- "$dir")
  misskey_files
  misskey_start || die "Misskey did not start; its containers: lab status"
  misskey_report
}

misskey_files() {
  local quoted=${password//\'/\'\'} yaml
  yaml="'$quoted'"
  cat >"$dir/.config/default.yml" <<END
#━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
# Misskey configuration
#━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
url: https://$host/
port: 3000
db:
  host: db
  port: 5432
  # Database name
  db: $database
  # Auth
  user: $user
  pass: $yaml
redis:
  host: $(store_service)
  port: 6379
id: 'aidx'
END
  cat >"$dir/.config/docker.env" <<END
# misskey settings
# MISSKEY_URL=https://example.tld/

# db settings
POSTGRES_PASSWORD=$(env_value "$password")
# DATABASE_PASSWORD=\${POSTGRES_PASSWORD}
POSTGRES_USER=$user
# DATABASE_USER=\${POSTGRES_USER}
POSTGRES_DB=$database
# DATABASE_DB=\${POSTGRES_DB}
DATABASE_URL="postgres://\${POSTGRES_USER}:\${POSTGRES_PASSWORD}@db:5432/\${POSTGRES_DB}"
END
  [[ $kind != project-name ]] || echo "COMPOSE_PROJECT_NAME=mk-$name" >"$dir/.env"
  misskey_compose >"$dir/$file"
}

# Bare as in Misskey's example; quoted, for every Compose alike, when it would not survive that.
env_value() {
  if [[ $1 =~ ^[A-Za-z0-9_.,:/@%+-]*$ ]]; then
    printf %s "$1"
  else
    printf "'%s'" "${1//\'/\\\'}"
  fi
}

store_service() { [[ $kind == dragonfly ]] && echo dragonfly || echo redis; }

misskey_compose() {
  local store major image volume=./db:/var/lib/postgresql/data store_image=redis:7-alpine
  store=$(store_service)
  major=$(pg_major)
  image=postgres:$major-alpine
  case $kind in
    dragonfly) store_image=docker.dragonflydb.io/dragonflydb/dragonfly:latest ;;
    named-volume) volume='db-data:/var/lib/postgresql/data' ;;
    pg18-layout) volume=./db:/var/lib/postgresql ;;
    pgroonga) image=groonga/pgroonga:latest-alpine-$major-slim ;;
  esac
  cat <<END
services:
  web:
    image: misskey/misskey:2025.10.2
    restart: always
    links:
      - db
      - $store
    depends_on:
      db:
        condition: service_healthy
      $store:
        condition: service_healthy
    ports:
      - "127.0.0.1::3000"
    networks:
      - internal_network
      - external_network
    # env_file:
    #   - .config/docker.env
    volumes:
      - ./files:/misskey/files
      - ./.config:/misskey/.config:ro
$(container_name web)
  $store:
    restart: always
    image: $store_image
    networks:
      - internal_network
    volumes:
      - ./redis:/data
    healthcheck:
      test: "redis-cli ping"
      interval: ${HEALTH_INTERVAL}
      retries: 20
$(container_name "$store")
  db:
    restart: always
    image: $image
    networks:
      - internal_network
    env_file:
      - .config/docker.env
$([[ $kind != pg18-layout ]] || printf '    environment:\n      PGDATA: /var/lib/postgresql/%s/docker\n' "$major")
    volumes:
      - $volume
    healthcheck:
      test: "pg_isready -U \$\$POSTGRES_USER -d \$\$POSTGRES_DB"
      interval: ${HEALTH_INTERVAL}
      retries: 20
$(container_name db)
networks:
  internal_network:
    internal: true
  external_network:
$([[ $kind != named-volume ]] || printf 'volumes:\n  db-data:\n')
END
}

container_name() { [[ $kind != container-name ]] || echo "    container_name: my-misskey-$1"; }

# The database first: rows are in before Misskey looks, so that it finds its schema.
misskey_start() {
  (
    eval "$(lab_env --compose "$compose")"
    cd -- "$dir" || exit 1
    compose_up db "$(store_service)" || exit 1
    {
      [[ $kind != pgroonga ]] || echo 'CREATE EXTENSION pgroonga;'
      sed '/^CREATE.* INDEX /d' "$PARTS/schema.sql"
      python3 "$PARTS/seed.py" --notes "$((notes < SEEDED ? notes : SEEDED))" --host "$host" --seed "$seed"
      ((notes <= SEEDED)) || more_notes "$((notes - SEEDED))"
      sed -n '/^CREATE.* INDEX /p' "$PARTS/schema.sql" # quicker when the rows are there
      echo 'ANALYZE;'
    } | fill_database || exit 1
    compose_up --no-deps web || exit 1 # what it needs was waited for
    wait_until 30 web_answers
  )
}

# Over TCP, where only the server answers that is ready for good.
fill_database() {
  docker exec -i -e PGHOST=127.0.0.1 -e PGUSER="$user" -e PGDATABASE="$database" "$(service_id db)" \
    sh -c 'n=0; until pg_isready -q; do n=$((n+1)); [ $n -lt 300 ] || exit 1; sleep 0.1; done
           psql -Xq -v ON_ERROR_STOP=1' >/dev/null
}

# Before the last note there is: what was seeded stays the newest.
more_notes() {
  printf '\\set notes %s\n\\set spread yes\n' "$1"
  cat "$PARTS/more.sql"
}

# By itself, not as a plugin: to find its plugins, docker starts each of them one time more.
compose_up() {
  docker-compose -f "$file" up -d "$@" >"$LAB/compose.log" 2>&1 || { cat "$LAB/compose.log" >&2 && return 1; }
}

service_id() {
  docker ps -q --filter "label=com.docker.compose.project.working_dir=$dir" \
    --filter "label=com.docker.compose.service=$1"
}

db_container_network() {
  docker inspect -f '{{range .NetworkSettings.Networks}}{{.NetworkID}}{{end}}' "$(service_id db)"
}

# From this host: a command in the container takes ten times as long.
web_answers() { curl -sf -m 5 "http://$(web_address):3000/healthz"; }

web_address() {
  docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}' "$(service_id web)" | cut -d ' ' -f 1
}

misskey_report() {
  (
    eval "$(lab_env --compose "$compose")"
    install -d -m 0700 "$LAB/secrets"
    (umask 077 && printf %s "$password" >"$LAB/secrets/$name")
    local db
    db=$(service_id db)
    printf '%s=%q\n' HIKAE_LAB_DOCKER_HOST "$LAB_HOST" HIKAE_LAB_DIR "$dir" \
      HIKAE_LAB_PROJECT "$(docker inspect -f '{{index .Config.Labels "com.docker.compose.project"}}' "$db")" \
      HIKAE_LAB_NETWORK "$(docker network inspect -f '{{.Name}}' "$(db_container_network)")" \
      HIKAE_LAB_DB_CONTAINER "$(docker inspect -f '{{.Name}}' "$db" | tr -d /)" \
      HIKAE_LAB_DB_USER "$user" HIKAE_LAB_DB_NAME "$database" \
      HIKAE_LAB_PASSWORD_FILE "$LAB/secrets/$name" HIKAE_LAB_HOST "$host" \
      HIKAE_LAB_PG_MAJOR "$(pg_major)"
  )
}

random_word() { LC_ALL=C tr -dc a-z0-9 </dev/urandom | head -c "$1" || true; }
