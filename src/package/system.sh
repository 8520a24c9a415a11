# shellcheck shell=bash
# Words in the operator's language, packages of the system, and JDKs: what install.sh, src/package/build and
# src/test/all share; sourced by them. Questions are asked on file descriptor 3, see only_questions.
# shellcheck disable=SC2034,SC2154 # me, root and yes are set, and told is read, by what sources this

say() { # English, Japanese
  if [ "$lang" = ja ]; then printf '%s\n' "$2" >&2; else printf '%s\n' "$1" >&2; fi
}

stop() { # exit code, English, Japanese
  say "$me: $2" "$me: $3"
  told=yes
  exit "$1"
}

choose_language() {
  lang=en
  case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
    ja*[Uu][Tt][Ff]-8* | ja*[Uu][Tt][Ff]8*) [ "${TERM:-}" = linux ] || lang=ja ;;
  esac
  export LC_ALL=C.UTF-8
}

# From here on nothing that is started can read the terminal; only what asks, and hikae in the end, is given it.
only_questions() {
  { exec 3<&0; } 2>/dev/null || exec 3</dev/null # it may be closed
  exec </dev/null
}

# --- packages ------------------------------------------------------------------------------------

as_root() {
  if [ "$EUID" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

find_package_tool() {
  for package_tool in apt-get dnf apk; do
    if command -v "$package_tool" >/dev/null; then return 0; fi
  done
  stop 3 "missing here: $1. There is no apt-get, dnf or apk to install it with; install it, then run this again." \
    "次が不足しています: $1。apt-get、dnf、apk のいずれもないため、手動でインストールしてから、もう一度実行してください。"
}

agree() { # what is missing, as the packages are called
  find_package_tool "$1"
  if [ "$EUID" -ne 0 ] && ! command -v sudo >/dev/null; then
    stop 3 "missing here: $1. Only root can install it, and there is no sudo: as root, run: $package_tool install $1" \
      "次が不足しています: $1。インストールには root 権限が必要ですが、sudo がありません。root で実行してください: $package_tool install $1"
  fi
  if [ "$yes" = yes ]; then return 0; fi
  if ! [ -t 3 ] || ! [ -t 2 ]; then
    stop 2 "missing here: $1. There is no terminal to ask on; with --yes it is installed with $package_tool." \
      "次が不足しています: $1。確認できる端末がありません。--yes を付けると $package_tool でインストールします。"
  fi
  say "Missing here: $1. Install with $package_tool? [Y/n]" "次が不足しています: $1。$package_tool でインストールしますか? [Y/n]"
  local reply
  read -r reply <&3 || reply=n
  case $reply in '' | [yY]*) ;; *) stop 3 'stopped; nothing was installed.' '中止しました。何もインストールしていません。' ;; esac
}

refresh_packages() {
  [ "${packages_fresh:-no}" = no ] || return 0
  packages_fresh=yes
  case $package_tool in
    apt-get) as_root apt-get -qq update >/dev/null ;;
    apk) as_root apk --quiet update ;;
  esac || say 'The package lists could not be refreshed; is the network there?' \
    'パッケージの一覧を更新できませんでした。ネットワーク接続を確認してください。'
}

is_offered() {
  case $package_tool in
    # Not grep -q: it may leave before apt-cache has written all, which pipefail takes for a no.
    apt-get) apt-cache policy "$1" 2>/dev/null | grep 'Candidate: [^(]' >/dev/null ;;
    dnf) dnf --quiet list "$1" >/dev/null 2>&1 ;;
    apk) [ -n "$(apk search --exact "$1" 2>/dev/null)" ] ;;
  esac
}

# Fails when one of them cannot be had, after saying so.
add_packages() {
  find_package_tool "$*"
  refresh_packages
  say "Installing: $*" "インストールしています: $*"
  case $package_tool in
    apt-get) as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@" ;;
    dnf) as_root dnf --quiet -y install "$@" ;;
    apk) as_root apk --quiet add "$@" ;;
  esac >/dev/null && return 0
  say "$me: could not be installed: $*. See the lines above; is the network there?" \
    "$me: インストールできませんでした: $*。上の表示とネットワーク接続を確認してください。"
  return 1
}

# The first of these packages that this system offers; empty when none is.
first_offered() {
  find_package_tool "$1"
  refresh_packages
  local name
  for name; do
    if is_offered "$name"; then printf '%s\n' "$name" && return 0; fi
  done
}

# --- Java ----------------------------------------------------------------------------------------

feature_of() { # home of a Java: prints 17, 21, 25 or 0
  local text=
  if [ -r "$1/release" ]; then text=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"); fi
  printf '%s\n' "${text:-0}"
}

# Prints "feature home" of each JDK (a Java with a compiler), the one to prefer first.
list_jdks() {
  local home
  {
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
