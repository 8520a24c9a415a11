# shellcheck shell=bash
# Loads a dump into the database that the environment names, in a container beside the server: what comes before the
# rows in one transaction; the rows, table by table, in one session; what comes after them in as many sessions as there
# are processors, which begin with a table as soon as its rows are in. Sends only what /tmp/load has from the scan, and bytes
# of rows. Ends with 0 only when all of it is in; whoever called drops the database after any other end. The dump is what
# it reads.
#   $1 what unpacks the dump      $2 the byte its rows begin with, counted from 1      $3 how many bytes they are
#   $4 strict, or tolerant: an error behind the rows is told and ends nothing          $5 the most sessions
set -o pipefail
export LC_ALL=C
read -ra unpack <<<"$1"
from=$2 length=$3 way=$4 most=$5
exec 4<&0 # what is done beside others reads nothing unless it is told so
psql=(psql -X -w -At -v VERBOSITY=verbose)
strict=(-v ON_ERROR_STOP=1)
after=()
[ "$way" = tolerant ] || after=("${strict[@]}")

# Exactly so many of what it reads, and none behind them, as head would take.
bytes() { # how many
  local block=65536
  local left=$(($1 % block))
  dd bs="$block" count=$(($1 / block)) iflag=fullblock 2>/dev/null || return
  [ "$left" -eq 0 ] || dd bs="$left" count=1 iflag=fullblock 2>/dev/null
}

# Read to its end also behind the rows, so that what unpacks it can check its sum.
rows() {
  "${unpack[@]}" <&4 | { bytes $((from - 1)) >/dev/null && bytes "$length" && cat >/dev/null; }
}

# First three texts: what comes before the rows, what the session that takes the rows begins with, and what each of the
# others begins with. Then each piece: how it can be with others at its table, the table's number, the block of rows behind which it may begin
# (0: when everything before its wait is done), what to call it, and its statements. Those before the first wait are keys.
mapfile -d '' -t pieces </tmp/load
before=${pieces[0]} fill=${pieces[1]} begin=${pieces[2]} pieces=("${pieces[@]:3}")
how=() table=() name=() sql=() key=() of_block=() left=() early=() todo=0 keys=0 waited=''
for ((i = 0; i < ${#pieces[@]}; i++)); do
  IFS=$'\t' read -r kind at block called <<<"${pieces[i]%%$'\n'*}"
  how+=("$kind") table+=("$at") name+=("$called") sql+=("${pieces[i]#*$'\n'}") left[i]=1
  [ "$kind" != wait ] || { waited=1 && continue; }
  todo=$((todo + 1))
  [ "$waited" ] || { key[i]=1 && keys=$((keys + 1)); }
  if [ "$block" -gt 0 ]; then of_block[block]+=" $i"; elif [ -z "$waited" ]; then early[i]=1; fi
done

work=$(mktemp -d /dev/shm/hikae.XXXXXX) && mkfifo "$work/said" && exec 3<>"$work/said" || exit
trap '' PIPE # a session that ended is told by its last word
sessions=$(nproc)
for least in "$most" "$todo"; do [ "$sessions" -le "$least" ] || sessions=$least; done

# Its words go to the one who reads all; nothing of it keeps the output of this script open.
session() { # name, options of psql
  local called=$1
  shift
  mkfifo "$work/$called"
  {
    "${psql[@]}" "$@" -f - <"$work/$called" 2>"$work/errors.$called"
    printf 'over %s %d\n' "$called" $?
  } >"$work/said" 3<&- &
}

# All of them connect while the tables are made.
session rows "${strict[@]}"
for ((k = 0; k < sessions; k++)); do session "$k" -q "${after[@]}"; done
exec {filler}>"$work/rows"
to=()
for ((k = 0; k < sessions; k++)); do # after all of them, or one would keep the end of another open
  exec {pipe}>"$work/$k"
  to[k]=$pipe
  # no more memory than the one build of an index had that there would be without us
  printf "%s\nSELECT 'ready %d';\n" "${begin//@SESSIONS@/$sessions}" "$k" 1>&"$pipe" 2>/dev/null
done

failed=0
"${psql[@]}" -q "${strict[@]}" -f - <<<"$before" >/dev/null 2>"$work/errors" || failed=$?
if [ "$failed" -eq 0 ]; then
  # The last word is said only behind a whole dump: what is cut short is never taken for one.
  { printf '%s\n' "$fill" && rows && printf "\nSELECT 'filled';\n"; } >&"$filler" 2>>"$work/errors" 3<&- &
fi
exec {filler}>&-

filling=1 blocks=0 running=0 finished=0 alive=$sessions
idle=() doing=() there=() alone=()

# Whether nothing at the table of a piece stands in its way.
free() { # piece
  case ${how[$1]} in
    alone) [ "${there[table[$1]]:-0}" -eq 0 ] ;;
    *) [ -z "${alone[table[$1]]:-}" ] ;;
  esac
}

# The first piece whose rows are in. While there are more to come, they have one processor to themselves.
choose_early() {
  local i
  [ -z "$filling" ] || [ "$running" -lt $((sessions - 1)) ] || return 1
  for i in "${!early[@]}"; do
    ! free "$i" || { chosen=$i && return 0; }
  done
  return 1
}

# The first piece that can be begun now; no when there is none.
choose() {
  local i
  if [ "$filling" ] || [ "$keys" -gt 0 ]; then
    choose_early
    return
  fi
  for i in "${!left[@]}"; do
    if [ "${how[i]}" != wait ]; then
      ! free "$i" || { chosen=$i && return 0; }
    else
      [ "$running" -eq 0 ] || return 1
      unset "left[i]" # nothing before it is left: it would have been chosen
    fi
  done
  return 1
}

begin() { # session
  local at=${table[chosen]}
  unset "left[chosen]" "early[chosen]"
  doing[$1]=$chosen running=$((running + 1))
  there[at]=$((${there[at]:-0} + 1))
  [ "${how[chosen]}" != alone ] || alone[at]=1
  [ "$filling" ] || printf 'begun %d %d %s\n' "$finished" "$todo" "${name[chosen]}"
  # the semicolon ends whatever a statement may have left open, so that this word always comes
  printf "%s\n;SELECT 'done %d';\n" "${sql[chosen]}" "$1" 1>&"${to[$1]}" 2>/dev/null
}

end() { # session
  local at=${table[doing[$1]]}
  running=$((running - 1)) finished=$((finished + 1))
  [ -z "${key[doing[$1]]:-}" ] || keys=$((keys - 1))
  there[at]=$((there[at] - 1)) alone[at]='' doing[$1]=''
}

filled() {
  local i
  blocks=$((blocks + 1))
  for i in ${of_block[blocks]:-}; do early[i]=1; done
}

over() { # session, its status
  if [ "$1" = rows ]; then
    [ -z "$filling" ] || failed=$(($2 > 0 ? $2 : 1))
    return
  fi
  # one that did not get in is done without: the server has no place for more
  alive=$((alive - 1))
  if [ "${doing[$1]:-}" ] || [ "${idle[$1]:-}" ] || [ "$alive" -eq 0 ]; then failed=$(($2 > 0 ? $2 : 1)); fi
  [ "$failed" -gt 0 ] || : >"$work/errors.$1"
}

while [ "$failed" -eq 0 ] && { [ "$filling" ] || [ "$finished" -lt "$todo" ]; }; do
  for k in "${!idle[@]}"; do
    choose || break
    unset "idle[$k]"
    begin "$k"
  done
  read -r what k code <&3
  case $what in
    COPY) filled ;; # as psql tells the end of each block
    filled) filling='' ;;
    ready) idle[k]=1 ;;
    done) end "$k" && idle[k]=1 ;;
    over) over "$k" "$code" ;;
  esac
done
for pipe in "${to[@]}"; do exec {pipe}>&-; done
[ "$failed" -gt 0 ] || wait
cat "$work"/errors* >&2
rm -r "$work"
exit "$failed"
