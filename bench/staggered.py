"""Seconds for a staggered comparison by Trivsel, csdid, differences and pyfixest, on the same CSV in the same run.

    python3 -m venv venv && venv/bin/pip install csdid differences pyfixest
    venv/bin/python bench/staggered.py [UNITS [MONTHS]]

Builds the example `staggered_panel` of `crates/trivsel-stats`, which writes the panel and times this crate. Each program gets the data
in memory in the form it asks for, is run once unmeasured on a small panel (so that what it compiles is compiled), and once measured. The
effects are printed beside the times: they must agree.
"""

import contextlib
import importlib.metadata
import io
import logging
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import warnings

import pandas as pd
import pyfixest as pf
from csdid.att_gt import ATTgt
from differences import ATTgt as Differences

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
DRAWS = 1000
root = pathlib.Path(__file__).resolve().parent.parent
target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", root / "target"))
example = target / "release" / "examples" / "staggered_panel"


def with_csdid(data):
    data = data.assign(start=data.start.fillna(0).astype(int))
    begin = time.perf_counter()
    model = ATTgt(yname="outcome", tname="month", idname="unit", gname="start", data=data, control_group="notyettreated",
                  bstrap=True, biters=DRAWS, cband=True)
    model = model.fit(est_method="reg", base_period="varying", bstrap=True)
    model.aggte(typec="dynamic", bstrap=True, biters=DRAWS, cband=True)
    spent = time.perf_counter() - begin
    model.aggte(typec="simple", bstrap=False, cband=False)
    return spent, model.atte["overall_att"]


def with_differences(data):
    data = data.set_index(["unit", "month"])
    begin = time.perf_counter()
    model = Differences(data=data, cohort_column="start")
    model.fit("outcome", control_group="not_yet_treated", est_method="reg", boot_iterations=DRAWS, random_state=1, progress_bar=False)
    model.aggregate("event", boot_iterations=DRAWS, random_state=1)
    spent = time.perf_counter() - begin
    return spent, model.aggregate("simple").iloc[0].iloc[0]


def with_pyfixest(data):
    data = data.assign(treated=(data.month >= data.start).astype(int))
    begin = time.perf_counter()
    fit = pf.did2s(data, yname="outcome", first_stage="~ 0 | unit + month", second_stage="~ treated", treatment="treated", cluster="unit")
    return time.perf_counter() - begin, fit.coef()["treated"]


def read(units, months, folder):
    file = pathlib.Path(folder) / "panel.csv"
    subprocess.run([example, "write", str(units), str(months), file], check=True)
    return pd.read_csv(file)


def main():
    units, months = (int(value) for value in (sys.argv[1:] + ["500", "60"][len(sys.argv) - 1:])[:2])
    subprocess.run(["cargo", "build", "--quiet", "--release", "-p", "trivsel-stats", "--examples"], cwd=root, check=True)
    with tempfile.TemporaryDirectory() as folder:
        small, data = read(60, 24, folder), read(units, months, folder)
    print(f"{units} units, {months} months, {DRAWS} draws, {os.cpu_count()} cores")
    ours = subprocess.run([example, "time", str(units), str(months)], check=True, capture_output=True, text=True).stdout
    for line in ours.splitlines():
        what, seconds, effect, _ = line.split()
        print(f"{'trivsel':<20} {what:<11} {float(seconds):9.3f} s   effect {float(effect):.6f}")
    others = ("csdid", with_csdid, "group-time"), ("differences", with_differences, "group-time"), ("pyfixest", with_pyfixest, "two-stage")
    for name, run, what in others:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            run(small)
            seconds, effect = run(data)
        print(f"{name + ' ' + importlib.metadata.version(name):<20} {what:<11} {seconds:9.3f} s   effect {effect:.6f}")


if __name__ == "__main__":
    main()
