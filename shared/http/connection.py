"""A connection that nobody can hold open or fill: what uvicorn reads without a bound is bounded."""

import json
from asyncio import TimerHandle, Transport
from dataclasses import dataclass

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from shared.http import titles
from shared.http.problems import STATUS, TYPE_BASE
from shared.languages import preferred

HEAD_BYTES = 64 * 1024
"""Of the request line and all headers; a token and the cookies of other sites take some KB."""

HEADERS = 100
ADDRESS_BYTES = 8 * 1024

HEAD_WITHIN = 15.0
"""Seconds from the first byte of a request to the end of its headers."""

IDLE_AT_MOST = 30.0
"""Seconds without a byte of a body that is asked for."""

BODY_WITHIN = 900.0
"""Seconds for a whole body: the largest upload over a line of half a megabit."""


@dataclass(frozen=True, slots=True)
class _Fault:
    code: str
    en: str
    zh: str


TOO_SLOW = _Fault(
    "request-too-slow",
    f"The headers have to be here within {HEAD_WITHIN:.0f} seconds, a body within "
    f"{BODY_WITHIN / 60:.0f} minutes and without a pause of {IDLE_AT_MOST:.0f} seconds.",
    f"请求头须在 {HEAD_WITHIN:.0f} 秒内发完，正文须在 {BODY_WITHIN / 60:.0f} 分钟内发完，"
    f"中途停顿不得超过 {IDLE_AT_MOST:.0f} 秒。",
)
TOO_MUCH = _Fault(
    "headers-too-large",
    f"A request may have {HEADERS} headers and {HEAD_BYTES:,} bytes of them at most.",
    f"请求头最多 {HEADERS} 项、{HEAD_BYTES:,} 字节。",
)
TOO_LONG = _Fault(
    "address-too-long",
    f"An address may have {ADDRESS_BYTES:,} bytes at most.",
    f"地址最长 {ADDRESS_BYTES:,} 字节。",
)
NOT_ONE_HOST = _Fault(
    "malformed-request",
    "A request has exactly one header `Host`.",
    "请求须有且仅有一个 `Host` 头。",
)
NOT_CHUNKED = _Fault(
    "malformed-request",
    "The only transfer encoding that is taken is `chunked`, by itself.",
    "传输编码只接受单独的 `chunked`。",
)
NO_HTTP = _Fault(
    "malformed-request", "This is no HTTP request that can be read.", "无法读取该 HTTP 请求。"
)


class _Refused(Exception):
    """Ends the reading of a request from within the parser."""


class BoundedConnection(HttpToolsProtocol):
    """Answers with a problem document and closes as soon as a request is past a bound."""

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Begins to wait for the first request, which takes no longer than any other."""
        super().connection_made(transport)
        self._head = 0
        self._in_head = True
        self._fault = NO_HTTP
        self._ends: TimerHandle | None = None
        self._idle: TimerHandle | None = None
        self._wait(HEAD_WITHIN)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stops all waiting."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Counts what comes before the parser, which keeps an unfinished header however long.

        Behind a body there may be headers as well, and between its chunks what is no body.
        """
        if self._in_head and self._ends is None:
            self._wait(HEAD_WITHIN)
        elif self._idle is not None:
            self._wait_for_more()
        self._head += len(data)
        super().data_received(data)
        if self._head > HEAD_BYTES and not self.transport.is_closing():
            self._refuse(TOO_MUCH)

    def on_url(self, url: bytes) -> None:
        """Takes a part of the address."""
        super().on_url(url)
        if len(self.url) > ADDRESS_BYTES:
            self._stop(TOO_LONG)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Takes a header; what comes behind a body is none, since nothing checks it any more."""
        if not self._in_head:
            return
        super().on_header(name, value)
        if len(self.headers) > HEADERS:
            self._stop(TOO_MUCH)

    def on_headers_complete(self) -> None:
        """Lets a request in whose headers leave no doubt."""
        self._check_headers()
        self._in_head, self._head = False, 0
        self._stop_waiting()
        super().on_headers_complete()
        self._wait(BODY_WITHIN)
        self._wait_for_more()

    def on_body(self, body: bytes) -> None:
        """Takes a part of the body, which has a bound of its own."""
        self._head = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is whole; the next one begins with its headers."""
        self._stop_waiting()
        self._in_head, self._head = True, 0
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Tells what was wrong as a problem document."""
        self._refuse(self._fault)

    def _unsupported_upgrade_warning(self) -> None:
        """Says nothing: anybody may ask for a web socket, and is answered without one."""

    def _check_headers(self) -> None:
        if sum(len(name) + len(value) + 4 for name, value in self.headers) > HEAD_BYTES:
            self._stop(TOO_MUCH)
        hosts = sum(name == b"host" for name, _ in self.headers)
        if hosts > 1 or (hosts == 0 and self.parser.get_http_version() != "1.0"):
            self._stop(NOT_ONE_HOST)
        encodings = [value for name, value in self.headers if name == b"transfer-encoding"]
        if encodings and [value.strip().lower() for value in encodings] != [b"chunked"]:
            self._stop(NOT_CHUNKED)

    def _stop(self, fault: _Fault) -> None:
        self._fault = fault
        raise _Refused(fault.code)

    def _wait(self, seconds: float) -> None:
        self._ends = self.loop.call_later(seconds, self._too_slow)

    def _wait_for_more(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
        self._idle = self.loop.call_later(IDLE_AT_MOST, self._too_idle)

    def _stop_waiting(self) -> None:
        for timer in (self._ends, self._idle):
            if timer is not None:
                timer.cancel()
        self._ends = self._idle = None

    def _too_idle(self) -> None:
        # What is not asked for by now can't come.
        if self.flow.read_paused:
            self._wait_for_more()
        else:
            self._too_slow()

    def _too_slow(self) -> None:
        if self.transport.is_closing():
            return
        if self._in_head and not self._head:
            # Nothing was begun: a connection that somebody holds ready.
            self.transport.close()
        elif self._in_head or not self.cycle.response_started:
            self._refuse(TOO_SLOW)
        else:
            self.transport.close()

    def _refuse(self, fault: _Fault) -> None:
        self._stop_waiting()
        answered = self.cycle is not None and self.cycle.response_started
        if answered and not (self._in_head and self.cycle.response_complete):
            # An answer is on its way, or was given to this request: nothing may come in between.
            self.transport.close()
            return
        status = STATUS[fault.code][0]
        asked = next((v for k, v in self.headers or () if k == b"accept-language"), b"")
        language = preferred(asked.decode("latin-1"))
        body = {
            "type": TYPE_BASE + fault.code,
            "title": titles.ZH[fault.code] if language == "zh" else STATUS[fault.code][1],
            "status": status,
            "detail": fault.zh if language == "zh" else fault.en,
        }
        content = json.dumps(body, ensure_ascii=False).encode()
        head = (
            b"content-type: application/problem+json\r\ncontent-language: %b\r\n"
            b"x-content-type-options: nosniff\r\n"
            b"content-length: %d\r\nconnection: close\r\n\r\n"
        ) % (language.encode(), len(content))
        self.transport.write(STATUS_LINE[status] + head + content)
        self.transport.close()
