#!/bin/sh
# A copy of the live service's data: made, brought elsewhere (LIVE_BACKUP_TO), fetched back, tried by restoring.
# Run by town-live-backup.service in /opt/town-live with the variables of /etc/town-live.env.
set -eu
folder=${LIVE_BACKUPS:-/var/backups/town-live}
python=${PYTHON:-.venv/bin/python}
name=$(date +%F-%H%M%S).copy
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. service/deploy/elsewhere.sh

"$python" service/manage.py backup "$folder/$name"
# Copies hold comments that readers have had erased since: none is kept for longer than a month, here and there.
find "$folder" -name '*.copy' -mtime +30 -delete
bring_elsewhere "$folder" "$name" "${LIVE_BACKUP_TO:-}" "$work"
"$python" service/manage.py try_backup "$tried"
