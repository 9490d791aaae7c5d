#!/usr/bin/env bash
# Rows a second of both imports, beside DuckDB doing the same read-and-aggregate work on the same files in the same run.
#
#   bench/import.sh [SPELLS]
#
# Trivsel also checks every row, keeps what is wrong with it, and writes the sums into a SQLite database; DuckDB writes them to a
# file. Needs python3 with venv; DuckDB comes from PyPI into a folder that is removed afterwards. About 500 MB of disk for 10 million.
set -euo pipefail
cd "$(dirname "$0")/.."
spells=${1:-10000000}
target=${CARGO_TARGET_DIR:-target}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cargo build --quiet --release -p trivsel-app -p trivsel-demo --examples
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet duckdb
"$target/release/examples/spells" "$spells" "$folder/files"
"$target/release/examples/organisation" "sqlite:$folder/bench.db" 40000 1
# Once unmeasured, so that both find the files in the page cache.
cat "$folder"/files/*.csv >/dev/null
"$target/release/examples/import" "sqlite:$folder/bench.db" absence_spells "$folder/files/employments.csv" "$folder/files/spells.csv"
"$target/release/examples/import" "sqlite:$folder/bench.db" unit_months "$folder/files/months.csv"
"$folder/venv/bin/python" bench/import_duckdb.py "$folder/files"
"$folder/venv/bin/python" bench/import_compare.py "sqlite:$folder/bench.db" "$folder/files"
