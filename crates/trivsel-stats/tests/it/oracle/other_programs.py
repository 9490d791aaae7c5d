"""Limits and signals of the same series by programs other people wrote."""

import csv
import numpy as np
from capstat_core.control_charts import i_mr_chart
from capstat_core.rules import western_electric_rules
from controlchartspy import spc
from qikit.spc.compute import compute

series = list(csv.DictReader(open("series.csv")))
walk = [float(row["value"]) for row in csv.DictReader(open("walk.csv"))]
days, exposure, cases, trials = ([float(row[name]) for row in series] for name in ("days", "exposure", "cases", "trials"))
limits, signals = [], []


def key(position):
    return f"{position:03d}"


# controlchartspy: mean, screened and median moving ranges; p, u and their primes. A month of nothing is left out.
def from_controlchartspy(name, chart_type, numerators, denominators=None, screened=False, rules=False):
    kept = [i for i in range(len(numerators)) if denominators is None or denominators[i] > 0]
    data = {"key": [key(i) for i in kept], "x": [numerators[i] for i in kept]}
    if denominators is not None:
        data["n"] = [denominators[i] for i in kept]
    outliers = {"astronomical": True, "shift": True, "shift_n": 7, "trend": True, "trend_n": 7, "two_in_three": True}
    result = spc(data, "key", "x", denominators=None if denominators is None else "n", return_objs="limits",
                 spc_settings={"chart_type": chart_type, "outliers_in_limits": not screened, "perc_labels": "No"},
                 outlier_settings=outliers if rules else None)
    for row in result.limits:
        position = int(row["date"])
        limits.append(("controlchartspy", name, position, row["target"], row["ll99"], row["ul99"]))
        for rule in ("astpoint", "shift", "trend", "two_in_three") if rules else ():
            if row[rule] != "none":
                signals.append(("controlchartspy", rule, position))


rates = [d / e for d, e in zip(days, exposure)]
from_controlchartspy("xmr_mean", "i", rates)
from_controlchartspy("xmr_screened", "i", rates, screened=True)
from_controlchartspy("p", "p", cases, trials)
# These programs join the neighbours of a missing month; only what lies before it is the same question.
from_controlchartspy("p_prime_mean_before_gap", "pp", cases[:40], trials[:40])
from_controlchartspy("p_prime_screened_before_gap", "pp", cases[:40], trials[:40], screened=True)
from_controlchartspy("u", "u", days, exposure)
from_controlchartspy("u_prime_mean", "up", days, exposure)
from_controlchartspy("u_prime_screened", "up", days, exposure, screened=True)
from_controlchartspy("walk_xmr", "i", walk, rules=True)

# clinical-qikit: p, u and their primes, from the whole series and with limits locked after 16 points.
shares = [c / t if t > 0 else np.nan for c, t in zip(cases, trials)]
for name, chart, y, n in (("p", "p", shares, trials), ("p_prime_mean", "pp", shares, trials),
                          ("u", "u", rates, exposure), ("u_prime_mean", "up", rates, exposure)):
    for suffix, lock in (("", len(y)), ("_locked", 16)):
        if chart == "pp" and lock > 40:
            continue
        result = compute(chart, np.array(y), np.array(n), mask=np.arange(len(y)) < lock)
        for i in range(len(y)):
            if not np.isnan(y[i]):
                limits.append(("clinical-qikit", name + suffix, i, result["cl"][i], result["lcl"][i], result["ucl"][i]))

# capstat-core: the Western Electric rules on the long series.
names = {1: "OutsideLimits", 2: "NearLimit", 3: "BeyondOneSigma", 4: "Shift"}
found = {(names[v.rule], i) for v in western_electric_rules(i_mr_chart(walk).location) for i in v.window}
signals += [("capstat-core", rule, i) for rule, i in found]

with open("other_limits.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(("program", "chart", "position", "centre", "lower", "upper"))
    writer.writerows((*row[:3], *(repr(float(number)) for number in row[3:])) for row in limits)
with open("other_signals.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(("program", "rule", "position"))
    writer.writerows(sorted(signals))
