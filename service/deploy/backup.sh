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

# Of several towns each has a folder of its own, here and there; where one fails the others are saved all the same.
failed=
towns=$("$python" service/manage.py towns)
for town in $towns; do
  mkdir -p -m 700 "$folder/$town"
  echo "$town:"
  LIVE_TOWN=$town LIVE_BACKUPS=$folder/$town LIVE_BACKUP_TO=${LIVE_BACKUP_TO:+$LIVE_BACKUP_TO/$town} sh "$0" ||
    failed="$failed $town"
done
[ -z "$failed" ] || { echo "Chưa sao lưu được:$failed" >&2; exit 1; }
[ -z "$towns" ] || exit 0

"$python" service/manage.py backup "$folder/$name"
# Copies hold comments that readers have had erased since: none is kept for longer than a month, here and there.
find "$folder" -name '*.copy' -mtime +30 -delete
bring_elsewhere "$folder" "$name" "${LIVE_BACKUP_TO:-}" "$work"
"$python" service/manage.py try_backup "$tried"
