"""The smallest driver of the system's Firefox: WebDriver BiDi over aiohttp, which pywebpush brings along."""

import asyncio
import contextlib
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Coroutine
from pathlib import Path
from threading import Thread

import aiohttp

CALM = {
    "browser.shell.checkDefaultBrowser": False, "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.enabled": False, "browser.startup.page": 0, "toolkit.telemetry.reportingpolicy.firstRun": False,
    "network.captive-portal-service.enabled": False, "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,", "remote.active-protocols": 1, "browser.aboutwelcome.enabled": False,
}  # fmt: skip


def find_firefox() -> str | None:
    return os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")


def pushing_to(port: int) -> dict:
    """Preferences of a Firefox that gets its pushes from a service on this machine."""
    return {
        "dom.push.serverURL": f"ws://127.0.0.1:{port}/", "dom.push.testing.allowInsecureServerURL": True,
        "dom.push.enabled": True, "dom.push.connection.enabled": True, "dom.push.userAgentID": "",
        "dom.push.testing.ignorePermission": True, "permissions.default.desktop-notification": 1,
        "alerts.useSystemBackend": False,
    }  # fmt: skip


class Firefox:
    """A headless Firefox with a profile of its own; `close` ends it."""

    def __init__(self, preferences: dict):
        self._profile = Path(tempfile.mkdtemp(prefix="firefox-"))
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in (CALM | preferences).items()]
        (self._profile / "user.js").write_text("\n".join(lines), "utf-8")
        words = [
            find_firefox(),
            "--headless",
            "--no-remote",
            "--profile",
            str(self._profile),
            "--remote-debugging-port",
            "0",
        ]
        environ = os.environ | {"HOME": str(self._profile), "MOZ_HEADLESS": "1"}
        self._output = (self._profile / "output").open("w+")
        self._process = subprocess.Popen(words, stdout=self._output, stderr=subprocess.STDOUT, text=True, env=environ)
        self._loop, self._count = asyncio.new_event_loop(), 0
        self._thread = Thread(target=self._loop.run_forever, daemon=True)  # another browser's loop may run in this one
        self._thread.start()
        self._await(self._connect())
        self.command("session.new", capabilities={"alwaysMatch": {"acceptInsecureCerts": True}})
        self._tab = self.command("browsingContext.getTree")["contexts"][0]["context"]

    def _await(self, what: Coroutine):
        return asyncio.run_coroutine_threadsafe(what, self._loop).result()

    async def _connect(self) -> None:
        for _ in range(1200):
            found = re.search(r"WebDriver BiDi listening on (ws://\S+)", (self._profile / "output").read_text())
            if found:
                break
            await asyncio.sleep(0.05)
        assert found, "Firefox did not begin to listen."
        self._http = aiohttp.ClientSession()
        self._line = await self._http.ws_connect(f"{found[1]}/session", max_msg_size=0)

    def command(self, method: str, **values) -> dict:
        self._count += 1
        return self._await(self._ask({"id": self._count, "method": method, "params": values}))

    async def _ask(self, asked: dict) -> dict:
        await self._line.send_json(asked)
        while True:
            answer = await asyncio.wait_for(self._line.receive_json(), 60)
            if answer.get("id") == asked["id"]:
                assert answer["type"] == "success", f"{asked['method']}: {answer}"
                return answer["result"]

    def goto(self, address: str) -> None:
        self.command("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def run(self, expression: str):
        """The value of a JavaScript expression, awaited, as if a person had pressed something."""
        done = self.command(
            "script.evaluate", expression=f"(async () => JSON.stringify(await ({expression})) ?? 'null')()",
            target={"context": self._tab}, awaitPromise=True, resultOwnership="none", userActivation=True,
        )  # fmt: skip
        assert done["type"] == "success", done["exceptionDetails"]["text"]
        return json.loads(done["result"]["value"])

    def wait_for(self, expression: str, seconds: float = 30):
        """The value of the expression as soon as there is something in it."""
        script = f"""new Promise((done, failed) => {{
          const until = Date.now() + {seconds * 1000};
          const look = async () => {{
            const found = await ({expression});
            if (found && found.length !== 0) return done(found);
            if (Date.now() > until) return failed(new Error("waited too long"));
            setTimeout(look, 50);
          }};
          look();
        }})"""
        return self.run(script)

    def close(self) -> None:
        """Ask it to end; it may be gone before it answers, and is ended when a busy machine keeps it."""
        with contextlib.suppress(AssertionError, TimeoutError, TypeError, aiohttp.ClientError, ConnectionError):
            self.command("browser.close")
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._await(self._http.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._output.close()
        shutil.rmtree(self._profile, ignore_errors=True)
