#!/bin/sh
# Keeps the good backups when the database has lost its data. Made by Hikae; the backup image runs it before and after
# each backup, as /hooks/50-hikae.
#
# Before a backup it compares how many notes and users there are with how many there were after the last one. Where
# less than half of either is left, no backup is made: nothing is written, and no older backup is deleted. One that is
# meant is made with hikae backup --accept-shrunk, or by hand with
#   docker compose exec -e HIKAE_ACCEPT_SHRUNK=yes db-backup /backup.sh
#
# It stops a backup for no other reason. Where the database cannot be asked, pg_dump is the one that says why.

# The one place that a scheduled backup can write to.
noted=${BACKUP_DIR:-/backups}/hikae-rows

# Prints a line "rows TABLE COUNT" for each table; of a large one 500 pages are counted.
count() {
  PGCONNECT_TIMEOUT=8 psql -X -q -w -At -v ON_ERROR_STOP=1 -d "$POSTGRES_DB" 2>/dev/null <<'SQL'
{{ROWS}}
SQL
}

# rows TABLE LINES: the count; 0 of a table that is not there.
rows() {
  found=$(printf '%s\n' "$2" | sed -n "s/^rows $1 \([0-9]\{1,18\}\)$/\1/p" | tail -n 1)
  echo "${found:-0}"
}

# A new instance where one of three notes was deleted has lost nothing; of users there is always one.
lost() { # BEFORE NOW FEWEST
  [ "$1" -ge "$3" ] && [ "$(($2 * 2))" -lt "$1" ]
}

before() {
  if [ "$HIKAE_ACCEPT_SHRUNK" ] || ! [ -f "$noted" ]; then return 0; fi
  past=$(head -c 1000 "$noted" 2>/dev/null) || return 0
  now=$(count) || return 0
  notes=$(rows note "$past") users=$(rows user "$past")
  notes_now=$(rows note "$now") users_now=$(rows user "$now")
  few=20
  [ "$users_now" -gt 0 ] || few=1
  if lost "$notes" "$notes_now" 20 || lost "$users" "$users_now" "$few"; then
    echo "hikae: the database has shrunk: notes $notes -> $notes_now, users $users -> $users_now" \
      "since $(date -r "$noted" '+%F %R'). No backup made, none deleted. Meant? hikae backup --accept-shrunk" >&2
    return 1
  fi
}

# Whatever lies there under these names is not written into.
after() {
  now=$(count) || return 0
  rm -f "$noted.new"
  set -C
  printf '%s\n' "$now" >"$noted.new" && mv -f "$noted.new" "$noted"
}

case $1 in
  pre-backup) before || exit 1 ;;
  post-backup) after 2>/dev/null ;;
esac
exit 0
