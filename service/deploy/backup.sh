#!/bin/sh
# A copy of the live service's data: made, brought elsewhere (LIVE_BACKUP_TO), fetched back, tried by restoring.
# Run by town-live-backup.service in /opt/town-live with the variables of /etc/town-live.env.
set -eu
folder=${LIVE_BACKUPS:-/var/backups/town-live}
python=${PYTHON:-.venv/bin/python}
to=${LIVE_BACKUP_TO:-}
name=$(date +%F-%H%M%S).copy
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$python" service/manage.py backup "$folder/$name"
tried=$folder/$name
# Copies hold comments that readers have had erased since: none is kept for longer than a month, here and there.
find "$folder" -name '*.copy' -mtime +30 -delete
case $to in
'') echo "Bản sao lưu chỉ nằm ở máy này (LIVE_BACKUP_TO chưa đặt)." ;;
rclone:*)
  rclone copyto "$folder/$name" "${to#rclone:}/$name"
  rclone copyto "${to#rclone:}/$name" "$work/$name"
  rclone delete --min-age 30d --include '*.copy' "${to#rclone:}"
  ;;
*)
  # Should the copies here be lost, those there are not: five a night may go, no more.
  rsync -rt --chmod=F600 --include='*.copy' --exclude='*' --delete --max-delete=5 "$folder/" "$to/"
  rsync -t "$to/$name" "$work/$name"
  ;;
esac
if [ -n "$to" ]; then
  cmp "$folder/$name" "$work/$name"
  tried=$work/$name
  echo "Đã chép sang $to và đọc lại đúng từng byte."
fi
"$python" service/manage.py try_backup "$tried"
