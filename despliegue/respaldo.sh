#!/bin/sh
# The database and the files, in that order: so no file that the database names is missing in the copy.
# respaldo.sh FOLDER: leaves banco-DATE.dump and media-DATE.tar.gz in it, whole or not at all, and keeps those of 30 days.
set -eu
carpeta=$1
momento=$(date -u +%Y%m%dT%H%M%SZ)
umask 077
mkdir -p "$carpeta"
cd "$carpeta"
pg_dump --format=custom --no-owner --file="banco-$momento.dump.parte" "$DATABASE_URL"
tar --create --gzip --file="media-$momento.tar.gz.parte" --directory="$MEDIA_ROOT" .
mv "banco-$momento.dump.parte" "banco-$momento.dump"
mv "media-$momento.tar.gz.parte" "media-$momento.tar.gz"
find . -maxdepth 1 \( -name 'banco-*' -o -name 'media-*' \) -mtime +30 -delete
