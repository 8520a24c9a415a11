# shellcheck shell=bash
# Gets what the lab needs with the machine's own apt, and says plainly what could not be had.

# Debian 12 has Compose 1.29; the 2.x comes from the next release, the newest from unstable.
SUITE_V2=trixie
SUITE_NEWEST=sid

lab_install() {
  need_root
  mkdir -p -- "$LAB_CACHE"
  local missing=()
  command -v dockerd >/dev/null || missing+=(docker.io)
  # From Debian 13 on, the client is a package of its own.
  [[ -x /usr/bin/docker ]] || [[ -z $(candidate docker-cli) ]] || missing+=(docker-cli)
  command -v iptables >/dev/null || missing+=(iptables)
  dpkg -s busybox-static >/dev/null 2>&1 || missing+=(busybox-static)
  compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || missing+=("$(server_package)")
  local tool
  for tool in tmux strace shellcheck curl python3; do
    command -v "$tool" >/dev/null || missing+=("$tool")
  done
  command -v setpriv >/dev/null || missing+=(util-linux)
  [[ $(candidate docker-compose) != 1.* ]] ||
    command -v docker-compose >/dev/null || missing+=(docker-compose)
  install_quietly "${missing[@]}"

  unpack_once redis redis-server || say "no Redis here: the redis image will only pretend"
  [[ -n $(compose_v2) ]] || unpack_compose v2 "$SUITE_V2" ||
    say "Compose 2.x could not be had"
  lab_versions
}

lab_install_newest() {
  need_root
  unpack_compose newest "$SUITE_NEWEST" || die "no newer Compose could be had"
  lab_versions
}

# The reference implementation of the schedule grammar, for the differential tests only.
lab_install_oracle() {
  need_root
  mkdir -p -- "$LAB_CACHE"
  local missing=()
  command -v go >/dev/null || missing+=(golang-go)
  dpkg -s golang-github-robfig-cron-dev >/dev/null 2>&1 ||
    missing+=(golang-github-robfig-cron-dev)
  install_quietly "${missing[@]}"
  go version
}

lab_versions() {
  local name path
  for name in v1 v2 newest; do
    path=$(compose_"$name")
    printf '%-16s %s\n' "Compose $name" "${path:-not here}"
  done
  printf '%-16s %s\n' "dockerd" "$(command -v dockerd || echo 'not here')"
  printf '%-16s %s\n' "PostgreSQL" "$(pg_bin)"
  printf '%-16s %s\n' "Redis" "$(redis_root || echo 'not here')"
}

compose_v1() { # only where it really is a 1.x
  local path=/usr/bin/docker-compose # not by PATH: another generation may stand first there
  [[ -x $path && $(dpkg-query -W -f '${Version}' docker-compose 2>/dev/null) == 1.* ]] || return 0
  echo "$path"
}

compose_v2() {
  local path=/usr/libexec/docker/cli-plugins/docker-compose
  [[ -x $path ]] || path=$LAB_CACHE/v2/root$path
  [[ ! -x $path ]] || echo "$path"
}

compose_newest() {
  local path=$LAB_CACHE/newest/root/usr/libexec/docker/cli-plugins/docker-compose
  [[ ! -x $path ]] || echo "$path"
}

redis_root() {
  [[ ! -x /usr/bin/redis-server ]] || { echo / && return; }
  [[ -x $LAB_CACHE/redis/root/usr/bin/redis-server ]] && echo "$LAB_CACHE/redis/root"
}

# --- below: how ---

server_package() {
  [[ -n $(candidate postgresql-15) ]] && echo postgresql-15 || echo postgresql
}

# The version apt would install now; empty when it knows none.
candidate() {
  fresh_index
  apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: //p' | grep -v '(none)' || true
}

INDEX_IS_FRESH=
fresh_index() {
  [[ -z $INDEX_IS_FRESH ]] || return 0
  INDEX_IS_FRESH=yes
  compgen -G '/var/lib/apt/lists/*Packages*' >/dev/null || apt-get -qq update >&2
}

install_quietly() {
  (($#)) || return 0
  say "installing: $*"
  local guard=/usr/sbin/policy-rc.d made=
  if [[ ! -e $guard ]]; then # services of new packages must not start here
    printf '#!/bin/sh\nexit 101\n' >"$guard"
    chmod 755 "$guard"
    made=yes
  fi
  local failed=
  apt_install "$@" || { apt-get -qq update >&2 && apt_install "$@"; } || failed=yes
  [[ -z $made ]] || rm -f -- "$guard"
  [[ -z $failed ]] || die "apt could not install: $*"
}

apt_install() {
  DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@" \
    </dev/null >"$LAB_CACHE/apt.log" 2>&1 || { tail -n 5 "$LAB_CACHE/apt.log" >&2 && return 1; }
}

# unpack_once NAME PACKAGE: the package and whatever it lacks on this machine, into the cache,
# without installing anything.
unpack_once() {
  local dir=$LAB_CACHE/$1 package=$2 wanted=()
  [[ ! -x /usr/bin/$package && ! -e $dir/complete ]] || return 0
  fresh_index
  mapfile -t wanted < <(apt-get -s --no-install-recommends install "$package" 2>/dev/null |
    sed -n 's/^Inst \([^ ]*\) .*/\1/p')
  ((${#wanted[@]})) || return 1
  say "unpacking: ${wanted[*]}"
  fetch_and_unpack "$dir" "${wanted[@]}"
}

fetch_and_unpack() {
  local dir=$1
  shift
  rm -rf -- "$dir/root"
  mkdir -p -- "$dir/deb" "$dir/root"
  (cd -- "$dir/deb" && apt-get -qq -o APT::Sandbox::User=root "${APT_OPTIONS[@]}" download "$@") \
    >&2 || return 1
  local deb
  chmod 755 "$dir"
  for deb in "$dir"/deb/*.deb; do
    dpkg -x "$deb" "$dir/root" || return 1
  done
  rm -rf -- "$dir/deb"
  : >"$dir/complete"
}
APT_OPTIONS=()

# unpack_compose NAME SUITE: Compose out of another release's package.
unpack_compose() {
  local dir=$LAB_CACHE/$1
  [[ ! -e $dir/complete ]] || return 0
  say "unpacking Compose of $2"
  from_suite "$dir" "$2" fetch_and_unpack "$dir" docker-compose
}

# from_suite DIR SUITE COMMAND...: the command with apt reading another release's lists, from the archive that apt
# already uses; the system's own package lists stay as they are.
from_suite() {
  local dir=$1 suite=$2 archive
  shift 2
  fresh_index
  # shellcheck disable=SC2016 # these are fields of apt, not variables of the shell
  archive=$(apt-get indextargets --format '$(REPO_URI) $(COMPONENT)' 'Created-By: Packages' |
    sed -n '/security/d; s/ main$//p' | sort -u | head -n 1)
  [[ -n $archive ]] || return 1
  mkdir -p -- "$dir/lists/partial" "$dir/cache/archives/partial"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $archive $suite main" \
    >"$dir/suite.list"
  local APT_OPTIONS=(-o "Dir::Etc::sourcelist=$dir/suite.list" -o Dir::Etc::sourceparts=/dev/null
    -o "Dir::State::lists=$dir/lists" -o "Dir::Cache=$dir/cache" -o Acquire::Languages=none
    -o Acquire::Check-Valid-Until=no) # a mirror may be some weeks behind
  apt-get -qq "${APT_OPTIONS[@]}" update >&2 || return 1
  "$@" || return 1
  rm -rf -- "$dir/lists" "$dir/cache"
}
