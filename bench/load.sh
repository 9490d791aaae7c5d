#!/usr/bin/env bash
# How fast pages are, and how much memory the server takes, with an organisation of 40,000 employees on each database.
#
#   bench/load.sh [EMPLOYEES] [SECONDS PER PAGE]
#
# Needs wrk. Traffic goes to 127.0.0.1 only: 20 requests at a time, each page for the given seconds. PostgreSQL is measured when
# TRIVSEL_TEST_POSTGRES names a server (a database is made on it and dropped again).
set -euo pipefail
cd "$(dirname "$0")/.."
employees=${1:-40000}
seconds=${2:-10}
together=20
port=${TRIVSEL_BENCH_PORT:-18941}
site="http://127.0.0.1:$port"
target=${CARGO_TARGET_DIR:-target}
folder=$(mktemp -d)
server=
made=

stop() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -z "$server" ] || wait "$server" 2>/dev/null || true
  server=
}
tidy() {
  stop
  [ -z "$made" ] || psql "$TRIVSEL_TEST_POSTGRES" -qc "drop database if exists $made" || true
  rm -rf "$folder"
}
trap tidy EXIT

cargo build --quiet --release -p trivsel
cargo build --quiet --release -p trivsel-demo --example organisation

resident() { awk '/^VmRSS/ {printf "%.0f MB", $2 / 1024}' "/proc/$server/status"; }
# The first link of a page that matches.
link() { curl -sf -b "$folder/jar" "$site$1" | grep -oE "href=\"$2\"" | sed -n '1s/href="\(.*\)"/\1/p' | sed 's/&amp;/\&/g; s/&#38;/\&/g'; }

measure() {
  local name=$1 page=$2
  [ -n "$page" ] || { printf '%-14s %s\n' "$name" "no such page"; return; }
  local cookie
  cookie=$(awk '!/^# / && NF >= 7 {printf "%s=%s; ", $6, $7}' "$folder/jar" | sed 's/#HttpOnly_//g')
  local code
  code=$(curl -s -o /dev/null -w '%{http_code}' -b "$folder/jar" "$site$page")
  [ "$code" = 200 ] || { printf '%-14s %s\n' "$name" "answered $code: $page"; return; }
  wrk -t2 -c"$together" -d"${seconds}s" --latency -s bench/latency.lua -H "Cookie: $cookie" "$site$page" | tail -1 \
    | awk -v name="$name" -v page="$page" '{printf "%-14s p50 %7.1f ms   p99 %7.1f ms   %7.0f requests/s   %s wrong   %s\n", name, $1, $2, $3, $4, page}'
}

load() {
  local kind=$1 database=$2
  echo "== $kind, $employees employees"
  "$target/release/examples/organisation" "$database" "$employees" 1
  "$target/release/trivsel" serve --database "$database" --address "127.0.0.1:$port" 2>"$folder/log" &
  server=$!
  for _ in $(seq 100); do curl -sf -o /dev/null "$site/sign-in" && break; sleep 0.1; done
  echo "memory after start: $(resident)"
  # Step in as the leader of the first area.
  local person
  person=$(curl -s "$site/sign-in" | tr -s '\n ' '  ' \
    | grep -oP '"person" value="\K[0-9a-f-]{36}(?="> ?<input[^>]*> ?<button[^>]*>[^<]*</button>, [Ll]eder af)' | head -1)
  [ -n "$person" ] || { echo "error: nobody on the sign-in page leads an area" >&2; exit 1; }
  curl -s -o /dev/null -c "$folder/jar" -d "person=$person" "$site/demo/step-in"
  measure "start page" /
  measure "register" /initiatives
  measure "figure page" "$(link / '/figures\?unit=[^"]*' || true)"
  measure "initiative" "$(link /initiatives '/initiatives/[0-9a-f-]{36}' || true)"
  measure "units" "/units?q=a"
  measure "report" "$(link /reports '/reports/[0-9a-f-]{36}' || true)"
  echo "memory under load: $(resident)"
  stop
}

load SQLite "sqlite:$folder/large.db"
if [ -n "${TRIVSEL_TEST_POSTGRES:-}" ]; then
  made="trivsel_load_$$"
  psql "$TRIVSEL_TEST_POSTGRES" -qc "create database $made"
  load PostgreSQL "${TRIVSEL_TEST_POSTGRES%/*}/$made"
else
  echo "== PostgreSQL: not measured, TRIVSEL_TEST_POSTGRES names no server"
fi
