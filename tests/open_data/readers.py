"""Programs of others that read what we publish. Those from npm are installed by `./dev test` into .venv/validators."""

import hashlib
import json
import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
import recurring_ical_events
import vobject
from icalendar import Calendar

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "tests" / "vendor"
INSTALLED = ROOT / ".venv" / "validators" / "node_modules"


def run_node(script: str, *words: str, given: dict | None = None):
    """What a script of tests/validators writes. The test is left out where Node or the packages are missing."""
    node = shutil.which("node")
    if not node or not INSTALLED.exists():
        pytest.skip("needs Node.js and npm: then ./dev test installs the validators")
    ran = subprocess.run(
        [node, ROOT / "tests" / "validators" / script, *words],
        input=json.dumps(given) if given else None,
        env={"PATH": os.environ["PATH"], "NODE_PATH": str(INSTALLED), "TZ": "America/New_York"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-2000:]
    return json.loads(ran.stdout)


def seed_cache(folder: Path) -> Path:
    """The one file that OpenActive's validator would fetch, where it looks first: no test reaches the network."""
    address = "https://openactive.io/activity-list"
    kept = {
        "errorCode": "error_none", "statusCode": 200, "url": address, "exception": None, "contentType": "application/json",
        "fetchTime": int(datetime.now(UTC).timestamp() * 1000),
        "data": json.loads((VENDOR / "openactive-activity-list.jsonld").read_text("utf-8")),
    }  # fmt: skip
    (folder / f"{hashlib.sha256(address.encode()).hexdigest()}.json").write_text(json.dumps(kept), "utf-8")
    return folder


def moments_by_reader(text: bytes, start: datetime, end: datetime) -> dict[str, list[datetime]]:
    """When the events of a calendar begin, in UTC, as each of four readers understands it."""
    given = {"text": text.decode(), "from": start.isoformat(), "until": end.isoformat()}
    by_node = run_node("read_calendar.cjs", given=given)
    return {
        "recurring-ical-events": _by_recurring_ical_events(text, start, end),
        "vobject": _by_vobject(text, start, end),
    } | {name: [datetime.fromisoformat(one) for one in found] for name, found in by_node.items()}


def _by_recurring_ical_events(text: bytes, start: datetime, end: datetime) -> list[datetime]:
    found = recurring_ical_events.of(Calendar.from_ical(text)).between(start, end)
    return sorted(one["DTSTART"].dt.astimezone(UTC) for one in found)


def _by_vobject(text: bytes, start: datetime, end: datetime) -> list[datetime]:
    """Its own clock is made from the VTIMEZONE in the file alone."""
    found = []
    for event in vobject.readOne(text.decode()).vevent_list:
        first = event.dtstart.value
        rules = event.getrruleset()
        moments = [first] if rules is None else [one for one in rules.between(start, end, inc=True)]
        found += [one.astimezone(UTC) for one in moments]
    return sorted(one for one in found if start <= one <= end)
