#!/usr/bin/env bash
# Builds Hikae from this directory and installs it. See `./install.sh --help`.
#
# All of it is in functions, within one pair of braces, and the last line calls main: half of this file
# does nothing at all, wherever it was cut.
#
# A version lies in a directory of its own, PREFIX/lib/hikae/VERSION-NUMBER. It is put together there, and then one
# rename makes `current` point to it; everything else in PREFIX is links into `current`. So a run that is killed at
# any moment leaves the old version or the new one at work, and the next run removes what is not whole.
# shellcheck disable=SC2317 # `ended` is called by a trap
{
set -euo pipefail
umask 077
me=install.sh

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
  --test         install what the tests need and run every test (as root, on a machine for developing)
  --uninstall    remove the installed program; backups and settings stay
  --help         this text

JAVA_HOME names the JDK to build with and to run Hikae; else the newest one here is taken.
For a small server there is a package that needs no building: src/package/build makes it.
Exit: 0 done, 1 a test failed or could not be run, 2 wrong use, 3 something is missing, 130 interrupted.
TEXT
}

# --- before anything is changed ------------------------------------------------------------------

# One install at a time: of this clone, and into this prefix. What we start holds the lock, too, so that nobody builds
# beside a build that outlived its install.sh.
lock_directory() { # file descriptor, directory
  eval "exec $1<\"\$2\""
  flock -n "$1" && return 0
  say "Another install.sh is at work in $2. Waiting for it to end ..." "別の install.sh が $2 で動作中です。終わるのを待っています..."
  flock "$1"
}

refuse_place() {
  stop 3 "$1 cannot be written. Use sudo or --prefix." "$1 に書き込めません。sudo か --prefix を使ってください。"
}

# Before anything is fetched or made.
check_places() {
  local above=$lib
  while ! [ -e "$above" ]; do above=$(dirname "$above"); done
  if ! [ -d "$above" ] || ! [ -w "$above" ]; then refuse_place "$above"; fi
  [ -w "$root" ] || stop 3 "this clone, $root, cannot be written: clone it as the user you are." \
    "このクローン($root)に書き込めません。現在のユーザーで git clone し直してください。"
}

# Notes in lib/hikae/made which directories were not there, for the removal.
make_directory() {
  local above=$1 made=()
  until [ -d "${above:-/}" ]; do made=("$above" "${made[@]}") above=${above%/*}; done
  (umask 022 && mkdir -p "$1") 2>/dev/null || refuse_place "$1"
  [ -w "$1" ] || refuse_place "$1"
  if [ ${#made[@]} -gt 0 ]; then (umask 022 && printf '%s\n' "${made[@]}" >>"$lib/made"); fi
}

# --- putting it in place -------------------------------------------------------------------------

is_whole() { # directory of a version
  [ -s "$1/manifest" ] && (cd "$1" && sha256sum --status -c manifest) 2>/dev/null && [ -x "$1/java/bin/java" ]
}

# Each place in PREFIX that is a link into `current`.
readonly LINKS='bin/hikae share/bash-completion/completions/hikae share/zsh/site-functions/_hikae
share/fish/vendor_completions.d/hikae.fish share/man/man1/hikae.1 share/man/ja/man1/hikae.1'

target_of() { # a place in PREFIX: prints what its link says
  printf '%slib/hikae/current/%s' "$(sed 's,[^/]*/,../,g; s,[^/]*$,,' <<<"$1")" "$1"
}

# Makes a link or gives it another target, in one rename.
link() { # target, path
  if [ "$(readlink "$2")" = "$1" ]; then return 0; fi
  make_directory "${2%/*}"
  ln -sfn "$1" "$lib/.link"
  mv -fT "$lib/.link" "$2"
}

is_up_to_date() {
  local place
  is_whole "$lib/$release" || return 1
  for place in $LINKS; do
    [ "$(readlink "$prefix/$place")" = "$(target_of "$place")" ] || return 1
  done
  [ "$(readlink "$lib/current")" = "$release" ]
}

switch_to_release() {
  local place
  link "$release" "$lib/current"
  for place in $LINKS; do link "$(target_of "$place")" "$prefix/$place"; done
}

# Versions there are, whole or not.
list_versions() {
  find "$lib" -mindepth 1 -maxdepth 1 -type d -regex '.*/[0-9][^/]*-[0-9a-f]+' -printf '%f\n'
}

is_in_use() { # directory of a version
  grep -qasF -f <(printf '%s/\n' "$1") /proc/[0-9]*/cmdline # not as an argument: grep would find itself
}

# What is no longer needed: older versions that nobody is running, and what an interrupted run left.
tidy() {
  local one
  for one in $(list_versions); do
    if [ "$one" != "$release" ] && ! is_in_use "$lib/$one"; then rm -rf "${lib:?}/$one"; fi
  done
  rm -f "$lib/.link"
  remove_flat_version
}

# Before versions had directories, everything was in lib/hikae itself.
remove_flat_version() {
  local file
  [ -f "$lib/manifest" ] || return 0
  while read -r _ file; do
    case $file in *..*) ;; lib/hikae/*) rm -f "$prefix/$file" ;; esac
  done <"$lib/manifest"
  rm -f "$lib/manifest" "$lib/stamp" "$lib"/.hikae.* "$lib"/.runtime.*
  rmdir "$lib/lib" "$lib/native" 2>/dev/null || true
}

install_hikae() {
  check_places
  lock_directory 8 "$root"
  need_jdk_and_maven
  look_at_sources
  release=$version-$({ printf '%s\n%s\n' "$sources" "$jdk_home" && "$jdk_home/bin/java" -version 2>&1; } | sha256sum | cut -c 1-12)
  make_directory "$lib"
  lock_directory 9 "$lib"
  if is_up_to_date; then
    tidy
    say "Hikae in $prefix is up to date. Nothing was changed." "$prefix の Hikae は最新です。何も変更していません。"
    return 0
  fi
  build
  if ! is_whole "$lib/$release"; then
    rm -rf "${lib:?}/$release"
    unfinished=$lib/$release
    "$root/src/package/assemble" "$lib/$release" "$jdk_home"
    unfinished=
  fi
  switch_to_release
  tidy
  say "Hikae is installed: $prefix/bin/hikae" "Hikae をインストールしました: $prefix/bin/hikae"
  case :$PATH: in
    *:"$prefix/bin":*) ;;
    *) say "$prefix/bin is not in your PATH. Add it, or use the full path." \
      "$prefix/bin が PATH に入っていません。PATH に加えるか、フルパスで実行してください。" ;;
  esac
}

# However it ends, by a signal, too: nothing half is left, and what is so is said.
ended() {
  local status=$?
  if [ -n "${unfinished:-}" ]; then rm -rf "$unfinished"; fi
  if [ "$finished" = yes ] || [ -n "${told:-}" ]; then return "$status"; fi
  say 'install.sh: stopped. The program that was installed before, if any, works as before; run this again.' \
    'install.sh: 途中で終了しました。以前のプログラムがあれば、そのまま使えます。もう一度実行してください。'
  return "$status"
}

start_hikae() {
  local words=()
  [ "$demo" = no ] || words=(demo)
  if [ "$start" = no ]; then return 0; fi
  if [ -t 3 ] && [ -t 1 ]; then exec "$prefix/bin/hikae" "${words[@]}" <&3 3<&- 8<&- 9<&-; fi
  say "Start it with: hikae ${words[*]}" "起動するには: hikae ${words[*]}"
}

# --- removing ------------------------------------------------------------------------------------

uninstall_hikae() {
  local place one made=()
  if ! [ -d "$lib" ] || ! { [ -L "$lib/current" ] || [ -f "$lib/manifest" ] || [ -n "$(list_versions)" ]; }; then
    stop 3 "no Hikae is installed in $prefix." "$prefix に Hikae はインストールされていません。"
  fi
  make_directory "$lib"
  lock_directory 9 "$lib"
  for place in $LINKS; do
    if [ "$(readlink "$prefix/$place")" = "$(target_of "$place")" ]; then rm -f "$prefix/$place"; fi
  done
  rm -f "$lib/current" "$lib/.link"
  for one in $(list_versions); do rm -rf "${lib:?}/$one"; done
  remove_flat_version
  if [ -f "$lib/made" ]; then mapfile -t made < <(tac "$lib/made"); fi
  rm -f "$lib/made"
  for one in "${made[@]}" "$lib"; do rmdir "$one" 2>/dev/null || true; done
  say "Hikae was removed from $prefix. Backups and their schedule stay and keep running." \
    "$prefix から Hikae を削除しました。バックアップとそのスケジュールはそのまま動き続けます。"
  tell_what_stays
}

tell_what_stays() {
  local stays=("$root/target" "$HOME/.m2/repository" "${XDG_CONFIG_HOME:-$HOME/.config}/hikae" "${XDG_STATE_HOME:-$HOME/.local/state}/hikae")
  local one
  find_jdk
  if command -v mvn >/dev/null; then stays=("$(command -v mvn)" "${stays[@]}"); fi
  if [ -n "$jdk_home" ]; then stays=("$jdk_home" "${stays[@]}"); fi
  say 'Not removed (what was built or fetched, Java, Maven, your preferences), as far as it is there:' \
    '次のものは残しています(ビルドや取得したもの、Java、Maven、設定):'
  for one in "${stays[@]}"; do
    if [ -e "$one" ]; then printf '  %s\n' "$one" >&2; fi
  done
}

# --- what is asked for ---------------------------------------------------------------------------

read_arguments() {
  mode=install yes=no start=yes demo=no
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
      --help | -h) mode=help ;;
      *) stop 2 "unknown: $1. See ./install.sh --help" "不明な指定です: $1。./install.sh --help を見てください" ;;
    esac
    shift
  done
}

find_places() {
  if [ -z "${HOME:-}" ]; then HOME=$(getent passwd "$EUID" | cut -d : -f 6) && export HOME; fi
  if [ -z "${prefix:-}" ]; then
    if [ "$EUID" -eq 0 ]; then prefix=/usr/local; else prefix=$HOME/.local; fi
  fi
  case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac
  lib=$prefix/lib/hikae
}

main() {
  root=$(cd -P "$(dirname "${BASH_SOURCE[0]:-$0}")" && pwd)
  if ! [ -f "$root/pom.xml" ] || ! [ -f "$root/src/package/system.sh" ]; then
    printf 'install.sh: run this inside a clone of Hikae: git clone, then ./install.sh\n' >&2
    printf 'install.sh: Hikae を git clone したディレクトリの中で ./install.sh を実行してください。\n' >&2
    exit 2
  fi
  # shellcheck source=src/package/system.sh
  . "$root/src/package/system.sh"
  # shellcheck source=src/package/maven.sh
  . "$root/src/package/maven.sh"
  choose_language
  read_arguments "$@"
  find_places
  if [ "$mode" = help ]; then usage && return 0; fi
  if [ "$mode" = 'test' ]; then exec "$root/src/test/all"; fi # it asks nothing, with --yes or without
  only_questions
  finished=no
  trap ended EXIT # by the signals that end bash, too
  trap 'exit 130' INT # what we run may end by itself when it hears it, and bash would go on
  case $mode in
    uninstall) uninstall_hikae ;;
    install) install_hikae ;;
  esac
  finished=yes
  if [ "$mode" = install ]; then start_hikae; fi
}

main "$@"; exit; }
