"""A round of matching: time, memory and gap of the plan, beside greedy and first come, first served.

Each size runs once, in a process of its own, so that its memory is its own.
"""

import json
import subprocess
import sys

SIZES = ((1_000, 200, "5 s"), (10_000, 2_000, "60 s, 1 %"))
COLUMNS = ("children × groups", "seconds", "peak MiB", "placed", "worst", "score", "below bound", "budget")
_PROGRAM = """
import json, sys
from allemed.demo.round_bench import measure
from allemed.rounds.rules.problem import value
from allemed.rounds.rules.simple import best_first, first_come
result, problem, _solved = measure(int(sys.argv[1]), int(sys.argv[2]), 7)
others = {name: value(problem, plan(problem)) for name, plan in (("greedy", best_first), ("first come", first_come))}
print(json.dumps({"round": result, **others}))
"""


def bench_rounds(_measure) -> None:
    print("{:22}{:>9}{:>10}{:>8}{:>7}{:>9}{:>13}  {}".format(*COLUMNS))
    for children, groups, budget in SIZES:
        ran = subprocess.run(
            [sys.executable, "-c", _PROGRAM, str(children), str(groups)], capture_output=True, text=True, check=True
        )
        told = json.loads(ran.stdout)
        plan = told.pop("round")
        print(
            f"{f'{children:,} × {groups:,}':22}{plan['seconds']:9.1f}{plan['peak_mib']:10}{plan['placed']:8,}"
            f"{plan['worst']:7}{plan['score']:9,}{plan['gap']:13.3%}  {budget}",
            flush=True,
        )
        for name, (placed, worst, score) in told.items():
            below = (plan["bound"] - score) / plan["bound"]
            print(f"{'  ' + name:22}{'':9}{'':10}{placed:8,}{worst:7}{score:9,}{below:13.3%}")
