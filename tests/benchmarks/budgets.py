"""The promises to a family with an old phone and a poor network, as a table: what must be, what was measured."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.benchmarks import bench_search, ledger, phone, server
from tests.benchmarks.served import LARGE, SMALL, town

LANGUAGE, TIMES = "ar", 5


@dataclass(frozen=True)
class Row:
    what: str
    must_be: str
    measured: str
    holds: bool


def table() -> None:
    """Measure everything and print one line for each promise as soon as it is known."""
    print(f"CPU {phone.SLOWER}x slower, {phone.LATENCY} ms, 400 kbit/s, Arabic, 30 cards, median of {TIMES}\n")
    print(f"{'what':44} {'must be':>20} {'measured':>24}  ok")
    for row in rows():
        print(f"{row.what:44} {row.must_be:>20} {row.measured:>24}  {'yes' if row.holds else 'NO'}", flush=True)


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        yield from _on_a_phone(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        yield from _on_the_server(Path(folder))


def _at_most(what: str, limit: float, value: float, unit: str = "", digits: int = 2) -> Row:
    number = f"{value:,.{digits}f}"
    return Row(what, f"≤ {limit:,g}{unit}", f"{number}{unit}", value <= limit)


def _on_a_phone(folder: Path) -> Iterator[Row]:
    with town(folder, SMALL) as address, phone.chromium() as browser:
        phone.first_visits(browser, address, LANGUAGE, 1)  # the server has seen everything once
        first = phone.first_visits(browser, address, LANGUAGE, TIMES)
        one = first[-1]
        host = urlsplit(address).netloc
        foreign = [asked for asked in one.sizes if urlsplit(asked).netloc != host]
        fonts = [asked for asked in one.sizes if ".woff" in asked]
        yield _at_most("page and style of the first paint", 14_000, one.page, " bytes", 0)
        yield _at_most("whole first visit", 45_000, sum(one.sizes.values()), " bytes", 0)
        yield _at_most("requests of the first visit", 7, len(one.sizes), "", 0)
        yield _at_most("web fonts and foreign hosts", 0, len(foreign) + len(fonts), "", 0)
        yield _at_most("first contentful paint", 0.8, phone.middle(first, "first_paint"), " s")
        yield _at_most("largest contentful paint", 0.9, phone.middle(first, "largest_paint"), " s")
        yield _at_most("layout shift", 0.05, phone.middle(first, "shift"), "", 3)
        yield _at_most("blocking time", 100, phone.middle(first, "blocked") * 1000, " ms", 0)
        second = phone.second_visits(browser, address, LANGUAGE, TIMES)
        asked = {urlsplit(one).path for _visit, all_asked in second for one in all_asked}
        yield Row(
            "second visit: asked of the network", "the list", ", ".join(sorted(asked)) or "nothing", asked <= {"/"}
        )
        largest = phone.middle([visit for visit, _asked in second], "largest_paint")
        yield _at_most("second visit: largest contentful paint", 0.5, largest, " s")


def _on_the_server(folder: Path) -> Iterator[Row]:
    work = server.in_process(folder, LARGE)
    times = {name: f"{work[name]:.2f} ms, {work[name] / work['bare']:.1f} × Jinja" for name in work}
    yield Row("fresh page, 12,000 activities", "≤ 5 ms", times["fresh"], work["fresh"] <= 5)
    yield Row("unchanged page", "≤ 0.5 ms", times["unchanged"], work["unchanged"] <= 0.5)
    yield Row("page that the browser has (304)", "≤ 0.5 ms", times["known"], work["known"] <= 0.5)
    client = ledger.coordinator(folder)
    overview = server.work(lambda: client.get("/commitments"), times=20)
    yield _at_most("overview, 5,000 associations × 12 promises", 200, overview, " ms", 0)
    for name, action in bench_search.searches(folder):
        yield _at_most(f"search for {name}, 12,000 groups", 100, server.work(action, times=20), " ms", 0)
    load = server.under_load(folder, LARGE)
    hello = f"× hello ({load['hello']:,.0f}/s)"
    for name, share in (("unchanged", 0.9), ("fresh", 0.06)):
        measured = f"{load[name]:.2f} {hello}"
        yield Row(f"two workers under load, {name} page", f"≥ {share} × hello", measured, load[name] >= share)
