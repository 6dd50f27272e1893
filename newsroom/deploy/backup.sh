#!/bin/sh
# A copy of the newsroom: texts, trash, database. Made, brought elsewhere (NEWSROOM_BACKUP_TO), fetched back, tried.
# Run by town-newsroom-backup.service in /opt/town-portal with the variables of /etc/town-newsroom.env; all in one tar.
# Back again: stop both services, unpack, put content/, data/trash and the database (or database.dump by pg_restore) there.
set -eu
folder=${NEWSROOM_BACKUPS:-/var/backups/town-newsroom}
python=${PYTHON:-.venv/bin/python}
database=${NEWSROOM_DATABASE:-sqlite:///$NEWSROOM_DATA/newsroom.sqlite3}
name=$(date +%F-%H%M%S).copy
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. service/deploy/elsewhere.sh

mkdir "$work/made" "$work/back"
case $database in
sqlite:///*)
  # SQLite's own online copy: whoever writes goes on meanwhile.
  "$python" -c 'import sqlite3, sys; sqlite3.connect(sys.argv[1]).backup(sqlite3.connect(sys.argv[2]))' \
    "${database#sqlite:///}" "$work/made/newsroom.sqlite3"
  ;;
*) pg_dump --format=custom --no-owner --file="$work/made/database.dump" "$database" ;;
esac
mkdir -p "$NEWSROOM_DATA/trash"
tar -C "$work/made" -cf "$work/$name" .
tar -C "$NEWSROOM_DATA" -rf "$work/$name" trash
tar -C "$(dirname "$NEWSROOM_CONTENT")" --transform "s,^$(basename "$NEWSROOM_CONTENT"),content," \
  --exclude=.ban-tot -rf "$work/$name" "$(basename "$NEWSROOM_CONTENT")"
mv "$work/$name" "$folder/$name"
find "$folder" -name '*.copy' -mtime +30 -delete
bring_elsewhere "$folder" "$name" "${NEWSROOM_BACKUP_TO:-}" "$work"

tar -C "$work/back" -xf "$tried"
test -f "$work/back/content/data/town.yaml"
if [ -f "$work/back/newsroom.sqlite3" ]; then
  export NEWSROOM_DATA="$work/back" NEWSROOM_CONTENT="$work/back/content"
  export NEWSROOM_DATABASE="sqlite:///$work/back/newsroom.sqlite3"
  "$python" newsroom/manage.py migrate --check --verbosity 0
  "$python" -c 'import sqlite3, sys; row = sqlite3.connect(sys.argv[1]).execute("PRAGMA integrity_check").fetchone()
assert row == ("ok",), row' "$work/back/newsroom.sqlite3"
  echo "Đã khôi phục thử $name: $(find "$work/back/content" -name '*.md' | wc -l) bài và trang, cơ sở dữ liệu nguyên vẹn."
else
  pg_restore --file=/dev/null "$work/back/database.dump"
  echo "Đã đọc hết $name; cơ sở dữ liệu PostgreSQL chưa được khôi phục thử."
fi
