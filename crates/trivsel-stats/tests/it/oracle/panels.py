"""Invented panels of units and months, with starts, headcounts and clusters. Effects grow with time and differ between cohorts."""

import numpy as np

random = np.random.default_rng(20260301)


def make(name, starts, months, gaps=(), share_missing=0.0, cluster_of=lambda unit: unit // 2):
    level = random.normal(12, 4, len(starts))
    common = 2 * np.sin(np.arange(months) * 2 * np.pi / 12) + random.normal(0, 0.7, months)
    shock = random.normal(0, 0.8, (1 + max(map(cluster_of, range(len(starts)))), months))
    rows = []
    for unit, start in enumerate(starts):
        weight = int(random.integers(6, 80))
        for month in range(months):
            outcome = level[unit] + common[month] + shock[cluster_of(unit), month] + random.normal(0, 1.2)
            if start is not None and month >= start:
                outcome -= 0.5 + 0.15 * (month - start) + (0.8 if start > 12 else 0)
            missing = random.random() < share_missing or (unit, month) in gaps
            if not missing:
                rows.append((name, unit, month, f"{outcome:.4f}", "" if start is None else start, weight, cluster_of(unit)))
    return rows


# Every cell there; clusters cut across cohorts.
even = [9] * 5 + [12] * 4 + [16] * 6 + [None] * 15
even = [even[(7 * i) % 30] for i in range(30)]
# Cells missing at random; unit 3 has no outcome before its start, unit 5 was treated from the first month on.
uneven = [8] * 4 + [14] * 5 + [18] * 3 + [None] * 6
uneven[5] = 0
# A cohort of one unit, every unit its own cluster.
lone = [8] * 3 + [11] + [None] * 5
# Few units, for going through all assignments: 7!/(2! 1! 4!) = 105 of them.
few = [6, 6, 9, None, None, None, None]

rows = make("even", even, 24)
rows += make("uneven", uneven, 24, {(3, month) for month in range(14)}, 0.08)
rows += make("lone", lone, 18, cluster_of=lambda unit: unit)
rows += make("few", few, 14, cluster_of=lambda unit: unit)
rows += make("few_uneven", few, 14, share_missing=0.1, cluster_of=lambda unit: unit)
with open("panels.csv", "w") as file:
    file.write("panel,unit,month,outcome,start,weight,cluster\n")
    file.writelines(",".join(map(str, row)) + "\n" for row in rows)
