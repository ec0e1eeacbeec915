"""A push service on this machine for a real Firefox: Mozilla's WebSocket protocol on one side, RFC 8030 on the other."""

import asyncio
import base64
import json
import threading
import uuid

from aiohttp import WSMsgType, web


class LocalPushService:
    """`start()` it; `posts` counts what was sent to it, `acks` what browsers say they have shown or read."""

    def __init__(self):
        self.channels: dict[str, tuple[str, str]] = {}  # token in the endpoint -> (channel, browser)
        self.browsers: dict[str, web.WebSocketResponse] = {}
        self.posts, self.acks = 0, 0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> "LocalPushService":
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self) -> None:
        self._loop.run_until_complete(self._serve())
        self._loop.run_forever()
        self._loop.run_until_complete(self._runner.cleanup())
        self._loop.close()

    async def _serve(self) -> None:
        app = web.Application()
        app.add_routes([web.get("/", self._listen), web.post("/wpush/v2/{token}", self._take)])
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = site._server.sockets[0].getsockname()[1]
        self._ready.set()

    async def _listen(self, request: web.Request) -> web.WebSocketResponse:
        line, browser = web.WebSocketResponse(protocols=("push-notification",)), ""
        await line.prepare(request)
        async for message in line:
            said = json.loads(message.data or "{}") if message.type == WSMsgType.TEXT else None
            if said == {}:
                await line.send_str("{}")
            elif said:
                browser = await self._answer(line, said, browser)
        return line

    async def _answer(self, line: web.WebSocketResponse, said: dict, browser: str) -> str:
        kind = said.get("messageType")
        if kind == "hello":
            browser = said.get("uaid") or uuid.uuid4().hex
            self.browsers[browser] = line
            await line.send_json(
                {"messageType": kind, "uaid": browser, "status": 200, "use_webpush": True, "broadcasts": {}}
            )
        elif kind == "register":
            token = uuid.uuid4().hex
            self.channels[token] = said["channelID"], browser
            endpoint = f"http://127.0.0.1:{self.port}/wpush/v2/{token}"
            await line.send_json(
                {"messageType": kind, "channelID": said["channelID"], "status": 200, "pushEndpoint": endpoint}
            )
        elif kind == "unregister":
            self.channels = {t: known for t, known in self.channels.items() if known[0] != said["channelID"]}
            await line.send_json({"messageType": kind, "channelID": said["channelID"], "status": 200})
        elif kind == "ack":
            self.acks += len(said.get("updates", []))
        return browser

    async def _take(self, request: web.Request) -> web.Response:
        token, body = request.match_info["token"], await request.read()
        self.posts += 1
        if token not in self.channels:
            return web.json_response({"code": 410, "errno": 106}, status=410)
        if not request.headers.get("Authorization", "").startswith("vapid ") or "TTL" not in request.headers:
            return web.json_response({"code": 401}, status=401)
        channel, browser = self.channels[token]
        data = base64.urlsafe_b64encode(body).rstrip(b"=").decode()
        headers = {"encoding": request.headers["Content-Encoding"]}
        news = {
            "messageType": "notification",
            "channelID": channel,
            "version": uuid.uuid4().hex,
            "data": data,
            "headers": headers,
        }
        await self.browsers[browser].send_json(news)
        return web.Response(status=201, headers={"Location": f"/m/{uuid.uuid4().hex}", "TTL": request.headers["TTL"]})
