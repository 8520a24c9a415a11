# shellcheck shell=bash
# The surroundings a test runs in: one client, one generation of Compose, the lab's engine.

# One folder of programs and one client configuration for each generation of Compose.
env_prepare() {
  local name program
  for name in v1 v2 newest; do
    program=$(compose_"$name")
    [[ -n $program ]] || continue
    mkdir -p -- "$LAB/bin-$name" "$LAB/docker-config-$name/cli-plugins"
    ln -sfn -- "$(docker_client)" "$LAB/bin-$name/docker"
    ln -sfn -- "$program" "$LAB/bin-$name/docker-compose"
    [[ $name == v1 ]] ||
      ln -sfn -- "$program" "$LAB/docker-config-$name/cli-plugins/docker-compose"
  done
}

# lab env [--compose v1|v2|newest]: lines for eval.
lab_env() {
  local compose=v2
  [[ ${1:-} != --compose ]] || compose=${2:?which Compose}
  [[ $compose =~ ^(v1|v2|newest)$ ]] || die "Compose is one of: v1 v2 newest"
  [[ -n $(compose_"$compose") ]] || die "Compose $compose is not here; run: lab install"
  env_prepare
  printf 'export DOCKER_HOST=%q\n' "$LAB_HOST"
  printf 'export DOCKER_CONFIG=%q\n' "$LAB/docker-config-$compose"
  # shellcheck disable=SC2016 # it is for the shell that evaluates this
  printf 'export PATH=%q:"$PATH"\n' "$LAB/bin-$compose"
  printf 'export HIKAE_LAB_PG_MAJOR=%q\n' "$(pg_major)"
}

# An ordinary user who may use the lab's engine, for tests that are not root.
lab_user() {
  need_root
  getent group "$LAB_USER" >/dev/null || groupadd --system "$LAB_USER"
  id "$LAB_USER" >/dev/null 2>&1 ||
    useradd --system --gid "$LAB_USER" --shell /bin/bash --home-dir "$LAB/home" "$LAB_USER" ||
    id "$LAB_USER" >/dev/null # another lab was quicker
  install -d -m 0755 -o "$LAB_USER" -g "$LAB_USER" "$LAB/home"
  [[ ! -S $SOCKET ]] || chgrp "$LAB_USER" "$SOCKET"
  echo "HIKAE_LAB_USER=$LAB_USER"
  echo "HIKAE_LAB_HOME=$LAB/home"
}

user_remove() { # only this lab's own
  if [[ $(getent passwd "$LAB_USER" | cut -d : -f 6) == "$LAB/home" ]]; then
    userdel "$LAB_USER"
  fi
  id "$LAB_USER" >/dev/null 2>&1 || groupdel "$LAB_USER" 2>/dev/null || true
}
