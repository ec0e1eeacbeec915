"""The table of budgets, then every `tests/benchmarks/bench_*.py` with one line per thing measured.

    ./dev bench budgets                  the table only
    ./dev bench [words] [--times N]      only benchmarks whose name holds one of the words

A benchmark file has functions `bench_<what>(measure)`; each calls `measure("words for people", action)`
for every action it wants timed, after preparing what the action needs. Machines differ: compare only
numbers from one machine, taken side by side.
"""

import argparse
import importlib
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.benchmarks import budgets


def main() -> None:
    options = argparse.ArgumentParser(prog="./dev bench")
    options.add_argument("words", nargs="*", help="parts of names")
    options.add_argument("--times", type=int, default=30, help="how often each action runs")
    chosen = options.parse_args()

    if not chosen.words or "budgets" in chosen.words:
        budgets.table()

    def measure(name: str, action: Callable[[], object]) -> None:
        times = timings(action, chosen.times)
        slow = times[int(len(times) * 0.95)] if len(times) > 1 else times[0]
        print(f"{name:52} {milliseconds(median(times))} median {milliseconds(slow)} 95th", flush=True)

    for benchmark in find_benchmarks(chosen.words):
        benchmark(measure)


def find_benchmarks(words: list[str]) -> list[Callable[[Callable[..., None]], None]]:
    """All benchmark functions whose file or function name holds one of the words (or all)."""
    found = []
    for file in sorted(Path(__file__).parent.glob("bench_*.py")):
        module = importlib.import_module(f"tests.benchmarks.{file.stem}")
        for name, function in sorted(vars(module).items()):
            if name.startswith("bench_") and (not words or any(word in f"{file.stem} {name}" for word in words)):
                found.append(function)
    return found


def timings(action: Callable[[], object], times: int) -> list[float]:
    """Seconds of each run, sorted; one run before the first counted one fills the caches."""
    action()
    seconds = []
    for _ in range(times):
        started = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - started)
    return sorted(seconds)


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:9.2f} ms"


if __name__ == "__main__":
    main()
