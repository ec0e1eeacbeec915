"""The app of a test on a port of this machine, with the rows that the test made."""

import contextlib
import threading
from dataclasses import replace

from werkzeug.serving import WSGIRequestHandler, make_server


class _Quiet(WSGIRequestHandler):
    def log_request(self, *_):
        pass


@contextlib.contextmanager
def served(app):
    """The address of the running app; its settings know that address meanwhile."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    address = f"http://localhost:{server.server_port}"
    before = app.extensions["allemed_settings"]
    app.extensions["allemed_settings"] = replace(before, base_url=address)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield address
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        app.extensions["allemed_settings"] = before


def complaints_of(page) -> list[str]:
    """What the browser complains of from now on: refused by the policy, or failed in a script."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on(
        "console",
        lambda line: found.append(line.text) if "Content Security" in line.text or "Trusted" in line.text else None,
    )
    return found
