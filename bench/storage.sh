#!/usr/bin/env bash
# How long backup and export take and how much memory, beside `.dump | gzip` of sqlite3 on the same file; and how fast unit-months are
# written, beside Python's sqlite3 writing the same rows into a table with the same keys. All in one run.
#
#   bench/storage.sh [EMPLOYEES]
#
# Needs sqlite3 and python3. Run it on a machine that does nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."
employees=${1:-40000}
target=${CARGO_TARGET_DIR:-target}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cargo build --quiet --release -p trivsel
cargo build --quiet --release -p trivsel-demo --example organisation
"$target/release/examples/organisation" "sqlite:$folder/large.db" "$employees" 1

# Name, then a command: seconds, CPU seconds and the most memory it took.
measured() {
  local name=$1
  shift
  python3 - "$name" "$@" <<'PYTHON'
import os, resource, subprocess, sys, time
began = time.monotonic()
subprocess.run(sys.argv[2:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{sys.argv[1]:<28} {time.monotonic() - began:6.2f} s   {used.ru_utime + used.ru_stime:6.2f} s CPU   {used.ru_maxrss // 1024:5d} MB")
PYTHON
}

echo "== $employees employees, $(stat -c %s "$folder/large.db") bytes"
cat "$folder/large.db" >/dev/null
export DATABASE_URL="sqlite:$folder/large.db" TRIVSEL_STATE_DIR="$folder/uploads"
measured "trivsel backup" "$target/release/trivsel" backup --to "$folder/b.zip"
measured "trivsel export" "$target/release/trivsel" export --to "$folder/e.zip"
measured ".dump | gzip" bash -c "sqlite3 '$folder/large.db' .dump | gzip >'$folder/dump.gz'"
measured "trivsel restore" "$target/release/trivsel" restore --from "$folder/b.zip" --database "sqlite:$folder/again.db"
echo "== unit-months"
python3 bench/unit_months.py "$folder" "$target/release/trivsel"
