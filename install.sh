#!/usr/bin/env bash
# Builds Hikae from this directory and installs it. See `./install.sh --help`.
#
# All of it is in functions, within one pair of braces, and the last line calls main: half of this file
# does nothing at all, wherever it was cut.
# shellcheck disable=SC2317 # the parts of the tests are called by name
{
set -euo pipefail
umask 077

usage() {
  cat <<'TEXT'
Usage: ./install.sh [--prefix DIR] [--yes] [--no-start] [--demo]
       ./install.sh --test [--yes]
       ./install.sh --uninstall [--prefix DIR]

Finds or installs Java (JDK 17 or newer) and Maven, builds Hikae, installs it and starts it.
Nothing of your Misskey is touched. A second run changes nothing.

  --prefix DIR   where to install: DIR/bin, DIR/lib/hikae, DIR/share
                 (default: /usr/local as root, else ~/.local)
  --yes          install missing packages without asking
  --no-start     do not start hikae afterwards
  --demo         start `hikae demo` afterwards: a made-up server, nothing real is touched
  --test         install what the tests need and run every test
  --uninstall    remove the installed program; backups and settings stay
  --help         this text

HIKAE_JAVA names the Java that is to run Hikae, JAVA_HOME the JDK to build with.
Exit: 0 done, 1 a test failed or could not be run, 2 wrong use, 3 something is missing.
TEXT
}

# --- words ---------------------------------------------------------------------------------------

say() { # English, Japanese
  if [ "$lang" = ja ]; then printf '%s\n' "$2" >&2; else printf '%s\n' "$1" >&2; fi
}

stop() { # exit code, English, Japanese
  say "install.sh: $2" "install.sh: $3"
  exit "$1"
}

choose_language() {
  lang=en
  case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
    ja*[Uu][Tt][Ff]-8* | ja*[Uu][Tt][Ff]8*) [ "${TERM:-}" = linux ] || lang=ja ;;
  esac
  export LC_ALL=C.UTF-8
}

agree() { # what is missing, in English and Japanese
  if [ "$yes" = yes ]; then return 0; fi
  find_package_tool
  if ! [ -t 0 ] || ! [ -t 2 ]; then
    stop 2 "missing here: $1. There is no terminal to ask on; with --yes it is installed with $package_tool." \
      "次が不足しています: $2。確認できる端末がありません。--yes を付けると $package_tool でインストールします。"
  fi
  say "Missing here: $1. Install with $package_tool? [y/N]" "次が不足しています: $2。$package_tool でインストールしますか? [y/N]"
  local reply
  read -r reply || reply=
  case $reply in [yY]*) ;; *) stop 3 'stopped; nothing was installed.' '中止しました。何もインストールしていません。' ;; esac
}

# --- packages ------------------------------------------------------------------------------------

as_root() {
  if [ "$EUID" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    stop 3 "this needs root: $*" "root 権限が必要です: $*"
  fi
}

find_package_tool() {
  for package_tool in apt-get dnf apk; do
    if command -v "$package_tool" >/dev/null; then return 0; fi
  done
  stop 3 'no apt-get, dnf or apk here. Install JDK 17 or newer and Maven, then run this again.' \
    'apt-get、dnf、apk のいずれもありません。JDK 17 以降と Maven をインストールしてから、もう一度実行してください。'
}

refresh_packages() {
  [ "${packages_fresh:-no}" = no ] || return 0
  packages_fresh=yes
  case $package_tool in
    apt-get) as_root apt-get -qq update >/dev/null ;;
    apk) as_root apk --quiet update ;;
  esac
}

is_offered() {
  case $package_tool in
    apt-get) apt-cache policy "$1" 2>/dev/null | grep -q 'Candidate: [^(]' ;;
    dnf) dnf --quiet list "$1" >/dev/null 2>&1 ;;
    apk) [ -n "$(apk search --exact "$1" 2>/dev/null)" ] ;;
  esac
}

add_packages() {
  find_package_tool
  refresh_packages
  say "Installing: $*" "インストールしています: $*"
  case $package_tool in
    apt-get) as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" ;;
    dnf) as_root dnf --quiet -y install "$@" ;;
    apk) as_root apk --quiet add "$@" ;;
  esac >/dev/null
}

add_first_offered() {
  find_package_tool
  refresh_packages
  local name
  for name; do
    if is_offered "$name"; then add_packages "$name"; return 0; fi
  done
  stop 3 "none of these packages is offered here: $*" "次のパッケージがどれも見つかりません: $*"
}

need() { # command, package
  if command -v "$1" >/dev/null; then return 0; fi
  agree "$2" "$2"
  add_packages "$2"
}

# --- Java and Maven ------------------------------------------------------------------------------

feature_of() { # home of a Java: prints 17, 21, 25 or 0
  local text=
  if [ -r "$1/release" ]; then text=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"); fi
  if [ -z "$text" ]; then text=$("$1/bin/java" -version 2>&1 | sed -n '1s/[^"]*"\([0-9]*\).*/\1/p') || text=; fi
  printf '%s\n' "${text:-0}"
}

# Prints "feature home" of each JDK (a Java with a compiler), the one to prefer first.
list_jdks() {
  local home
  {
    if [ -n "${HIKAE_JAVA:-}" ]; then printf '%s\n' "${HIKAE_JAVA%/bin/java}"; fi
    if [ -n "${JAVA_HOME:-}" ]; then printf '%s\n' "$JAVA_HOME"; fi
    if command -v javac >/dev/null; then
      home=$(readlink -f "$(command -v javac)")
      printf '%s\n' "${home%/bin/javac}"
    fi
    printf '%s\n' /usr/lib/jvm/* | sort -Vr
  } | while IFS= read -r home; do
    if [ -x "$home/bin/javac" ]; then printf '%s %s\n' "$(feature_of "$home")" "$(cd -P "$home" && pwd)"; fi
  done | awk '!seen[$0]++'
}

find_jdk() { # sets jdk_home, as far as there is one
  jdk_home=$(list_jdks | awk '$1 >= 17 { sub(/^[0-9]+ /, ""); print; exit }')
}

need_java() {
  find_jdk
  if [ -z "$jdk_home" ]; then
    agree 'JDK (17 or newer)' 'JDK (17 以降)'
    add_first_offered openjdk-21-jdk-headless openjdk-17-jdk-headless openjdk-25-jdk-headless \
      java-21-openjdk-devel java-17-openjdk-devel java-25-openjdk-devel openjdk21-jdk openjdk17-jdk
    find_jdk
    [ -n "$jdk_home" ] || stop 3 'the JDK was installed but is not to be found.' 'インストールした JDK が見つかりません。'
  fi
  run_java=${HIKAE_JAVA:-$jdk_home/bin/java}
}

maven() {
  (cd "$root" && JAVA_HOME=$jdk_home mvn --batch-mode --no-transfer-progress -Dstyle.color=never "$@")
}

# --- installing ----------------------------------------------------------------------------------

# The sources as one number, and with the Java that will run them.
look_at_state() {
  local part parts=()
  for part in pom.xml install.sh src/main src/docs/texts templates; do
    if [ -e "$root/$part" ]; then parts+=("$part"); fi
  done
  sources=$(cd "$root" && find "${parts[@]}" -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1)
  wanted=$({ printf '%s\n%s\n' "$sources" "$run_java" && "$run_java" -version 2>&1; } | sha256sum | cut -d ' ' -f 1)
}

is_up_to_date() {
  [ -r "$lib/stamp" ] && [ "$(cat "$lib/stamp")" = "$wanted" ] &&
    (cd "$prefix" && sha256sum -c lib/hikae/manifest >/dev/null 2>&1)
}

build() {
  local stamp=$root/target/install-stamp log=$root/target/install.log built=
  if [ -f "$root/target/hikae.jar" ]; then built="$sources $(sha256sum <"$root/target/hikae.jar")"; fi
  if [ -n "$built" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$built" ]; then return 0; fi
  say 'Building Hikae. The first time takes a few minutes.' 'Hikae をビルドしています。初回は数分かかります。'
  rm -rf "$root/target/classes" "$root/target/lib" "$root/target/maven-status" "$root/target/hikae.jar" "$stamp"
  mkdir -p "$root/target"
  # little memory: the server may have 1 GB, and Misskey is running on it
  if ! MAVEN_OPTS=${MAVEN_OPTS:--Xmx512m -XX:+UseSerialGC} maven --quiet -Dhikae.install package >"$log" 2>&1; then
    cat "$log" >&2
    stop 3 'the build failed; see the lines above. The installed program was not changed.' \
      'ビルドに失敗しました。上の表示を確認してください。インストール済みのプログラムは変更していません。'
  fi
  printf '%s %s\n' "$sources" "$(sha256sum <"$root/target/hikae.jar")" >"$stamp"
}

make_directory() {
  (umask 022 && mkdir -p "$1")
}

# Puts a file in its place, for everybody to read, only if it is not there already.
place() { # mode, from, to under the prefix
  local to=$prefix/$3
  placed+=("$3")
  if cmp -s "$2" "$to" && [ "$(stat -c %a "$to")" = "$1" ]; then return 0; fi
  make_directory "${to%/*}"
  install -m "$1" "$2" "$to.new"
  mv -f "$to.new" "$to"
  changed=yes
}

place_native_library() {
  local kind=Linux machine entry jar
  case $(uname -m) in
    x86_64) machine=x86_64 ;;
    aarch64) machine=arm64 ;;
    armv7*) machine=armv7 ;;
    armv6*) machine=armv6 ;;
    i?86) machine=x86 ;;
    ppc64le) machine=ppc64 ;;
    *) return 0 ;; # jline then says what it lacks
  esac
  if [ -e /etc/alpine-release ]; then kind=Linux-musl; fi
  entry=org/jline/nativ/$kind/$machine/libjlinenative.so
  jar=$(echo "$root"/target/lib/jline-native-*.jar)
  (cd "$work" && "$jdk_home/bin/jar" xf "$jar" "$entry")
  if [ -f "$work/$entry" ]; then place 755 "$work/$entry" lib/hikae/native/libjlinenative.so; fi
}

place_program() {
  local jar old
  rm -f "$lib/stamp"
  for jar in "$root"/target/lib/*.jar; do place 644 "$jar" "lib/hikae/lib/${jar##*/}"; done
  place 644 "$root/target/hikae.jar" lib/hikae/hikae.jar
  place_native_library
  place 755 "$root/src/main/bin/hikae" bin/hikae
  for old in "$lib"/lib/*.jar; do
    if ! [ -f "$root/target/lib/${old##*/}" ]; then rm -f "$old"; changed=yes; fi
  done
}

place_archive() {
  # The launcher makes it with the very flags that it will run with.
  if [ "$changed" = yes ] || ! is_archive_recorded; then
    HIKAE_JAVA=$run_java "$prefix/bin/hikae" --make-archive || [ $? -eq 5 ]
  fi
  placed+=(lib/hikae/runtime)
  local archive
  archive=$(sed -n 's/^archive=//p' "$lib/runtime")
  if [ -n "$archive" ]; then placed+=("lib/hikae/$archive"); fi
}

is_archive_recorded() {
  [ -r "$lib/runtime" ] && grep -qxF "java=$run_java" "$lib/runtime" && [ -r "$lib/java" ] &&
    [ "$(cat "$lib/java")" = "$("$run_java" -version 2>&1)" ] && grep -q ^archive= "$lib/runtime" &&
    [ -s "$lib/$(sed -n 's/^archive=//p' "$lib/runtime")" ]
}

place_completions() {
  local shell
  for shell in bash zsh fish; do
    HIKAE_JAVA=$run_java "$prefix/bin/hikae" completion "$shell" >"$work/$shell" </dev/null
    [ -s "$work/$shell" ] || stop 1 "hikae completion $shell wrote nothing." "hikae completion $shell の出力が空です。"
  done
  place 644 "$work/bash" share/bash-completion/completions/hikae
  place 644 "$work/zsh" share/zsh/site-functions/_hikae
  place 644 "$work/fish" share/fish/vendor_completions.d/hikae.fish
}

place_manual() {
  local language to
  for language in en ja; do
    to=share/man/man1/hikae.1
    if [ $language = ja ]; then to=share/man/ja/man1/hikae.1; fi
    HIKAE_JAVA=$run_java "$prefix/bin/hikae" man --lang $language >"$work/hikae.1" </dev/null
    [ -s "$work/hikae.1" ] || stop 1 'hikae man wrote nothing.' 'hikae man の出力が空です。'
    place 644 "$work/hikae.1" $to
  done
}

install_hikae() {
  need_java
  look_at_state
  if is_up_to_date; then
    say "Hikae in $prefix is up to date. Nothing was changed." "$prefix の Hikae は最新です。何も変更していません。"
    return 0
  fi
  need mvn maven
  build
  make_directory "$lib"
  [ -w "$lib" ] || stop 3 "$lib cannot be written. Use sudo or --prefix." "$lib に書き込めません。sudo か --prefix を使ってください。"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  changed=no
  placed=()
  place_program
  place_completions
  place_manual
  place_archive
  "$run_java" -version 2>"$work/java"
  place 644 "$work/java" lib/hikae/java
  (cd "$prefix" && sha256sum "${placed[@]}") >"$work/manifest"
  printf '%s\n' "$wanted" >"$work/stamp"
  place 644 "$work/manifest" lib/hikae/manifest
  place 644 "$work/stamp" lib/hikae/stamp
  rm -rf "$work"
  say "Hikae is installed: $prefix/bin/hikae" "Hikae をインストールしました: $prefix/bin/hikae"
  case :$PATH: in
    *:"$prefix/bin":*) ;;
    *) say "$prefix/bin is not in your PATH. Add it, or use the full path." \
      "$prefix/bin が PATH に入っていません。PATH に加えるか、フルパスで実行してください。" ;;
  esac
}

start_hikae() {
  local words=()
  [ "$demo" = no ] || words=(demo)
  if [ "$start" = no ]; then return 0; fi
  if [ -t 0 ] && [ -t 1 ]; then exec "$prefix/bin/hikae" "${words[@]}"; fi
  say "Start it with: hikae ${words[*]}" "起動するには: hikae ${words[*]}"
}

uninstall_hikae() {
  [ -r "$lib/manifest" ] || stop 3 "no Hikae is installed in $prefix." "$prefix に Hikae はインストールされていません。"
  local file
  while read -r _ file; do
    case $file in
      *..*) ;;
      bin/hikae | lib/hikae/* | share/*hikae*) rm -f "$prefix/$file" ;;
    esac
  done <"$lib/manifest"
  rm -f "$lib/manifest" "$lib/stamp"
  rmdir "$lib/lib" "$lib/native" "$lib" 2>/dev/null || true
  say "Hikae was removed from $prefix. Backups and their schedule stay and keep running." \
    "$prefix から Hikae を削除しました。バックアップとそのスケジュールはそのまま動き続けます。"
}

# --- tests ---------------------------------------------------------------------------------------

# Runs one part of the tests and keeps its result; the parts after it run in any case.
part() { # name, command
  local name=$1 begin=$SECONDS result
  shift
  printf '\n=== %s\n' "$name"
  set +e
  (set -e; "$@")
  result=$?
  set -e
  case $result in
    0) passed=$((passed + 1)) result=passed ;;
    77) failed=$((failed + 1)) result='COULD NOT BE RUN' ;;
    *) failed=$((failed + 1)) result=FAILED ;;
  esac
  results+=("$(printf '%-17s %5d s  %s' "$result" $((SECONDS - begin)) "$name")")
}

cannot_run() { # why
  printf 'could not be run: %s\n' "$1"
  exit 77
}

jdk_of() { # feature: prints the home of that JDK, if it is here
  list_jdks | awk -v wanted="$1" '$1 == wanted { sub(/^[0-9]+ /, ""); print; exit }'
}

test_tools() {
  need shellcheck shellcheck
  need python3 python3
  need tmux tmux
  need strace strace
  need zsh zsh
  need fish fish
  need mandoc mandoc
  need groff groff
}

lab() {
  [ -x "$root/src/test/lab/lab" ] || cannot_run 'src/test/lab/lab is not there'
  [ "$EUID" -eq 0 ] || cannot_run 'the lab needs root: sudo ./install.sh --test'
  "$root/src/test/lab/lab" "$@"
}

test_lab_tools() {
  lab install
  lab install-newest
}

# As many as there are processors, four at most: more of them only wait for each other.
test_labs_up() {
  local n
  for n in $(seq "$labs"); do HIKAE_LAB=$trial/lab-$n lab up; done
}

test_oracle_tools() {
  lab install-oracle
}

test_shell_files() {
  local files=()
  mapfile -t files < <(cd "$root" && git ls-files | while IFS= read -r file; do
    if head -n 1 "$file" 2>/dev/null | grep -qE '^#!.*[ /](ba|da)?sh$'; then printf '%s\n' "$file"; fi
  done)
  [ ${#files[@]} -gt 0 ] || cannot_run 'git lists no shell file here'
  printf '%s\n' "${files[@]}"
  (cd "$root" && shellcheck "${files[@]}")
}

test_java() {
  [ -n "$jdk_home" ] || cannot_run 'no JDK 17 here, and none can be installed'
  maven verify
}

test_java_again() {
  jdk_home=$newest
  run_compiled_tests
}

test_in_labs() { # name of a Maven profile
  local settings
  settings=$(lab env)
  eval "$settings"
  run_compiled_tests "-P$1,labs" "-Dlabs=$labs" "-Dlabs.directory=$trial/lab"
}

run_compiled_tests() { # arguments for Maven
  [ -d "$root/target/test-classes" ] || cannot_run 'the tests are not compiled; see the part with every gate'
  maven "$@" surefire:test | tee "$root/target/tests.log"
  grep -q '^\[INFO\] Tests run: [1-9]' "$root/target/tests.log" || cannot_run 'there is no such test'
  sed -n '/^\[WARNING\] Flakes: *$/,/Tests run:/s/^\[WARNING\] \(hikae\..*\)/\1/p' "$root/target/tests.log" >>"$trial/again"
}

# Installs for real, twice; the program stays for the tests that drive it in a terminal.
test_install() {
  local prefix=$trial/prefix before
  "$root/install.sh" --prefix "$prefix" --yes --no-start
  before=$(find "$prefix" -printf '%p %T@ %i %m\n' | sort)
  "$root/install.sh" --prefix "$prefix" --yes --no-start
  if [ "$before" != "$(find "$prefix" -printf '%p %T@ %i %m\n' | sort)" ]; then
    printf 'the second run changed something\n'
    return 1
  fi
  grep -q '^archive=' "$prefix/lib/hikae/runtime"
  "$prefix/bin/hikae" --version | grep '^hikae [0-9]'
}

test_terminal() {
  [ -x "$trial/prefix/bin/hikae" ] || cannot_run 'the program is not installed; see the part before'
  export HIKAE_PROGRAM=$trial/prefix/bin/hikae
  "$root/src/test/sh/run" program ends walk completion manual
  if grep -rqF '@Tag("terminal")' "$root/src/test/java"; then test_in_labs terminal; fi
}

test_uninstall() {
  local prefix=$trial/prefix
  "$root/install.sh" --prefix "$prefix" --uninstall
  [ -z "$(find "$prefix" -type f)" ]
}

test_shell() {
  "$root/src/test/sh/run"
}

end_tests() {
  local one
  for one in "$trial"/lab*; do
    if [ -d "$one" ]; then HIKAE_LAB=$one "$root/src/test/lab/lab" down >&2 || true; fi
  done
  rm -rf "$trial"
}

run_tests() {
  local results=() passed=0 failed=0 newest labs
  trial=$(mktemp -d)
  # Labs of this run's own: nobody else's is touched, and none is left.
  labs=$(nproc)
  if [ "$labs" -gt 4 ]; then labs=4; fi
  export HIKAE_LAB=$trial/lab-1
  trap 'end_tests' EXIT
  chmod 711 "$trial"
  umask 022
  if [ -z "$(jdk_of 17)" ]; then
    agree 'JDK 17' 'JDK 17'
    (add_first_offered openjdk-17-jdk-headless java-17-openjdk-devel openjdk17-jdk) || true
  fi
  need_java
  need mvn maven
  jdk_home=$(jdk_of 17)
  part 'tools for the tests' test_tools
  part 'tools for the lab: Docker engine, Compose' test_lab_tools
  part 'tools for the comparisons: Go, robfig/cron' test_oracle_tools
  part 'shellcheck of every shell file' test_shell_files
  part 'Java on JDK 17 with every gate' test_java
  newest=$(list_jdks | sort -rn | awk 'NR == 1 { sub(/^[0-9]+ /, ""); print }')
  if [ "$(feature_of "$newest")" -gt 17 ]; then
    part "Java on JDK $(feature_of "$newest")" test_java_again
  else
    results+=('                            (no JDK newer than 17 is here: one run of the unit tests)')
  fi
  part 'launcher and install.sh' test_shell
  part 'labs: their engines and images' test_labs_up
  part 'against docker compose config and robfig/cron' test_in_labs oracle
  part 'labs: real PostgreSQL, Docker and Compose' test_in_labs lab
  part "crash points: $(grep -cE '^(rehearse|restore|undo) ' "$root/src/test/crash/points") ways to be killed; faults, file writer, power cuts" test_in_labs crash
  part 'install.sh for real, twice' test_install
  part 'the installed program in tmux' test_terminal
  part 'install.sh --uninstall' test_uninstall
  if [ -s "$trial/again" ]; then
    mapfile -t -O ${#results[@]} results < <(sed 's/^/                            (failed once, passed when run again) /' "$trial/again")
  fi
  trap - EXIT
  end_tests
  printf '\n=== Summary\n'
  printf '%s\n' "${results[@]}"
  printf '%s\n' 'Not part of this run: benchmarks (src/test/bench/run), every crash point (src/test/crash/run --all)'
  printf '\n%d passed, %d failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ] || exit 1
}

# --- what is asked for ---------------------------------------------------------------------------

main() {
  choose_language
  local mode=install
  yes=no start=yes demo=no
  if [ "$EUID" -eq 0 ]; then prefix=/usr/local; else prefix=${HOME:-}/.local; fi
  while [ $# -gt 0 ]; do
    case $1 in
      --prefix)
        [ $# -gt 1 ] || stop 2 '--prefix needs a directory.' '--prefix にはディレクトリが必要です。'
        prefix=$2
        shift
        ;;
      --prefix=*) prefix=${1#--prefix=} ;;
      --yes | -y) yes=yes ;;
      --no-start) start=no ;;
      --demo) demo=yes ;;
      --test) mode='test' ;;
      --uninstall) mode=uninstall ;;
      --help | -h) usage; return 0 ;;
      *) stop 2 "unknown: $1. See ./install.sh --help" "不明な指定です: $1。./install.sh --help を見てください" ;;
    esac
    shift
  done
  case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac
  lib=$prefix/lib/hikae
  root=$(cd -P "$(dirname "${BASH_SOURCE[0]:-$0}")" && pwd)
  if ! [ -f "$root/pom.xml" ] || ! [ -f "$root/src/main/bin/hikae" ]; then
    stop 2 'run this inside a clone of Hikae: git clone, then ./install.sh' \
      'Hikae を git clone したディレクトリの中で ./install.sh を実行してください。'
  fi
  case $mode in
    test) run_tests ;;
    uninstall) uninstall_hikae ;;
    install)
      install_hikae
      start_hikae
      ;;
  esac
}

main "$@"; exit; }
