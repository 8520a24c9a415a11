# shellcheck shell=bash
# Loads a dump into the database that the environment names, in a container beside the server: what comes before the
# rows and the rows in one transaction, then what comes after them, in as many sessions as there are processors. Sends
# only what is in /tmp from the scan, and bytes of rows. Ends with 0 only when all of it is in. The dump is what it reads.
#   $1 what unpacks the dump      $2 the byte its rows begin with, counted from 1      $3 how many bytes they are
#   $4 strict, or tolerant: an error behind the rows is told and ends nothing          $5 the most sessions
set -o pipefail
export LC_ALL=C
read -ra unpack <<<"$1"
from=$2 length=$3 way=$4 most=$5 run=/tmp
psql=(psql -X -w -q -At -v VERBOSITY=verbose -f -)

# Read to its end also behind the rows, so that what unpacks it can check its sum.
rows() {
  "${unpack[@]}" | tail -c "+$from" | { head -c "$length" && cat >/dev/null; }
}

# What is cut short is never committed, whatever psql makes of the end.
{ cat "$run/load-before.sql" && rows && printf '\nCOMMIT;\n'; } | "${psql[@]}" -v ON_ERROR_STOP=1 >/dev/null || exit

# Each piece: how it can be with others at its table, the table's number, what to call it, and its statements.
mapfile -d '' -t pieces <"$run/load-after"
how=() table=() name=() sql=() todo=0
for piece in "${pieces[@]}"; do
  IFS=$'\t' read -r kind at called <<<"${piece%%$'\n'*}"
  how+=("$kind") table+=("$at") name+=("$called") sql+=("${piece#*$'\n'}")
  [ "$kind" = wait ] || todo=$((todo + 1))
done
[ "$todo" -gt 0 ] || exit 0

work=$(mktemp -d /dev/shm/hikae.XXXXXX) && mkfifo "$work/said" && exec 3<>"$work/said" || exit
trap '' PIPE # a session that ended is told by its last word
sessions=$(nproc)
for least in "$most" "$todo"; do [ "$sessions" -le "$least" ] || sessions=$least; done
[ "$way" = tolerant ] || psql+=(-v ON_ERROR_STOP=1)
for ((k = 0; k < sessions; k++)); do
  mkfifo "$work/$k"
  { "${psql[@]}" <"$work/$k" 2>"$work/errors.$k"; printf 'over %d %d\n' "$k" $?; } >"$work/said" 3<&- &
done
to=()
for ((k = 0; k < sessions; k++)); do # after all of them, or one would keep the end of another open
  exec {pipe}>"$work/$k"
  to[k]=$pipe
  # no more memory than the one build of an index had that there would be without us
  { sed "s/@SESSIONS@/$sessions/g" "$run/load-session.sql" && printf "SELECT 'ready %d';\n" "$k"; } 1>&"$pipe" 2>/dev/null
done

first=0 running=0 finished=0 alive=$sessions failed=0
begun=() idle=() doing=() there=() alone=()

# The first piece that nothing at its table stands in the way of; no when there is none now.
choose() {
  local i
  while [ "${begun[first]:-}" ]; do first=$((first + 1)); done
  for ((i = first; i < ${#how[@]}; i++)); do
    [ -z "${begun[i]:-}" ] || continue
    case ${how[i]} in
      wait)
        [ "$i" -eq "$first" ] && [ "$running" -eq 0 ] || return 1
        begun[i]=1 first=$((first + 1))
        ;;
      alone) [ "${there[table[i]]:-0}" -gt 0 ] || { chosen=$i && return 0; } ;;
      *) [ "${alone[table[i]]:-}" ] || { chosen=$i && return 0; } ;;
    esac
  done
  return 1
}

begin() { # session
  local at=${table[chosen]}
  begun[chosen]=1 doing[$1]=$chosen running=$((running + 1))
  there[at]=$((${there[at]:-0} + 1))
  [ "${how[chosen]}" != alone ] || alone[at]=1
  printf 'begun %d %d %s\n' "$finished" "$todo" "${name[chosen]}"
  # the semicolon ends whatever a statement may have left open, so that this word always comes
  printf "%s\n;SELECT 'done %d';\n" "${sql[chosen]}" "$1" 1>&"${to[$1]}" 2>/dev/null
}

end() { # session
  local at=${table[doing[$1]]}
  running=$((running - 1)) finished=$((finished + 1))
  there[at]=$((there[at] - 1)) alone[at]='' doing[$1]=''
}

while [ "$finished" -lt "$todo" ] && [ "$failed" -eq 0 ]; do
  for k in "${!idle[@]}"; do
    choose || break
    unset "idle[$k]"
    begin "$k"
  done
  read -r what k code <&3
  case $what in
    ready) idle[k]=1 ;;
    done) end "$k" && idle[k]=1 ;;
    over) # one that did not get in is done without: the server has no place for more
      alive=$((alive - 1))
      if [ "${doing[k]:-}" ] || [ "${idle[k]:-}" ] || [ "$alive" -eq 0 ]; then failed=$((code > 0 ? code : 1)); fi
      [ "$failed" -gt 0 ] || : >"$work/errors.$k"
      ;;
  esac
done
for pipe in "${to[@]}"; do exec {pipe}>&-; done
[ "$failed" -gt 0 ] || wait
cat "$work"/errors.* >&2
rm -r "$work"
exit "$failed"
