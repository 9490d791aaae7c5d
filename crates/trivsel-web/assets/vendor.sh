#!/usr/bin/env bash
# Fetches the files that others made (see LICENSES.md) again, at the versions named here.
# Needs npm; run it by hand when a version changes, then look at the difference and commit it.
set -euo pipefail

PLEX=1.1.0
VOPRF=1.0.0
NOBLE_CURVES=1.5.0
NOBLE_HASHES=1.4.0
ESBUILD=0.28.2

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

plex=$(package @ibm/plex-sans "$PLEX")
mkdir -p "$here/fonts"
for weight in Regular SemiBold; do
    for part in Latin1 Latin2 Latin3 Pi; do
        cp "$plex/fonts/split/woff2/IBMPlexSans-$weight-$part.woff2" "$here/fonts/"
    done
done
cp "$plex/LICENSE.txt" "$here/licences/ibm-plex-sans.txt"
# The library of RFC 9497 as one module: of its two implementations of the curve only the one by noble, and of its three
# protocols only the client of the partially oblivious one. `sha256` comes along, because `crypto.subtle` is missing on a
# plain http address.
modules=$temp/voprf
mkdir -p "$modules"
(cd "$modules" && npm install --silent --no-audit --no-fund --ignore-scripts --prefix . \
    "@cloudflare/voprf-ts@$VOPRF" "@noble/curves@$NOBLE_CURVES" "@noble/hashes@$NOBLE_HASHES" "esbuild@$ESBUILD")
voprf=$modules/node_modules/@cloudflare/voprf-ts
cat >"$voprf/lib/esm/src/buildSettings.js" <<'END'
export { CryptoNoble as DEFAULT_CRYPTO_PROVIDER } from "./cryptoNoble.js";
export const CRYPTO_PROVIDER_ARG_REQUIRED = false;
END
cat >"$modules/entry.mjs" <<'END'
export { POPRFClient } from "./node_modules/@cloudflare/voprf-ts/lib/esm/src/client.js";
export { DLEQProof } from "./node_modules/@cloudflare/voprf-ts/lib/esm/src/dleq.js";
export { Evaluation, FinalizeData, Oprf } from "./node_modules/@cloudflare/voprf-ts/lib/esm/src/oprf.js";
export { sha256 } from "@noble/hashes/sha256";
END
(cd "$modules" && node_modules/.bin/esbuild entry.mjs --bundle --minify --format=esm --platform=browser --target=es2022 \
    --log-level=warning --outfile="$here/answer/voprf.mjs")
cp "$voprf/LICENSE.txt" "$here/licences/voprf-ts.txt"
cp "$modules/node_modules/@noble/curves/LICENSE" "$here/licences/noble-curves.txt"
cp "$modules/node_modules/@noble/hashes/LICENSE" "$here/licences/noble-hashes.txt"

chmod 644 "$here"/answer/voprf.mjs "$here"/fonts/* "$here"/licences/*
echo "IBM Plex Sans $PLEX and voprf-ts $VOPRF are in place"
