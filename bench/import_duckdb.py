"""The same read-and-aggregate work as Trivsel's imports, in DuckDB: for bench/import.sh.

    import_duckdb.py FOLDER

Reads employments.csv and spells.csv, spreads each spell over calendar months and the units its person worked in (weekdays x share
of full time x degree), sums by unit and month with possible days and heads beside it; then reads months.csv and sums it. Both
results are written to FOLDER, to be compared. Prints rows a second and the most memory used.
"""

import resource
import sys
import time

import duckdb

folder = sys.argv[1]
# Two cores, as Trivsel's targets are stated for, and what memory it asks for.
db = duckdb.connect(config={"threads": 2})
CSV = "delim=';', header=true, decimal_separator=',', dateformat='%d.%m.%Y'"

# Weekdays before a day, counted from a Monday (29 December 1969).
db.execute("create macro before(d) as 5 * ((datediff('day', date '1969-12-29', d)) // 7) + least((datediff('day', date '1969-12-29', d)) % 7, 5)")
db.execute("create macro weekdays(a, b) as before(b + 1) - before(a)")
FIRST, LAST = "date '2017-01-01'", "date '2024-12-31'"


def spells():
    db.execute(f"""
        create or replace table held as
        select medarbejdernr as employee, enhed as unit, andel as fraction,
               greatest(fra, {FIRST}) as first_day, least(coalesce(til, {LAST}), {LAST}) as last_day
        from read_csv('{folder}/employments.csv', {CSV},
                      columns={{'medarbejdernr': 'varchar', 'enhed': 'varchar', 'andel': 'double', 'fra': 'date', 'til': 'date'}})
    """)
    db.execute(f"""
        create or replace table months as
        select cast(m as date) as first_day, last_day(cast(m as date)) as last_day
        from range(timestamp '2017-01-01', timestamp '2025-01-01', interval 1 month) t(m)
    """)
    db.execute("""
        create or replace table possible as
        select unit, m.first_day as month, sum(fraction * weekdays(greatest(h.first_day, m.first_day), least(h.last_day, m.last_day))) as days,
               count(distinct employee) as people
        from held h join months m on h.first_day <= m.last_day and h.last_day >= m.first_day
        group by all
    """)
    db.execute(f"""
        create or replace table absent as
        with spell as (
            select medarbejdernr as employee, fra as first_day, til as last_day, omfang as degree, til - fra + 1 > 30 as is_long
            from read_csv('{folder}/spells.csv', {CSV},
                          columns={{'medarbejdernr': 'varchar', 'fra': 'date', 'til': 'date', 'omfang': 'double'}})
        ), within as (
            select h.unit, h.fraction * s.degree as share, is_long,
                   greatest(s.first_day, h.first_day) as a, least(s.last_day, h.last_day) as b, s.first_day >= h.first_day as begins
            from spell s join held h using (employee)
            where s.first_day <= h.last_day and s.last_day >= h.first_day
        ), piece as (
            select unit, share, is_long, begins and step = 0 as begins,
                   greatest(a, cast(date_trunc('month', a) + to_months(cast(step as integer)) as date)) as a,
                   least(b, last_day(cast(date_trunc('month', a) + to_months(cast(step as integer)) as date))) as b
            from (select *, unnest(range(datediff('month', a, b) + 1)) as step from within)
        )
        select unit, cast(date_trunc('month', a) as date) as month, sum(share * weekdays(a, b)) as days,
               sum(share * weekdays(a, b)) filter (is_long) as long_days, count(*) filter (begins) as spells
        from piece group by all
    """)
    db.execute(f"""
        copy (select p.unit, p.month, p.days as possible, coalesce(a.days, 0) as absent, coalesce(a.long_days, 0) as long,
                     coalesce(a.spells, 0) as spells, p.people
              from possible p left join absent a using (unit, month) order by 1, 2)
        to '{folder}/duckdb_spells.csv' (header true)
    """)


def months():
    db.execute(f"""
        copy (select enhed, måned, sum(fraværsdage) as numerator, sum("mulige dage") as denominator, sum(ansatte) as people
              from read_csv('{folder}/months.csv', delim=';', header=true, decimal_separator=',',
                            columns={{'enhed': 'varchar', 'måned': 'varchar', 'fraværsdage': 'double', 'mulige dage': 'double', 'ansatte': 'integer'}})
              group by all order by 1, 2)
        to '{folder}/duckdb_months.csv' (header true)
    """)


def count(name):
    with open(f"{folder}/{name}", "rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) - 1


for what, name, run in (("spells", "spells.csv", spells), ("unit months", "months.csv", months)):
    rows = count(name)
    begun = time.perf_counter()
    run()
    seconds = time.perf_counter() - begun
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"DuckDB {duckdb.__version__:8} {what:12} {rows:>10} rows  {seconds:7.2f} s  {rows / seconds / 1e6:6.2f} million rows/s  {most:5.0f} MB at most")
