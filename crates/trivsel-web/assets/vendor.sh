#!/usr/bin/env bash
# Fetches the files that others made (see LICENSES.md) again, at the versions named here.
# Needs npm; run it by hand when a version changes, then look at the difference and commit it.
set -euo pipefail

HTMX=4.0.1
PLEX=1.1.0

here=$(cd "$(dirname "$0")" && pwd)
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

# package NAME VERSION: unpacks it and prints the folder
package() {
    local archive
    archive=$(cd "$temp" && npm pack --silent "$1@$2")
    mkdir -p "$temp/${archive%.tgz}"
    tar -xzf "$temp/$archive" -C "$temp/${archive%.tgz}"
    echo "$temp/${archive%.tgz}/package"
}

htmx=$(package htmx.org "$HTMX")
cp "$htmx/dist/htmx.min.js" "$here/htmx.min.js"
cp "$htmx/LICENSE" "$here/licences/htmx.txt"

plex=$(package @ibm/plex-sans "$PLEX")
mkdir -p "$here/fonts"
for weight in Regular SemiBold; do
    for part in Latin1 Latin2 Latin3 Pi; do
        cp "$plex/fonts/split/woff2/IBMPlexSans-$weight-$part.woff2" "$here/fonts/"
    done
done
cp "$plex/LICENSE.txt" "$here/licences/ibm-plex-sans.txt"
chmod 644 "$here"/htmx.min.js "$here"/fonts/* "$here"/licences/*
echo "htmx.org $HTMX and IBM Plex Sans $PLEX are in place"
