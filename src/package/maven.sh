# shellcheck shell=bash
# Building with Maven, for install.sh and src/package/build: the JDK and Maven, what it takes, why it failed. Sourced by
# them, after system.sh.
# shellcheck disable=SC2034,SC2154 # root is set, and version is read, by what sources this

need_jdk_and_maven() {
  local missing=()
  find_jdk
  if [ -z "$jdk_home" ]; then
    missing+=("$(first_offered openjdk-25-jdk-headless openjdk-17-jdk-headless openjdk-21-jdk-headless \
      java-25-openjdk-devel java-17-openjdk-devel java-21-openjdk-devel openjdk17-jdk openjdk21-jdk)")
    [ -n "${missing[0]}" ] || stop 3 'no JDK 17 or newer here, and no package of one. Install one, then run this again.' \
      'JDK 17 以降がなく、パッケージも見つかりません。インストールしてから、もう一度実行してください。'
  fi
  if ! command -v mvn >/dev/null; then missing+=(maven); fi
  [ ${#missing[@]} -gt 0 ] || return 0
  tell_what_it_takes
  agree "${missing[*]}"
  add_packages "${missing[@]}" || stop 3 'nothing of Hikae was installed.' 'Hikae はまだインストールしていません。'
  find_jdk
  [ -n "$jdk_home" ] || stop 3 'the JDK was installed but is not to be found.' 'インストールした JDK が見つかりません。'
}

maven() {
  (cd "$root" && JAVA_HOME=$jdk_home mvn --batch-mode --no-transfer-progress -Dstyle.color=never "$@")
}

# Megabytes of memory that programs can still have.
available_memory() {
  awk '/^MemAvailable:/ { print int($2 / 1024) }' /proc/meminfo
}

# Once, before anything is fetched or built.
tell_what_it_takes() {
  [ -z "${takes_told:-}" ] || return 0
  takes_told=yes
  say 'Hikae is built here: about 3 minutes, 400 MB of memory and 700 MB of disk the first time (less where a JDK and Maven are).' \
    'ここで Hikae をビルドします。初回は約3分、メモリ 400 MB、ディスク 700 MB が必要です(JDK と Maven があれば、より少なくて済みます)。'
  local memory
  memory=$(available_memory)
  [ "${memory:-700}" -lt 700 ] || return 0
  say "Only $memory MB of memory are free: the build may fail, or slow down what runs here. A package that needs no building can be made on another computer with src/package/build; see README.md." \
    "空きメモリが $memory MB しかありません。ビルドに失敗したり、動作中のプログラムが遅くなることがあります。別のコンピューターで src/package/build を実行すると、ビルドの要らないパッケージを作れます(README.ja.md を参照)。"
}

# Sets version, and sources to what they are as one number.
look_at_sources() {
  local part parts=()
  for part in pom.xml install.sh .mvn src/main src/docs/texts src/package templates; do
    if [ -e "$root/$part" ]; then parts+=("$part"); fi
  done
  sources=$(cd "$root" && find "${parts[@]}" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1)
  version=$(awk -F '[<>]' '/<version>/ { print $3; exit }' "$root/pom.xml")
}

# Fills target/ anew if it is not of these sources.
build() {
  local stamp=$root/target/install-stamp log=$root/target/install.log built=
  if [ -f "$root/target/hikae.jar" ]; then built="$sources $(sha256sum <"$root/target/hikae.jar")"; fi
  if [ -n "$built" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$built" ]; then return 0; fi
  tell_what_it_takes
  say 'Building ...' 'ビルドしています...'
  rm -rf "$root/target/classes" "$root/target/lib" "$root/target/maven-status" "$root/target/hikae.jar" "$stamp"
  mkdir -p "$root/target"
  # little memory: the server may have 1 GB, and Misskey is running on it
  if ! MAVEN_OPTS=${MAVEN_OPTS:--Xmx512m -XX:+UseSerialGC} maven --quiet -Dhikae.install package >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    stop 3 "the build failed ($(build_cause "$log")). All of it is in $log. The installed program was not changed." \
      "ビルドに失敗しました($(build_cause "$log"))。全文は $log にあります。インストール済みのプログラムは変更していません。"
  fi
  printf '%s %s\n' "$sources" "$(sha256sum <"$root/target/hikae.jar")" >"$stamp"
}

build_cause() { # log; in both languages at once: it is one of the system's own words
  if grep -q 'No space left on device' "$1"; then
    printf 'No space left on device'
  elif grep -qiE 'Checksum validation failed' "$1"; then
    printf 'a download is damaged: Checksum validation failed'
  elif grep -qiE 'could not transfer|could not resolve|unknown host|network is unreachable|Connection (refused|reset|timed out)' "$1"; then
    printf 'download failed, network?'
  else
    printf 'Maven'
  fi
}
