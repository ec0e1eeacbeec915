"""The coordinator's pages of promises in a municipality with 5,000 associations × 12 promises."""

import tempfile
from pathlib import Path

from tests.benchmarks.ledger import coordinator


def bench_ledger(measure):
    with tempfile.TemporaryDirectory() as folder:
        client = coordinator(Path(folder))
        first = next(part for part in client.get("/commitments").text.split('"') if part.startswith("/associations/"))
        pages = (
            "/commitments",
            "/commitments?page=40",
            "/commitments?show=overdue&level=condition",
            first,
            "/commitments/council",
        )
        for page in pages:
            name = page if page != first else "/associations/…/commitments"
            measure(f"60,000 promises: GET {name}", lambda page=page: client.get(page))
