# shellcheck shell=bash
# The parts of the tests, each a function that can run alone; src/test/all runs them all, src/test/run one.
# Sourced by them, after src/package/system.sh. A part ends with 77 when it cannot be run, after saying why.

root=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
sh=$root/src/test/sh

cannot_run() { # why
  printf 'could not be run: %s\n' "$1"
  exit 77
}

# --- tools ---------------------------------------------------------------------------------------

# Command and the Debian package it comes in, where that has another name.
readonly TOOLS='git shellcheck python3 tmux strace zsh fish mandoc groff curl ps:procps ip:iproute2 iptables
asciinema mmdebstrap unshare:util-linux xz:xz-utils'

# What is missing, all at once; what cannot be had is named, and only the parts that need it cannot be run.
bring_tools() {
  local tool missing=()
  for tool in $TOOLS; do
    command -v "${tool%:*}" >/dev/null || missing+=("${tool#*:}")
  done
  [ -n "$(jdk_of 17)" ] || missing+=(openjdk-17-jdk-headless)
  command -v mvn >/dev/null || missing+=(maven)
  [ ${#missing[@]} -gt 0 ] || return 0
  add_packages "${missing[@]}" && return 0
  for tool in "${missing[@]}"; do add_packages "$tool" || true; done
}

jdk_of() { # feature: prints the home of that JDK, if it is here
  list_jdks | awk -v wanted="$1" '$1 == wanted { sub(/^[0-9]+ /, ""); print; exit }'
}

newest_jdk() {
  list_jdks | sort -rn | awk 'NR == 1 { sub(/^[0-9]+ /, ""); print }'
}

# --- Java ----------------------------------------------------------------------------------------

use_jdk() { # home
  [ -n "$1" ] || cannot_run 'that JDK is not here and cannot be installed'
  jdk_home=$1
}

test_java() {
  use_jdk "$(jdk_of 17)"
  maven -DforkCount=1C verify
}

# What can differ between Javas: screens, zones, processes, sockets, files, gzip. Not a second time what takes long and
# is counting of our own (changed bytes, random keys) or the kernel's doing.
readonly ONCE_IS_ENOUGH='!RacingOwnerTest,!DumpDamageTest,!FuzzTest,!ThreeFacesTest,!ComposeAdoptionTest,!ComposeSpliceTest'

test_java_newest() {
  use_jdk "$(newest_jdk)"
  [ "$(feature_of "$jdk_home")" -gt 17 ] || {
    printf 'no JDK newer than 17 is here; nothing to repeat\n'
    return 0
  }
  run_compiled_tests -DforkCount=1C "-Dtest=$ONCE_IS_ENOUGH"
}

run_compiled_tests() { # arguments for Maven
  [ -d "$root/target/test-classes" ] || cannot_run 'the tests are not compiled; run: src/test/run java'
  maven "$@" surefire:test | tee "$root/target/tests.log"
  grep -q '^\[INFO\] Tests run: [1-9]' "$root/target/tests.log" || cannot_run 'there is no such test'
  sed -n '/^\[WARNING\] Flakes: *$/,/Tests run:/s/^\[WARNING\] \(hikae\..*\)/\1/p' "$root/target/tests.log" >>"$trial/again"
}

# --- shell ---------------------------------------------------------------------------------------

test_shell_files() {
  local files=()
  mapfile -t files < <(cd "$root" && git -c safe.directory="$root" ls-files | while IFS= read -r file; do
    if head -n 1 "$file" 2>/dev/null | grep -qE '^#!.*[ /](ba|da)?sh$|^# shellcheck shell='; then printf '%s\n' "$file"; fi
  done)
  [ ${#files[@]} -gt 0 ] || cannot_run 'git lists no shell file here'
  printf '%s\n' "${files[@]}"
  (cd "$root" && shellcheck -x "${files[@]}")
}

test_sh() { # modules of src/test/sh
  "$sh/run" "$@"
}

# --- labs ----------------------------------------------------------------------------------------

lab() {
  [ "$EUID" -eq 0 ] || cannot_run 'the lab needs root'
  "$root/src/test/lab/lab" "$@"
}

test_lab_tools() {
  lab install
  lab install-newest
}

# Those that cannot be had are named, each with the reason; the tests of the others are done all the same.
test_major_tools() {
  local had
  had=$(lab install-majors)
  printf '%s\n' "$had"
  ! grep -q 'could not be had' <<<"$had" || cannot_run 'not all of them could be had'
}

test_oracle_tools() {
  lab install-oracle
}

# One more than there are processors, four at most: a test in a lab waits half of its time.
count_labs() {
  labs=$(($(nproc) + 1))
  if [ "$labs" -gt 4 ]; then labs=4; fi
}

test_labs_up() {
  local n
  for n in $(seq "$labs"); do HIKAE_LAB=$trial/lab-$n lab up; done
}

# `docker` and `docker compose` mean the first lab from here on.
enter_lab() {
  local settings
  settings=$(lab env)
  eval "$settings"
}

test_in_labs() { # name of a Maven profile, more arguments
  local profile=$1
  shift
  enter_lab
  use_jdk "$(jdk_of 17)"
  run_compiled_tests "-P$profile,labs" "-Dlabs=$labs" "-Dlabs.directory=$trial/lab" "$@"
}

# Where the program is not installed, its own tests say so and the others are done all the same.
test_together() {
  export HIKAE_PROGRAM=$trial/prefix/bin/hikae
  test_in_labs together
}

# --- the installed program -----------------------------------------------------------------------

# Installs for real, twice; the program stays for the tests that drive it in a terminal.
test_install() {
  local prefix=$trial/prefix before
  use_jdk "$(jdk_of 17)"
  JAVA_HOME=$jdk_home "$root/install.sh" --prefix "$prefix" --yes --no-start
  before=$(find "$prefix" -printf '%p %T@ %i %m\n' | sort)
  JAVA_HOME=$jdk_home "$root/install.sh" --prefix "$prefix" --yes --no-start
  if [ "$before" != "$(find "$prefix" -printf '%p %T@ %i %m\n' | sort)" ]; then
    printf 'the second run changed something\n'
    return 1
  fi
  [ -s "$prefix/lib/hikae/current/archive" ]
  "$prefix/bin/hikae" --version | grep '^hikae [0-9]'
}

need_program() {
  export HIKAE_PROGRAM=${HIKAE_PROGRAM:-$trial/prefix/bin/hikae}
  [ -x "$HIKAE_PROGRAM" ] || cannot_run 'the program is not installed; see the part before'
}

test_program() { # modules of src/test/sh
  need_program
  test_sh "$@"
}

test_package() {
  use_jdk "$(jdk_of 17)"
  JAVA_HOME=$jdk_home "$root/src/package/build" "$trial/package"
  HIKAE_PACKAGE=$(echo "$trial"/package/*.deb) test_sh package
}

# With a Misskey: the lab is up already.
test_with_misskey() { # modules of src/test/sh
  enter_lab
  test_program "$@"
}

test_uninstall() {
  local prefix=$trial/prefix
  "$root/install.sh" --prefix "$prefix" --uninstall
  [ -z "$(find "$prefix" -mindepth 1)" ]
}

# --- around them ---------------------------------------------------------------------------------

begin_tests() {
  trial=$(mktemp -d)
  chmod 711 "$trial"
  umask 022
  # Labs of this run's own: nobody else's is touched, and none is left.
  export HIKAE_LAB=$trial/lab-1
  count_labs
  trap end_tests EXIT
}

end_tests() {
  local one
  for one in "$trial"/lab*; do
    if [ -d "$one" ] && ! [ -L "$one" ]; then HIKAE_LAB=$one "$root/src/test/lab/lab" down >&2 || true; fi
  done
  rm -rf "$trial"
}
