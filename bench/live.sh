#!/bin/sh
# How quickly 2,000 open pages hear what happens, how much memory they take, and whether any of it is lost or heard twice when lines are
# cut and the server is killed with -9. Server and load run beside each other on this machine.
#   bench/live.sh                              SQLite, one server
#   bench/live.sh postgres://…/empty           PostgreSQL, one server
#   bench/live.sh postgres://…/empty 2         PostgreSQL, two servers
#   WORKSHOP=1 bench/live.sh …                 on a workshop's day with its boards, in place of initiatives
# PROFILE=dev builds without optimising, for trying things out.
set -eu
cd "$(dirname "$0")/.."
profile=${PROFILE:-release}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
database=${1:-sqlite:$folder/live.db}
cargo build --quiet --profile "$profile" -p trivsel --bin trivsel --example live
target=${CARGO_TARGET_DIR:-target}
case $profile in dev) built=debug ;; *) built=$profile ;; esac
"$target/$built/examples/live" --server "$target/$built/trivsel" --database "$database" --servers "${2:-1}" \
  --streams "${STREAMS:-2000}" --scopes "${SCOPES:-200}" --rate "${RATE:-100}" --seconds "${SECONDS_MEASURED:-30}" ${WORKSHOP:+--workshop}
