"""Where an agency wants outcomes to be sent: an address on the web, read without any leniency.

What one program reads as a name another reads as a number (`0x7f.1`, `2130706433`, `127.1`), so
that only the one way to write an address is taken.
"""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from typing import Literal, cast

from services.notify.domain.agencies.reach import Address, Reach
from services.notify.domain.refusals import WrongFields
from shared.errors import FieldError

LONGEST = 2000
"""Characters of an address."""

TLS_PORT, PLAIN_PORT, FREE_FROM = 443, 80, 1024

_PARTS = re.compile(
    r"(?P<scheme>https?)://(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)"
    r"(?::(?P<port>[1-9][0-9]{0,4}))?(?P<path>(?:[/?][\x21\x22\x24-\x5b\x5d-\x7e]*)?)"
)
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")


@dataclass(frozen=True, slots=True)
class Receiver:
    """Its parts; `host` is a name in small letters or an address, without brackets."""

    scheme: Literal["https", "http"]
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        """The address, written in the one way."""
        usual = TLS_PORT if self.scheme == "https" else PLAIN_PORT
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}{'' if self.port == usual else f':{self.port}'}{self.path}"


def receiver_at(url: str, reach: Reach) -> Receiver:
    """The receiver at this address. Raises WrongFields, saying why it can't be one."""
    parts = _PARTS.fullmatch(url) if len(url) <= LONGEST else None
    if parts is None:
        raise _wrong(
            "must be an address such as https://receiver.example.cn/hook, without a login and "
            f"without a part after #, of {LONGEST:,} ASCII characters at most",
            "须为形如 https://receiver.example.cn/hook 的地址，不含登录名和 # 之后的部分，"
            f"最多 {LONGEST:,} 个 ASCII 字符",
        )
    scheme = cast(Literal["https", "http"], parts["scheme"])
    if scheme == "http" and not reach.plain:
        raise _wrong("must begin with https://", "须以 https:// 开头")
    port = int(parts["port"] or (TLS_PORT if scheme == "https" else PLAIN_PORT))
    usual = {TLS_PORT, PLAIN_PORT} if reach.plain else {TLS_PORT}
    if port not in usual and not FREE_FROM <= port <= 65535:
        raise _wrong(
            f"must have the port {TLS_PORT} or one from {FREE_FROM} to 65535",
            f"端口须为 {TLS_PORT}，或在 {FREE_FROM} 至 65535 之间",
        )
    host = _host(parts["host"].lower(), reach)
    path = parts["path"]
    return Receiver(scheme, host, port, path if path.startswith("/") else f"/{path}")


def literal(host: str) -> Address | None:
    """The address that stands there instead of a name; None for a name."""
    try:
        return IPv6Address(host) if ":" in host else IPv4Address(host)
    except ValueError:
        return None


def _host(host: str, reach: Reach) -> str:
    bare = host.strip("[]")
    labels = bare.split(".")
    if host.startswith("[") or _NUMBER.fullmatch(labels[-1]):
        address = literal(bare)
        if address is None or host.startswith("[") != (address.version == 6):
            raise _wrong(
                "must have a host name, or an address in its usual form, such as 198.51.100.7",
                "主机须为域名，或以通常写法书写的地址，例如 198.51.100.7",
            )
        if why := reach.fault(address):
            raise _wrong(
                f"leads to an address that nothing is sent to: {why}",
                "所指地址不可用于接收：不是公网可达的地址",
            )
        return str(address)
    if len(bare) > 253 or not all(map(_LABEL.fullmatch, labels)):
        raise _wrong(
            "must have a host name without a dot at its end; write names in other scripts as xn--…",
            "主机须为末尾不带点的域名；非 ASCII 域名请写成 xn--… 的形式",
        )
    return bare


def _wrong(en: str, zh: str) -> WrongFields:
    return WrongFields([FieldError("url", en, zh)])
