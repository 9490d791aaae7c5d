"""Do Trivsel and DuckDB come to the same sums? For bench/import.sh: compares every unit-month of the spells import."""

import csv
import sqlite3
import sys

database, folder = sys.argv[1].removeprefix("sqlite:"), sys.argv[2]
kept = {}
rows = sqlite3.connect(database).execute(
    """select u.code, o.month, o.numerator, o.denominator, o.people from observations o
       join units u on u.organisation_id = o.organisation_id and u.id = o.unit_id
       join series s on s.organisation_id = o.organisation_id and s.id = o.series_id
       join indicators i on i.organisation_id = s.organisation_id and i.id = s.indicator_id
       where i.code = 'absence_rate' and s.source = 'Måling absence_spells' and o.month between '2017-01-01' and '2024-12-31'"""
)
for code, month, absent, possible, people in rows:
    kept[code, month[:10]] = (absent, possible, people)
compared = different = 0
with open(f"{folder}/duckdb_spells.csv", newline="") as file:
    for row in csv.DictReader(file):
        compared += 1
        absent, possible, people = kept.get((row["unit"], row["month"]), (0.0, 0.0, 0))
        close = abs(absent - float(row["absent"])) < 1e-6 * max(1.0, absent) and abs(possible - float(row["possible"])) < 1e-6 * max(1.0, possible)
        different += not (close and people == int(row["people"]))
print(f"compared {compared} unit-months: {different} different")
