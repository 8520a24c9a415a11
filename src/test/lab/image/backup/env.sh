# shellcheck shell=bash
# The settings of the backup stand-in, from the variables that the image documents.

refuse() {
  echo "$*"
  exit 1
}

given() { [[ -n ${!1:-} && ${!1} != '**None**' ]]; }

# one_of TARGET NAME: the value itself, or the content of the file that NAME_FILE names.
one_of() {
  local file="${2}_FILE"
  if given "$2"; then
    printf -v "$1" %s "${!2}"
  elif given "$file"; then
    [[ -r ${!file} ]] || refuse "Missing ${!file} file."
    printf -v "$1" %s "$(<"${!file}")"
  else
    return 1
  fi
}

if ! given POSTGRES_HOST; then
  [[ -n ${POSTGRES_PORT_5432_TCP_ADDR:-} ]] ||
    refuse "You need to set the POSTGRES_HOST environment variable."
  POSTGRES_HOST=$POSTGRES_PORT_5432_TCP_ADDR
  POSTGRES_PORT=$POSTGRES_PORT_5432_TCP_PORT
fi
export PGHOST=$POSTGRES_HOST PGPORT=$POSTGRES_PORT

databases=
one_of databases POSTGRES_DB || refuse "You need to set the POSTGRES_DB or POSTGRES_DB_FILE variable."
read -rd '' -a databases <<<"${databases//,/ }" || true

PGUSER=
one_of PGUSER POSTGRES_USER || refuse "You need to set the POSTGRES_USER or POSTGRES_USER_FILE variable."
export PGUSER

PGPASSWORD=
if one_of PGPASSWORD POSTGRES_PASSWORD; then
  export PGPASSWORD
elif given POSTGRES_PASSFILE_STORE; then
  unset PGPASSWORD
  export PGPASSFILE=$POSTGRES_PASSFILE_STORE
else
  refuse "You need to set POSTGRES_PASSWORD, POSTGRES_PASSWORD_FILE or POSTGRES_PASSFILE_STORE."
fi

keep_minutes=$BACKUP_KEEP_MINS
keep_days=$BACKUP_KEEP_DAYS
keep_week_days=$((BACKUP_KEEP_WEEKS * 7 + 1))
keep_month_days=$((BACKUP_KEEP_MONTHS * 31 + 1))
