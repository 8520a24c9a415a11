{{=<% %>=}}
# $1 says what is wanted, zones or backups; the other arguments are the words of the command line.
# The shells quote this text with apostrophes, so there is none in it, and no two backslashes in a row.
if [ "$1" = zones ]; then
  echo UTC
  cut -s -f 3 /usr/share/zoneinfo/zone.tab 2>/dev/null | grep / || echo Asia/Tokyo
  exit
fi
shift
backups= misskey= before= seen=
for word; do
  case $word in
    =) continue ;;
    --backup-dir=?*) backups=${word#*=} ;;
    --dir=?*) misskey=${word#*=} ;;
    *) case $before in --backup-dir) backups=$word ;; --dir) misskey=$word ;; esac ;;
  esac
  before=$word
done
if [ -n "$backups" ]; then
  places=$backups
elif [ -n "$misskey" ]; then
  places=${misskey%/}-backup
elif [ -d backups/last ]; then
  places=.
elif [ -d "$PWD-backup/backups" ]; then
  places=$PWD-backup
else
  places=$(timeout 2 docker ps -a --filter label=hikae.role=backup \
    --format "{{.Label \"com.docker.compose.project.working_dir\"}}" 2>/dev/null)
fi
case $places in "~/"*) places=$HOME/${places#??} ;; esac
printf "%s\n" "$places" | while IFS= read -r place; do
  # One dump has several names; what is only in the other directories is older than what is in last.
  {
    ls -1ti "$place"/backups/last/*.*
    ls -1ti "$place"/backups/daily/*.* "$place"/backups/weekly/*.* "$place"/backups/monthly/*.*
  } 2>/dev/null | while read -r number path; do
    case $path in *-latest.*) continue ;; esac
    case " $seen " in *" $number "*) continue ;; esac
    seen="$seen $number"
    printf "%s\n" "${path##*/}"
  done
done
