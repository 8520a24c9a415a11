#!/bin/bash
# Stand-in for the backup image's /backup.sh, written from its documented contract: one dump in
# last/, hard links to it in daily/, weekly/ and monthly/, a link DB-latest in each, old files
# deleted only after a success. What a failed dump wrote stays in last/.
set -eo pipefail
# shellcheck source=env.sh
. /env.sh

hook() {
  local file
  for file in /hooks/*; do
    [[ -x $file && ${file##*/} != *.* ]] || continue
    "$file" "$1"
  done
}
trap 'hook error' ERR

dump() {
  local options=()
  read -ra options <<<"$POSTGRES_EXTRA_OPTS"
  if [[ $POSTGRES_CLUSTER == TRUE ]]; then
    pg_dumpall -l "$1" "${options[@]}" | gzip >"$2"
  else
    pg_dump -d "$1" -f "$2" "${options[@]}"
  fi
}

# publish DATABASE FILE DIR NAME: the same inode under a second name, and DB-latest pointing to it.
publish() {
  local target=$BACKUP_DIR/$3/$4
  if [[ $target != "$2" ]]; then
    rm -rf -- "$target"
    if [[ -d $2 ]]; then
      cp -rl -- "$2" "$target"
    else
      ln -vf -- "$2" "$target"
    fi
  fi
  [[ $BACKUP_LATEST_TYPE != symlink ]] ||
    ln -svfn -- "$4" "$BACKUP_DIR/$3/$1-latest$BACKUP_SUFFIX"
}

# age FILE: in seconds, of a link itself.
age() { echo $((EPOCHSECONDS - $(stat -c %Y -- "$1"))); }

clean() { # DATABASE: minutes are rounded up, days are whole days
  local file
  for file in "$BACKUP_DIR"/last/"$1"-*"$BACKUP_SUFFIX"; do
    drop_if "$file" $(($(age "$file") / 60 + 1)) "$keep_minutes"
  done
  clean_days "$1" daily "$keep_days"
  clean_days "$1" weekly "$keep_week_days"
  clean_days "$1" monthly "$keep_month_days"
}

clean_days() {
  local file
  for file in "$BACKUP_DIR/$2/$1"-*"$BACKUP_SUFFIX"; do
    drop_if "$file" $(($(age "$file") / 86400)) "$3"
  done
}

drop_if() {
  (($2 > $3)) || return 0
  echo "removing $1"
  rm -rf -- "$1"
}

shopt -s nullglob
hook pre-backup
mkdir -p -- "$BACKUP_DIR"/{last,daily,weekly,monthly}
for database in "${databases[@]}"; do
  read -r second day week month < <(date '+%Y%m%d-%H%M%S %Y%m%d %G%V %Y%m')
  file=$BACKUP_DIR/last/$database-$second$BACKUP_SUFFIX
  echo "Creating dump of $database database from $POSTGRES_HOST..."
  dump "$database" "$file"
  publish "$database" "$file" last "$database-$second$BACKUP_SUFFIX"
  publish "$database" "$file" daily "$database-$day$BACKUP_SUFFIX"
  publish "$database" "$file" weekly "$database-$week$BACKUP_SUFFIX"
  publish "$database" "$file" monthly "$database-$month$BACKUP_SUFFIX"
  if [[ $BACKUP_LATEST_TYPE == hardlink ]]; then
    echo "ln: the link to the latest file could not be made" >&2 # broken in the real one, too
    exit 1
  fi
  clean "$database"
done
echo "SQL backup created successfully"
hook post-backup
