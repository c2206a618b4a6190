"""Reads bounces: reports by RFC 3464, and the free-form ones of large providers."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from html import unescape

from services.notify.domain.bounce import BounceMail, BounceSense
from services.notify.domain.bounce_words import code_in, sense_of, tells_why
from shared.mail_address import WITHIN

HEADERS = ("text/rfc822-headers", "message/global-headers")
RETURNED = (*HEADERS, "message/rfc822", "message/global")
REPORTS = ("message/delivery-status", "message/global-delivery-status")
LONGEST_REASON = 500
LONGEST_SAID = 2000
MOST_NAMED = 20
LONGEST_TEXT = 64 * 1024
"""Bytes of a part that are read; a bounce says what it has to say at its beginning."""

_NOTICE = re.compile(r"\b([0-9a-f]{32})(?:\.\d{1,4})?@")
_ADDRESS = re.compile(WITHIN)
_DAEMONS = re.compile(
    r"(?:mail(?:er)?[-_.]?daemon|mdaemon|postmaster|post-?office|(?:double-)?bounces?|"
    r"microsoftexchange\w*|mail[-_.]?(?:delivery|system))(?:[+=_.-][^@]*)?@",
    re.IGNORECASE,
)
_NAMED_SO = re.compile(
    r"mail(?:er)?[ -](?:daemon|deliver|system)|postmaster|delivery (?:sub)?system|"
    r"邮件系统|系统退信|退信通知|郵件系統",
    re.IGNORECASE,
)
_SUBJECTS = re.compile(
    r"退信|退回|退件|(?:投递|发送|传递)失败|无法(?:送达|传递|投递)|未(?:能)?(?:送达|传递|投递)|"
    r"undeliver|not (?:be )?delivered|returned (?:mail|to sender)|(?:delivery|mail).{0,20}fail|"
    r"failure notice|delivery (?:status|report|notification)|mail system error|non-?delivery",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"(?:退信|失败|未送达|拒收)(?:的)?原因 ?[:：]?|\b(?:reason|error|diagnostic\w*) ?:",
    re.IGNORECASE,
)
_COPY = re.compile(
    r"^[>\s-]*(?:below this line is a copy|(?:this|here|included|attached) is (?:a|the) copy|"
    r"original message|the header|returned mail|unsent message|message headers? follow|"
    r"return-path ?:|received ?: (?:from|by)|dkim-signature ?:|原邮件内容|邮件原文|原始邮件内容)",
    re.IGNORECASE | re.MULTILINE,
)
"""Where what a server says ends, and what it returns of the mail begins."""

_QUOTED = re.compile(r"^[ \t>]*(?:subject|主[ \t]*题|主旨) *[:：].*$", re.IGNORECASE | re.MULTILINE)
_SYSTEMS = re.compile(
    r"(?:system|admin(?:istrator)?|no-?reply|imss|"
    r"[\w.-]{0,40}(?:smtp|mail)[-_]?(?:service|admin|gateway))@",
    re.IGNORECASE,
)
"""Names by which a server writes as well, and people do."""
_FAILURE = frozenset({"failed", "expired"})
_NO_FAILURE = frozenset({"delayed", "delivered", "relayed", "expanded"})
_ENCODED = frozenset({"base64", "quoted-printable"})
_TAGS = re.compile(r"<[^<>]{0,2000}>")


def read_bounce(raw: bytes) -> BounceMail | None:
    """What a server's mail says of a delivery that did not end well, or that nobody can tell.

    None for what is no server's word, and for a delivery that ended well or is still tried.
    """
    try:
        message = message_from_bytes(raw)
        reported = [block for block in _reports(message) if _outcome(block)]
        if reported:
            return _from_report(message, reported)
        return _from_text(message) if _comes_from_a_server(message) else None
    # A mail in a mail in a mail, without end, is nobody's bounce.
    except RecursionError:
        return None


def _reports(message: Message) -> Iterator[Message]:
    """The fields about each recipient."""
    for part in message.walk():
        if part.get_content_type() in REPORTS:
            yield from _blocks(part)


def _blocks(part: Message) -> list[Message]:
    """The groups of fields of a report, decoded where it was encoded against RFC 3464."""
    blocks = part.get_payload()
    if not isinstance(blocks, list):
        return []
    found = [block for block in blocks if isinstance(block, Message)]
    encoding = _header(part, "Content-Transfer-Encoding").strip().casefold()
    if encoding not in _ENCODED or any(_outcome(block) for block in found):
        return found
    carrier = Message()
    carrier["Content-Transfer-Encoding"] = encoding
    carrier.set_payload("\n".join(str(block.as_string()) for block in found))
    fields = re.split(rb"\r?\n[ \t]*\r?\n", _content(carrier))
    return [message_from_bytes(group.lstrip()) for group in fields]


def _outcome(block: Message) -> str | None:
    """`failed`, or what else came of it; by its status where no known action is told."""
    action = re.match(r"[a-z]*", _field(block, "Action").casefold())
    word = action[0] if action else ""
    if word in _FAILURE:
        return "failed"
    if word in _NO_FAILURE:
        return word
    status = re.match(r"[245](?=\.\d)", _field(block, "Status"))
    if status is None:
        return None
    return "failed" if status[0] == "5" else "delayed"


def _from_report(message: Message, reported: list[Message]) -> BounceMail | None:
    failed = [block for block in reported if _outcome(block) == "failed"]
    if not failed:
        return None
    block = failed[0]
    reason = _typed(_field(block, "Diagnostic-Code"))
    reason = reason or _field(block, "Status") or "no reason is told"
    named = (_field(each, f) for each in failed for f in ("Original-Recipient", "Final-Recipient"))
    recipients = tuple(dict.fromkeys(_typed(name).strip("<> ") for name in named if name))
    return _bounce(message, recipients or _addresses(message), reason, "failed")


def _typed(value: str) -> str:
    """A field behind its type, such as `rfc822;`; the whole of it where it tells none."""
    kind, mark, rest = value.partition(";")
    return rest.strip() if mark and " " not in kind.strip() else value.strip()


def _from_text(message: Message) -> BounceMail | None:
    said = _said(message)
    sense = sense_of(said)
    if sense == "unclear" and message.get("X-Failed-Recipients"):
        sense = "failed"
    if sense == "waits" or sense == "arrived":
        return None
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    reason = _reason_in(lines) or "no reason is told"
    return _bounce(message, _addresses(message), reason, sense)


def _said(message: Message) -> str:
    """What the server itself says: without what it returns of the mail."""
    texts = [_header(message, "Subject")]
    for part in _own_parts(message):
        text = _readable(part)
        copy = _COPY.search(text)
        texts.append(_QUOTED.sub("", text[: copy.start()] if copy else text))
    return "\n\n".join(texts)


def _own_parts(message: Message) -> Iterator[Message]:
    """The parts to be read, but for those of a mail within it."""
    if message.get_content_maintype() == "message":
        return
    if not message.is_multipart():
        if _is_text(message):
            yield message
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from _own_parts(part)


def _reason_in(lines: list[str]) -> str | None:
    """What stands behind or below the word for it; else the line with a code, or with the fact."""
    for i, line in enumerate(lines):
        if found := _REASON.search(line):
            behind = line[found.end() :].strip() or "".join(lines[i + 1 : i + 2])
            if behind:
                return behind
    coded = (line for line in lines[1:] if code_in(line) is not None)
    why = (line for line in (*lines[1:], *lines[:1]) if tells_why(line))
    return next(coded, None) or next(why, None)


def _addresses(message: Message) -> tuple[str, ...]:
    text = f"{_header(message, 'X-Failed-Recipients')}\n{_text_of(message)}"
    return tuple(dict.fromkeys(_ADDRESS.findall(text)))


def _bounce(
    message: Message, recipients: tuple[str, ...], reason: str, sense: BounceSense
) -> BounceMail:
    reason = " ".join(reason.split())[:LONGEST_REASON]
    returned = _returned_ids(message)
    return BounceMail(
        notices=tuple(_notices(message, returned)[:MOST_NAMED]),
        recipients=recipients[:MOST_NAMED],
        reason=reason,
        code=code_in(reason),
        text=_text_of(message),
        sense=sense,
        returns_a_mail=bool(returned),
        sender=" ".join(_header(message, "From").split())[:LONGEST_REASON],
        subject=" ".join(_header(message, "Subject").split())[:LONGEST_REASON],
        sent_at=_dated(message),
        said=_said(message).strip()[:LONGEST_SAID],
    )


def _dated(message: Message) -> datetime | None:
    """When it says that it was sent; None where it does not, or in no form of a date."""
    try:
        found = parsedate_to_datetime(_header(message, "Date"))
        return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _returned_ids(message: Message) -> list[str]:
    """The Message-ID of each mail that it returns."""
    return [
        str(value)
        for part in message.walk()
        if part is not message
        for name, value in _headers(part)
        if name.casefold() == "message-id"
    ]


def _notices(message: Message, returned: list[str]) -> list[str]:
    """The notices that it names: in what it returns of the mail, in its own headers, in its text.

    Its own Message-ID is that of the bounce.
    """
    own = [_header(message, name) for name in ("In-Reply-To", "References")]
    found = (
        match[1]
        for text in (*returned, *own, _text_of(message))
        for match in _NOTICE.finditer(text)
    )
    return list(dict.fromkeys(found))


def _headers(part: Message) -> list[tuple[str, object]]:
    if part.get_content_type() in HEADERS:
        return list(message_from_bytes(_content(part)).items())
    inner = part.get_payload()
    encoded = _header(part, "Content-Transfer-Encoding").strip().casefold() in _ENCODED
    if part.get_content_type() == "message/rfc822" and encoded and isinstance(inner, list):
        carrier = Message()
        carrier["Content-Transfer-Encoding"] = part["Content-Transfer-Encoding"]
        carrier.set_payload("\n".join(str(one) for one in inner))
        return list(message_from_bytes(_content(carrier).lstrip()).items())
    return list(part.items())


def _text_of(message: Message) -> str:
    """All that can be read in it, what it returns of the mail included, without tags."""
    texts = []
    for part in message.walk():
        texts.append(_header(part, "Subject"))
        if _is_text(part):
            texts.append(_readable(part))
    return "\n".join(texts)


def _is_text(part: Message) -> bool:
    return not part.is_multipart() and part.get_content_maintype() == "text"


def _readable(part: Message) -> str:
    text = _decoded(part)
    if part.get_content_type() == "text/html":
        return unescape(_TAGS.sub("\n", text)).replace("\xa0", " ")
    return text


def _decoded(part: Message) -> str:
    content = _content(part)[:LONGEST_TEXT]
    charsets = (part.get_content_charset() or "utf-8", "utf-8", "gb18030")
    for charset in charsets:
        try:
            return content.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("utf-8", "replace")


def _content(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _comes_from_a_server(message: Message) -> bool:
    """Whether it is a server's word on a mail; an automatic reply of a person is none."""
    name, address = parseaddr(_header(message, "From"))
    if _DAEMONS.match(address) or _NAMED_SO.search(name) or message.get("X-Failed-Recipients"):
        return True
    automatic = _header(message, "Auto-Submitted").casefold()
    if automatic.startswith("auto-replied"):
        return False
    if message.get_param("report-type") == "delivery-status":
        return True
    nobody_is_to_answer = _header(message, "Return-Path").strip() == "<>"
    by_itself = nobody_is_to_answer or automatic.startswith("auto-generated")
    returns = any(part.get_content_type() in RETURNED for part in message.walk())
    if by_itself and returns:
        return True
    may_be_one = by_itself or _SYSTEMS.match(address) is not None
    return may_be_one and _SUBJECTS.search(_header(message, "Subject")) is not None


def _field(block: Message, name: str) -> str:
    return " ".join(_header(block, name).split())


def _header(message: Message, name: str) -> str:
    """A header in plain text; empty when there is none."""
    given = str(message.get(name, ""))
    try:
        return str(make_header(decode_header(given)))
    except (HeaderParseError, LookupError, ValueError):
        return given
