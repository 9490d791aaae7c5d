#!/usr/bin/env python3
"""Cheap patterns for random tables, found by HiGHS in the compact integer program: `make.py patterns.json [SECONDS]` (pip install highspy).

For each group under the minimum and each direction there is a change of the table that moves it far enough, and a figure may move only
if it is hidden (Fischetti and Salazar-Gonzalez 2000, without decomposition). It knows nothing of colluders and of sets that are no
groups, so what it finds may still fail an audit; the test asks the auditor. The tables are drawn as in ../it/least_cost.rs.
"""
import json
import sys
from math import log

import highspy

TABLES = 520
MINIMUM = 5
SHAPES = [[3, 3], [4, 4], [2, 2, 3], [5, 5], [3, 2, 3], [6, 5], [6, 8], [3, 3, 3], [3, 2, 4], [7, 7], [4, 2, 4], [6, 2, 3], [9, 9], [4, 3, 7],
          [10, 13]]
# How many of the tables have each shape, out of 52.
TURNS = [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9] * 3 + [10, 11, 12, 13]


class Numbers:
    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % limit


def table(number):
    """Respondents and invited of each atom, and the atoms of each group: every margin of the crossing, the whole first."""
    numbers = Numbers(1000 + number)
    shape = SHAPES[TURNS[number % len(TURNS)]]
    if number % 104 == 51:
        shape = SHAPES[14]
    count = 1
    for size in shape:
        count *= size
    atoms = []
    rare = 5 + numbers.below(5)
    for _ in range(count):
        respondents = 1 + numbers.below(4) if numbers.below(rare) == 0 else 5 + numbers.below(16)
        atoms.append((respondents, respondents + 4 + numbers.below(8)))
    places = []
    for atom in range(count):
        place = []
        for size in reversed(shape):
            place.insert(0, atom % size)
            atom //= size
        places.append(place)
    groups = []
    for kept in range(1 << len(shape)):
        axes = [axis for axis in range(len(shape)) if kept >> axis & 1]
        found = {}
        for atom, place in enumerate(places):
            found.setdefault(tuple(place[axis] for axis in axes), []).append(atom)
        groups += [found[key] for key in sorted(found)]
    return atoms, groups


def cheapest(atoms, groups, seconds):
    size = lambda group: sum(atoms[atom][0] for atom in group)
    small = [size(group) < MINIMUM for group in groups]
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)
    model.setOptionValue("time_limit", seconds)
    model.setOptionValue("mip_rel_gap", 1e-7)
    hidden = {}
    for at, group in enumerate(groups[1:], 1):
        if not small[at]:
            hidden[at] = model.addBinary(obj=log(1 + size(group)))
    for at, primary in enumerate(groups):
        if not small[at]:
            continue
        value = size(primary)
        room = sum(atoms[atom][1] for atom in primary) - value
        for needed in (min(max(value + 1, MINIMUM) - value, room), -min(1, value)):
            change = [model.addVariable(lb=-respondents, ub=invited - respondents) for respondents, invited in atoms]
            model.addConstr(sum(change[atom] for atom in primary) == needed)
            most = abs(needed)
            for other, group in enumerate(groups):
                if small[other]:
                    continue
                moved = sum(change[atom] for atom in group)
                if other == 0:
                    model.addConstr(moved == 0)
                else:
                    model.addConstr(moved - most * hidden[other] <= 0)
                    model.addConstr(moved + most * hidden[other] >= 0)
    model.minimize()
    values = model.getSolution().col_value
    if model.getInfo().primal_solution_status != 2:
        return None, False
    chosen = [at for at in hidden if values[hidden[at].index] > 0.5]
    return chosen, model.getModelStatus() == highspy.HighsModelStatus.kOptimal


def main():
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 20.0
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        for number in range(TABLES):
            chosen, is_least = cheapest(*table(number), seconds)
            line = json.dumps({"table": number, "hidden": chosen, "is_least": is_least}, separators=(",", ":"))
            print("[" if number == 0 else ",", line, sep="", file=out, flush=True)
        print("]", file=out)


if __name__ == "__main__":
    main()
