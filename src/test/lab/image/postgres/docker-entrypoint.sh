#!/bin/bash
# Stand-in for the entrypoint of the official postgres image, written from its documented contract:
# the same variables, the same data directory rules, the same order of events. The server is real.
set -euo pipefail
readonly CLUSTER=/usr/local/lib/lab/cluster

fail() {
  printf 'Error: %s\n' "$*" >&2
  exit 1
}

# from_file NAME [DEFAULT]: NAME may also come from the file that NAME_FILE names, never from both.
from_file() {
  local name=$1 file="${1}_FILE"
  [[ -z ${!name:-} || -z ${!file:-} ]] || fail "both $name and $file are set (but are exclusive)"
  local value=${!name:-${2:-}}
  [[ -z ${!file:-} ]] || value=$(<"${!file}")
  export "$name=$value"
  unset "$file"
}

as_postgres() { exec setpriv --reuid 70 --regid 70 --clear-groups "$@"; }

prepare_as_root() {
  mkdir -p "$PGDATA"
  chmod 0700 "$PGDATA"
  find "$PGDATA" ! -user postgres -exec chown postgres {} +
}

init_database() {
  [[ -n $POSTGRES_PASSWORD || $POSTGRES_HOST_AUTH_METHOD == trust ]] ||
    fail "Database is uninitialized and superuser password is not specified."
  if may_copy_cluster; then copy_cluster; else make_cluster; fi
  printf '\nhost all all all %s\n' "${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" \
    >>"$PGDATA/pg_hba.conf"
  if ! may_copy_cluster || [[ -n $(ls /docker-entrypoint-initdb.d) ]]; then fill_cluster; fi
  printf '\nPostgreSQL init process complete; ready for start up.\n\n'
}

# What initdb makes of the usual settings is in the image: it takes seconds, and a copy does not.
may_copy_cluster() {
  [[ -d $CLUSTER && -z ${POSTGRES_INITDB_ARGS:-}${TZ:-}${LC_ALL:-} && $LANG == en_US.utf8 && $POSTGRES_USER != pg_* ]]
}

# The server alone, without anybody to connect, gives it its names and the password.
copy_cluster() {
  [[ -z $(ls -A "$PGDATA") ]] || fail "directory \"$PGDATA\" exists but is not empty"
  (umask 077 && cp -R "$CLUSTER/." "$PGDATA")
  {
    printf "UPDATE pg_authid SET rolname = '%s' WHERE oid = 10;\n" "${POSTGRES_USER//\'/\'\'}"
    [[ -z $POSTGRES_PASSWORD ]] ||
      printf "ALTER ROLE \"%s\" PASSWORD '%s';\n" "${POSTGRES_USER//\"/\"\"}" "${POSTGRES_PASSWORD//\'/\'\'}"
    [[ $POSTGRES_DB == postgres ]] || printf 'CREATE DATABASE "%s";\n' "${POSTGRES_DB//\"/\"\"}"
  } | postgres --single -D "$PGDATA" -c allow_system_table_mods=on -c exit_on_error=on postgres >/dev/null
}

make_cluster() {
  local options=()
  read -ra options <<<"${POSTGRES_INITDB_ARGS:-}"
  initdb --no-sync --username "$POSTGRES_USER" --pwfile <(printf '%s\n' "$POSTGRES_PASSWORD") \
    "${options[@]}" -D "$PGDATA"
}

fill_cluster() {
  # Nobody on the network may see a half-made cluster: this first server has only the socket.
  pg_ctl -D "$PGDATA" -w -o "-c listen_addresses='' -p 5432" start
  if [[ $POSTGRES_DB != postgres ]] && ! may_copy_cluster; then
    printf 'CREATE DATABASE :"db";\n' | local_psql -d postgres --set db="$POSTGRES_DB"
  fi
  run_init_files
  pg_ctl -D "$PGDATA" -m fast -w stop
}

local_psql() { psql -X -v ON_ERROR_STOP=1 --no-password -U "$POSTGRES_USER" "$@"; }

run_init_files() {
  local file
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      *.sh) bash "$file" ;;
      *.sql) local_psql -d "$POSTGRES_DB" -f "$file" ;;
      *.sql.gz) gunzip -c "$file" | local_psql -d "$POSTGRES_DB" ;;
      *) ;;
    esac
  done
}

[[ ${1:-} != -* ]] || set -- postgres "$@"
if [[ ${1:-} == postgres ]]; then
  if [[ $(id -u) == 0 ]]; then
    prepare_as_root
    as_postgres "${BASH_SOURCE[0]}" "$@"
  fi
  mkdir -p "$PGDATA"
  if [[ ! -s $PGDATA/PG_VERSION ]]; then
    from_file POSTGRES_PASSWORD
    from_file POSTGRES_USER postgres
    from_file POSTGRES_DB "$POSTGRES_USER"
    POSTGRES_HOST_AUTH_METHOD=${POSTGRES_HOST_AUTH_METHOD:-}
    init_database
  fi
fi
exec "$@"
