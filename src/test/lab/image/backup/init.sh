#!/bin/bash
# Stand-in for the backup image's /init.sh: checks the settings, then becomes the scheduler.
set -eo pipefail
[[ $VALIDATE_ON_START != TRUE ]] || (. /env.sh)
now=()
[[ $BACKUP_ON_START != TRUE ]] || now=(-i)
exec go-cron -s "$SCHEDULE" -p "$HEALTHCHECK_PORT" "${now[@]}" -- /backup.sh
