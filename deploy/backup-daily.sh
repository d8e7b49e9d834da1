#!/bin/sh
# Makes a backup whenever the newest one in the folder $1 is a day old, and keeps the newest $BACKUP_KEEP.
# Looking at the newest, not at the clock: a restart adds none, one that failed is tried again after ten minutes.
set -eu
folder=$1
trap 'exit 0' TERM INT
while :; do
    if [ -z "$(find "$folder" -name 'yigetong-*.tar' -mmin -1440)" ]; then
        yigetong backup "$folder" --keep "${BACKUP_KEEP:-14}" || echo 'backup failed, next try in ten minutes' >&2
    fi
    sleep 600 &
    wait $!
done
