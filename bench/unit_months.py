"""Unit-months read in by `trivsel import`, beside Python's sqlite3 reading the same file and writing the same rows.

    unit_months.py FOLDER TRIVSEL

FOLDER holds large.db, made by the example `organisation`. Both read the CSV, look the units up and write the rows in one transaction into a
table with the same columns and the same key, synced to the disk.
"""
import csv, os, sqlite3, subprocess, sys, time, uuid

folder, program = sys.argv[1:3]
database = sqlite3.connect(f"{folder}/large.db")
units = dict(database.execute("select code, id from units"))
organisation, = database.execute("select organisation_id from organisations").fetchone()
table, = database.execute("select sql from sqlite_master where name = 'observations'").fetchone()
database.close()
months = [f"{year}-{month:02}" for year in range(1980, 2017) for month in range(1, 13)][:432]
path = f"{folder}/months.csv"
with open(path, "w", newline="") as file:
    out = csv.writer(file)
    out.writerow(["unit", "month", "numerator", "denominator", "people"])
    for code in units:
        for at, month in enumerate(months):
            out.writerow([code, month, (at * 7) % 40 + 0.5, 600, 30])
rows = len(units) * len(months)

began = time.monotonic()
done = subprocess.run(
    [program, "import", "unit-months", path, "--source", "Bench", "--set", "indicator=absence_rate"],
    env=dict(os.environ, DATABASE_URL=f"sqlite:{folder}/large.db"), capture_output=True, text=True, check=False,
)
ours = time.monotonic() - began
# A file that is refused is quick, too.
if not done.stdout.startswith(f"{rows} rows read, 0 of them wrong"):
    sys.exit(f"not read in: {done.stdout[:300]}{done.stderr[-600:]}")

other = f"{folder}/python.db"
database = sqlite3.connect(other, isolation_level=None)
database.execute("pragma journal_mode = wal")
database.execute("pragma synchronous = full")
# The columns and the key are the program's own; what they point to is not in this file.
database.execute("pragma foreign_keys = off")
database.execute(table)
began = time.monotonic()
series = uuid.uuid4().bytes
database.execute("begin immediate")
with open(path, newline="") as file:
    reader = csv.reader(file)
    next(reader)
    database.executemany(
        "insert into observations (organisation_id, series_id, import_id, unit_id, month, numerator, denominator, people) values (?,?,?,?,?,?,?,?)",
        ((organisation, series, None, units[unit], f"{month}-01", float(numerator), float(denominator), int(people))
         for unit, month, numerator, denominator, people in reader),
    )
database.execute("commit")
theirs = time.monotonic() - began
print(f"trivsel import   {rows:8d} rows {ours:6.2f} s  {rows / ours:10.0f} rows/s")
print(f"Python sqlite3   {rows:8d} rows {theirs:6.2f} s  {rows / theirs:10.0f} rows/s")
