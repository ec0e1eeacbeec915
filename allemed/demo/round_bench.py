"""An invented round, planned and measured: `allemed round-bench`.

What `--write FILE` writes is one JSON object that another solver can check:

    {"groups":   {"g0": 5, …}                   group -> seats
     "children": {"c0": {"g3": 71, …}, …}       child -> group it may be in (no hard limit crossed) -> fit, 1–100
     "together": [["c0", "c1"], …]              pairs that wish to be in the same group
     "together_counts": 20                      what one such pair in the same group adds to the score
     "plan":     {"c0": "g3", …}                child -> group; who is missing has no place
     "result":   {"seconds": …, "peak_mib": …, "placed": …, "most": …, "worst": …, "score": …, "bound": …, "gap": …}}

Plans are compared in this order: the number of children placed; the lowest fit among them (`worst`); the score, which
is the sum of their fits plus `together_counts` for each pair in one group. `most` is the proven largest number that can
be placed, `worst` the proven best lowest fit with that many, `bound` a proven upper limit of the score with both of
these kept, and `gap` = (bound − score) / bound. `seconds` holds stating the problem by the rules of matching and
solving it.
"""

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from allemed.demo.round_towns import TODAY, invent
from allemed.rounds.gateway import Solved, solve
from allemed.rounds.rules.problem import TOGETHER, Problem, gap
from allemed.rounds.rules.stating import state

SMALL, SECONDS_FOR_SMALL, SECONDS_FOR_LARGE = 2_000, 4.0, 50.0  # stating included


def measure(children: int, groups: int, seed: int) -> tuple[dict[str, Any], Problem, Solved]:
    """Invent a round, state it, plan it: what it took and gave, the problem, and the plan."""
    wishes, spots, pairs = invent(children, groups, seed)
    began = time.perf_counter()
    problem = Problem({spot.activity_id: spot.free for spot in spots}, state(wishes, spots, TODAY).fits, pairs)
    left = (SECONDS_FOR_SMALL if children <= SMALL else SECONDS_FOR_LARGE) - (time.perf_counter() - began)
    solved = solve(problem, seconds=max(1.0, left))
    result = {
        "seconds": round(time.perf_counter() - began, 2),
        "peak_mib": peak_mib(),
        "placed": len(solved.plan),
        "score": solved.score,
        "bound": solved.bound,
        "gap": round(gap(solved.score, solved.bound), 6),
        "most": solved.most,
        "worst": solved.worst,
    }
    return result, problem, solved


def peak_mib() -> int:
    """The most memory this process has held so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / 1024**2 if sys.platform == "darwin" else peak / 1024)


def write(path: Path, problem: Problem, solved: Solved, result: dict[str, Any]) -> None:
    """The instance and the plan, as this file's head describes them."""
    content = {
        "groups": problem.seats, "children": problem.fits, "together": problem.pairs, "together_counts": TOGETHER,
        "plan": solved.plan, "result": result,
    }  # fmt: skip
    path.write_text(json.dumps(content) + "\n")
