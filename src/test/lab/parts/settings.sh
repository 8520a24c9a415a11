# shellcheck shell=bash
# Names and places that every part of the lab shares. Sourced by `lab`.

# Everything the lab runs and writes is in here; `lab down` removes it.
LAB=$(realpath -ms -- "${HIKAE_LAB:-/tmp/hikae-lab}")
# Unpacked packages that are not installed into the system; kept between runs.
LAB_CACHE=${HIKAE_LAB_CACHE:-/var/cache/hikae-lab}

ENGINE=$LAB/engine
SOCKET=$ENGINE/docker.sock
LAB_HOST=unix://$SOCKET
LAB_USER=hikae-lab

say() { printf 'lab: %s\n' "$*" >&2; }

die() {
  say "$*"
  exit 1
}

need_root() {
  [[ $(id -u) == 0 ]] || die "this needs root (try: sudo $0)"
}

# The newest PostgreSQL server of this machine; its major names the image tags.
pg_bin() {
  local dir
  dir=$(printf '%s\n' /usr/lib/postgresql/*/bin/postgres | sort -V | tail -n 1)
  [[ -x $dir ]] || die "no PostgreSQL server on this machine; run: lab install"
  dirname -- "$dir"
}

pg_major() {
  local bin
  bin=$(pg_bin)
  basename -- "$(dirname -- "$bin")"
}

# wait_until SECONDS COMMAND...: true as soon as the command is, false when time is up.
wait_until() {
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < end)) || return 1
    sleep 0.1
  done
}

# One lab command at a time may change a lab.
lock_lab() {
  mkdir -p -- "$LAB"
  exec 9>"$LAB/.lock"
  flock -w 120 9 || die "another lab command holds $LAB/.lock"
}
