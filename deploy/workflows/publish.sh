#!/usr/bin/env bash
# Publish from a runner. The keys come from the host's store by variables, as texts or as paths of
# files; they are put where the programs look for them, and are gone when this ends:
#   PORTAL_SSH_KEY, PORTAL_KNOWN_HOSTS   for rsync or Git over SSH; the key goes to an agent only
#   PORTAL_SIGNING_KEY_TEXT              minisign's secret key (PORTAL_SIGNING_PASSWORD beside it)
#   PORTAL_RCLONE_CONF                   rclone's settings
# PORTAL_PUBLISH_TO names the target. What is given here goes to `tasks.py publish`, as --due.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

if [ -z "${PORTAL_PUBLISH_TO:-}" ]; then
  echo "Chưa biết đăng vào đâu: hãy đặt biến PORTAL_PUBLISH_TO ở nơi chạy." >&2
  exit 1
fi

keys=$(mktemp -d)
agent=""
leave() {
  [ -z "$agent" ] || kill "$agent" 2>/dev/null || true
  rm -rf "$keys"
}
trap leave EXIT

text_of() { # a variable of kind "file" holds a path
  if [ -f "$1" ]; then cat "$1"; else printf '%s\n' "$1"; fi | tr -d '\r'
}

if [ -n "${PORTAL_KNOWN_HOSTS:-}" ]; then
  text_of "$PORTAL_KNOWN_HOSTS" > "$keys/known_hosts"
  own="-o UserKnownHostsFile=$keys/known_hosts -o StrictHostKeyChecking=yes"
  export PORTAL_SSH="ssh $own" GIT_SSH_COMMAND="ssh $own"
fi
if [ -n "${PORTAL_SSH_KEY:-}" ]; then
  eval "$(ssh-agent -s -a "$keys/agent")" > /dev/null
  agent=$SSH_AGENT_PID
  text_of "$PORTAL_SSH_KEY" | ssh-add -q -
fi
if [ -n "${PORTAL_SIGNING_KEY_TEXT:-}" ]; then
  (umask 077 && text_of "$PORTAL_SIGNING_KEY_TEXT" > "$keys/minisign.key")
  export PORTAL_SIGNING_KEY="$keys/minisign.key"
fi
if [ -n "${PORTAL_RCLONE_CONF:-}" ]; then
  (umask 077 && text_of "$PORTAL_RCLONE_CONF" > "$keys/rclone.conf")
  export RCLONE_CONFIG="$keys/rclone.conf"
fi
# No program that is started from here on needs these.
unset PORTAL_SSH_KEY PORTAL_KNOWN_HOSTS PORTAL_SIGNING_KEY_TEXT PORTAL_RCLONE_CONF

export PORTAL_STRICT=1 # a text at fault stops the publication: who pushes is told
"${PORTAL_PYTHON:-python3}" tasks.py publish "$@"
