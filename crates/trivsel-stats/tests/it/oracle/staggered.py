"""Effects of staggered starts by programs other people wrote, on the panels of panels.csv.

Every row: program, panel, weighted by headcount or not, quantity, key (start:month, months since the start, ...), effect, standard error."""

import csv
import logging
import warnings

import numpy as np
import pandas as pd
import pyfixest as pf
from csdid.att_gt import ATTgt
from did_imputation import did_imputation
from differences import ATTgt as Differences
from differences.models.attgt.mboot import boot_crit_val
from diff_diff import BaconDecomposition, ImputationDiD

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
panels = pd.read_csv("panels.csv")
found = []


def add(program, panel, weighted, quantity, key, effect, error=np.nan):
    error = "" if error is None or np.isnan(error) else repr(float(error))
    found.append((program, panel, "headcount" if weighted else "equal", quantity, key, repr(float(effect)), error))


def data_of(name):
    data = panels[panels.panel == name].drop(columns="panel").reset_index(drop=True)
    data["treated"] = (data.month >= data.start).astype(int)
    data["since"] = data.month - data.start
    return data


# -- Borusyak, Jaravel & Spiess: a port of their Stata program. Its weights come from an iteration that stops at 1e-6. ----------------
def imputation(name, weighted, averages, quantity, shift=0):
    data = data_of(name)
    since = sorted(data[data.treated == 1].since.unique())
    common = dict(df=data, y="outcome", i="unit", t="month", Ei="start", cluster="cluster", minn=0, shift=shift,
                  aw="weight" if weighted else None, avgeffectsby=averages)
    if shift == 0:
        result = did_imputation(**{**common, "df": data.copy()})
        add("did-imputation", name, weighted, quantity, "overall", result.estimates["tau_ate"], result.std_errors["tau_ate"])
    result = did_imputation(**{**common, "df": data.copy()}, horizons=[int(h + shift) for h in since][:8])
    for h in since[:8]:
        label = f"tau{int(h + shift)}"
        add("did-imputation", name, weighted, quantity, int(h), result.estimates[label], result.std_errors[label])


for name in ("even", "uneven"):
    for weighted in (False, True):
        imputation(name, weighted, ["start", "month"], "imputation")
imputation("even", False, ["since"], "imputation_by_since")
imputation("lone", False, ["since"], "imputation_by_since")

# -- and by a program that solves the equations directly. Never-treated units have start 0 there. -------------------------------------
for name in ("even", "uneven"):
    data = data_of(name)
    if name == "uneven":
        data = data[data.start != 0]  # it would take unit 5 as never treated
    data["first"] = data.start.fillna(0)
    # It averages over units where the others average over clusters; here every unit is its own cluster.
    result = ImputationDiD(cluster="unit").fit(data, "outcome", "unit", "month", "first", aggregate="event_study")
    add("diff-diff", name, False, "imputation by unit", "overall", result.overall_att, result.overall_se)
    for h, row in result.event_study_effects.items():
        if h >= 0 and np.isfinite(row["se"]):
            add("diff-diff", name, False, "imputation by unit", int(h), row["effect"], row["se"])

# -- Gardner's two stages ---------------------------------------------------------------------------------------------------------------
for name in ("even", "uneven", "lone"):
    for weighted in (False, True):
        data = data_of(name)
        if name == "uneven":  # units 3 and 5 have no untreated month
            data = data[~data.unit.isin([3, 5])]
        data["since"] = data.since.where(data.treated == 1, -1000).astype(int)
        weights = "weight" if weighted else None
        for quantity, second in (("overall", "~ treated"), ("since", "~ i(since, ref=-1000)")):
            fit = pf.did2s(data.copy(), yname="outcome", first_stage="~ 0 | unit + month", second_stage=second,
                           treatment="treated", cluster="cluster", weights=weights)
            for label, row in fit.tidy().iterrows():
                key = "overall" if quantity == "overall" else int(float(label.split("::")[1].split("[")[-1].rstrip("]").lstrip("T.")))
                add("pyfixest did2s", name, weighted, "two_stage", key, row["Estimate"], row["Std. Error"])

# -- placebo leads: a regression with dummies on the untreated cells -------------------------------------------------------------------
plain = pf.ssc(k_adj=False, G_adj=False)
for name in ("even", "uneven"):
    for weighted in (False, True):
        data = data_of(name)
        data = data[data.treated == 0].copy()
        leads = []
        for h in range(1, 5):
            data[f"lead{h}"] = (data.since == -h).astype(float)
            leads.append(f"lead{h}")
        fit = pf.feols(f"outcome ~ {' + '.join(leads)} | unit + month", data, vcov={"CRV1": "cluster"}, ssc=plain,
                       weights="weight" if weighted else None, fixef_rm="none", fixef_tol=1e-12)
        for label, row in fit.tidy().iterrows():
            add("pyfixest feols", name, weighted, "lead", -int(label[4:]), row["Estimate"], row["Std. Error"])

# -- the static two-way regression ------------------------------------------------------------------------------------------------------
for name in ("even", "uneven"):
    for weighted in (False, True):
        fit = pf.feols("outcome ~ treated | unit + month", data_of(name), vcov={"CRV1": "cluster"}, ssc=plain,
                       weights="weight" if weighted else None, fixef_rm="none", fixef_tol=1e-12)
        add("pyfixest feols", name, weighted, "static", "overall", fit.coef()["treated"], fit.se()["treated"])
data = data_of("even")
data["first"] = data.start.fillna(0)
bacon = BaconDecomposition().fit(data, "outcome", "unit", "month", "first")
add("diff-diff", "even", False, "static", "overall", bacon.twfe_estimate)
for pair in bacon.comparisons:  # the share in the place of the error
    control = pair.control_group if isinstance(pair.control_group, str) or pair.control_group in (0, np.inf) else int(pair.control_group)
    control = control if isinstance(control, int) and control > 0 else "never"
    add("diff-diff", "even", False, "pair", f"{int(pair.treated_group)}:{control}", pair.estimate, pair.weight)

# -- Callaway & Sant'Anna -----------------------------------------------------------------------------------------------------------------
def csdid(name, weighted, control, base, anticipation=0, clustered=True, quantity=None, data=None, only=None):
    data = data_of(name) if data is None else data
    data["start"] = data.start.fillna(0).astype(int) + (data.start.notna()).astype(int)  # months from 1: 0 is never
    data["month"] += 1
    model = ATTgt(yname="outcome", tname="month", idname="unit", gname="start", data=data, control_group=control,
                  anticipation=anticipation, clustervar="cluster" if clustered else None, bstrap=False, cband=False,
                  weights_name="weight" if weighted else None)
    model = model.fit(est_method="reg", base_period=base, bstrap=False)
    label = quantity or f"{control}-{base}-{anticipation}-{'cluster' if clustered else 'unit'}"
    result = model.results
    for g, t, effect, error in zip(result["group"], result["year"], result["att"], result["se"]):
        if only is None or (t - g) in only:
            add("csdid", name, weighted, f"cell {label}", f"{int(g) - 1}:{int(t) - 1}", effect, error)
    if only is not None:
        return
    for rule in ("simple", "group", "dynamic", "calendar"):
        model.aggte(typec=rule, bstrap=False, cband=False, na_rm=True)
        aggregate = model.atte
        overall_error = aggregate["overall_se"]
        add("csdid", name, weighted, f"{rule} {label}", "overall", aggregate["overall_att"], np.ravel(overall_error)[0])
        if rule == "simple":
            continue
        errors = np.ravel(aggregate["se_egt"])
        for key, effect, error in zip(aggregate["egt"], aggregate["att_egt"], errors):
            add("csdid", name, weighted, f"{rule} {label}", int(key) - (0 if rule == "dynamic" else 1), effect, error)


for control in ("nevertreated", "notyettreated"):
    for base in ("varying", "universal"):
        for weighted in (False, True):
            csdid("even", weighted, control, base)
csdid("even", False, "notyettreated", "varying", anticipation=2)
csdid("even", False, "nevertreated", "universal", anticipation=2, clustered=False)

# The multiplier bootstrap: csdid's influence functions, Mammen's draws (csdid itself draws -1 and 1), and the critical value by differences.
# Draws enough for two digits of the critical value, which is written in the place of the effect.
data = data_of("even")
data["start"] = data.start.fillna(-1).astype(int) + 1
data["month"] += 1
model = ATTgt(yname="outcome", tname="month", idname="unit", gname="start", data=data, control_group="nevertreated", bstrap=False)
model = model.fit(est_method="reg", base_period="varying", bstrap=False)
model.aggte(typec="dynamic", bstrap=False, cband=False)
influence = model.atte["inf_function"]["dynamic_inf_func_e"]
low, high = (1 - 5**0.5) / 2, (1 + 5**0.5) / 2
draws = np.where(np.random.default_rng(1).random((50_000, len(influence))) < high / 5**0.5, low, high) @ influence / len(influence)
critical, errors = boot_crit_val(draws)
add("csdid with differences", "even", False, "critical value by unit", "", critical)
for key, effect, error in zip(model.atte["egt"], model.atte["att_egt"], errors):
    add("csdid with differences", "even", False, "dynamic by unit", int(key), effect, error)

# A base of several months, by hand: one cohort at a time, its base month's outcome replaced by the mean of the base months.
for length in (3, 6):
    for start in (9, 12, 16):
        data = data_of("even")
        data = data[data.start.isna() | (data.start == start)].copy()
        base = data[(data.month < start) & (data.month >= start - length)].groupby("unit").outcome.mean()
        last = data.month == start - 1
        data.loc[last, "outcome"] = data.loc[last, "unit"].map(base)
        csdid("even", False, "nevertreated", "universal", quantity=f"nevertreated-universal-base{length}", data=data, only=range(0, 30))

# differences, also on the panel with gaps: there it uses, pair of months by pair, the units that have both. Units as clusters.
for name in ("even", "uneven"):
    for control in ("never_treated", "not_yet_treated"):
        data = data_of(name).drop(columns=["treated", "since"])
        data = data[data.start != 0]  # no base
        data["month"] += 1
        data["start"] += 1
        model = Differences(data=data.set_index(["unit", "month"]), cohort_column="start")
        cells = model.fit("outcome", control_group=control, est_method="reg", progress_bar=False, as_repeated_cross_section=False)
        label = f"{control.replace('_', '')}-varying-0-unit"
        for (g, _, t), row in cells.to_pandas().iterrows():
            add("differences", name, False, f"cell {label}", f"{int(g) - 1}:{int(t) - 1}", row.iloc[0], row.iloc[1])
        if name == "uneven":  # it weights cohorts by what is observed of them, where we weight by all their units
            continue
        for kind, rule in (("simple", "simple"), ("cohort", "group"), ("event", "dynamic"), ("time", "calendar")):
            row = model.aggregate(kind, overall=kind != "simple").iloc[0]
            add("differences", name, False, f"{rule} {label}", "overall", row.iloc[0], row.iloc[1])
            if kind == "simple":
                continue
            for key, row in model.aggregate(kind).iterrows():
                key = int(np.ravel(key)[0]) - (0 if rule == "dynamic" else 1)
                add("differences", name, False, f"{rule} {label}", key, row.iloc[0], row.iloc[1])

with open("staggered.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(("program", "panel", "weights", "quantity", "key", "effect", "error"))
    writer.writerows(found)
