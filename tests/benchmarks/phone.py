"""A slow phone on a slow network (Chromium's own emulation), opening the families' list for the first and second time."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median

os.environ.setdefault("PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS", "1")  # what the worker asks for counts, too
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

SLOWER, LATENCY, BYTES_A_SECOND = 4, 400, 400_000 // 8
NETWORK = {
    "offline": False,
    "latency": LATENCY,
    "downloadThroughput": BYTES_A_SECOND,
    "uploadThroughput": BYTES_A_SECOND,
}
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
WATCH = """() => {
  window.seen = { lcp: 0, cls: 0, long: [] };
  const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("largest-contentful-paint", (one) => { seen.lcp = one.startTime; });
  watch("layout-shift", (one) => { if (!one.hadRecentInput) seen.cls += one.value; });
  watch("longtask", (one) => { seen.long.push([one.startTime, one.duration]); });
}"""
READ = """() => ({
  ...window.seen,
  fcp: performance.getEntriesByName("first-contentful-paint")[0].startTime,
})"""


@dataclass
class Visit:
    """What one opening of the page cost. Times in seconds, sizes in bytes as they went over the line."""

    page: int = 0
    sizes: dict[str, int] = field(default_factory=dict)
    first_paint: float = 0
    largest_paint: float = 0
    shift: float = 0
    blocked: float = 0


@contextmanager
def chromium() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-background-networking"])
        yield browser
        browser.close()


def new_phone(browser: Browser, language: str) -> BrowserContext:
    context = browser.new_context(**PHONE, locale=language)
    context.add_init_script(f"({WATCH})()")
    return context


def open_page(context: BrowserContext, address: str) -> tuple[Visit, Page]:
    """Open `address` on a slow phone; counts what came over the line until `load`."""
    page = context.new_page()
    control = context.new_cdp_session(page)
    control.send("Network.enable")
    control.send("Network.emulateNetworkConditions", NETWORK)
    control.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    visit, asked = Visit(), {}
    control.on("Network.requestWillBeSent", lambda e: asked.update({e["requestId"]: e["request"]["url"]}))
    control.on("Network.requestServedFromCache", lambda e: asked.pop(e["requestId"], None))

    def note_kept(event):
        if event["response"].get("fromServiceWorker") or event["response"].get("fromDiskCache"):
            asked.pop(event["requestId"], None)

    def note_size(event):
        if event["requestId"] in asked:
            visit.sizes[asked[event["requestId"]]] = int(event["encodedDataLength"])

    control.on("Network.responseReceived", note_kept)
    control.on("Network.loadingFinished", note_size)
    answer = page.goto(address, wait_until="load")
    visit.page = int(answer.headers.get("content-length", 0))
    sizes = dict(visit.sizes)
    page.wait_for_timeout(1500)  # the largest paint is known when nothing larger comes
    seen = page.evaluate(READ)
    visit.sizes, visit.shift = sizes, seen["cls"]
    visit.first_paint, visit.largest_paint = seen["fcp"] / 1000, seen["lcp"] / 1000
    visit.blocked = sum(max(0, length - 50) for start, length in seen["long"] if start >= seen["fcp"]) / 1000
    return visit, page


def slow_worker(browser: Browser) -> None:
    """The same slow network for what the service worker fetches: the page's emulation does not reach it."""
    control = browser.new_browser_cdp_session()
    for target in control.send("Target.getTargets", {"filter": [{}]})["targetInfos"]:
        if target["type"] != "service_worker":
            continue
        inner = control.send("Target.attachToTarget", {"targetId": target["targetId"], "flatten": False})["sessionId"]
        for number, (method, values) in enumerate(
            (("Network.enable", {}), ("Network.emulateNetworkConditions", NETWORK))
        ):
            message = json.dumps({"id": number + 1, "method": method, "params": values})
            control.send("Target.sendMessageToTarget", {"sessionId": inner, "message": message})


def first_visits(browser: Browser, address: str, language: str, times: int) -> list[Visit]:
    """So many first visits, each with a phone that was never there."""
    visits = []
    for _ in range(times):
        context = new_phone(browser, language)
        visits.append(open_page(context, address)[0])
        context.close()
    return visits


def second_visits(browser: Browser, address: str, language: str, times: int) -> list[tuple[Visit, list[str]]]:
    """So many second visits on a phone that has the worker, each with the addresses asked of the network."""
    context = new_phone(browser, language)
    page = context.new_page()
    page.goto(address)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    page.reload()
    page.wait_for_timeout(2000)  # everything is in its place
    page.close()
    visits = []
    for _ in range(times):
        slow_worker(browser)
        of_worker: list[str] = []
        note = lambda request, asked=of_worker: asked.append(request.url) if request.service_worker else None  # noqa: E731
        context.on("request", note)
        visit, page = open_page(context, address)
        context.remove_listener("request", note)
        page.close()
        visits.append((visit, [*visit.sizes, *of_worker]))
    context.close()
    return visits


def middle(visits: list[Visit], name: str) -> float:
    return median(getattr(visit, name) for visit in visits)
