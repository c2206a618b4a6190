"""Reads bounces: reports by RFC 3464, and the free-form ones of large providers."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from html import unescape

from services.notify.domain.bounce import BounceMail

REPORTS = ("message/delivery-status", "message/global-delivery-status")
LONGEST_REASON = 500
MOST_NAMED = 20
LONGEST_TEXT = 64 * 1024
"""Bytes of a part that are read; a bounce says what it has to say at its beginning."""

_NOTICE = re.compile(r"\b([0-9a-f]{32})(?:\.\d{1,4})?@")
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}")
_CODE = re.compile(r"(?<![\d.:-])([45]\d\d)(?![\d.:])(?=[ ,\-])")
_ENHANCED = re.compile(r"(?<![\d.])([45])\.\d{1,3}\.\d{1,3}(?![\d.])")
_DAEMONS = re.compile(r"(?:mailer-daemon|postmaster|mail-?daemon|mdaemon|bounces?)@", re.IGNORECASE)
_SUBJECTS = re.compile(
    r"退信|退回|投递失败|发送失败|无法送达|未送达|"
    r"undeliver|not delivered|returned (?:mail|to sender)|(?:delivery|mail).{0,20}fail|"
    r"failure notice|delivery status|mail system error",
    re.IGNORECASE,
)
_DELAYED = re.compile(
    r"delayed|still (?:being )?(?:retried|trying)|could not send|延迟|仍在尝试", re.IGNORECASE
)
_FAILED = re.compile(
    r"does not exist|no such (?:user|mailbox|recipient)|user unknown|unknown user|not found|"
    r"undeliverable|could ?n[o']t be delivered|permanent|rejected|frequency limited|mailbox full|"
    r"不存在|无法送达|未能送达|被退回|退信原因|空间不足|已满|拒收|被拒|频率",
    re.IGNORECASE,
)
_REASON = re.compile(r"(?:退信|失败)原因 ?[:：]?|\breason ?:", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]{0,2000}>")


def read_bounce(raw: bytes) -> BounceMail | None:
    """What the mail says of a delivery that failed for good; None when it says of none."""
    try:
        message = message_from_bytes(raw)
        reported = list(_reports(message))
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
            blocks = part.get_payload()
            if isinstance(blocks, list):
                yield from (block for block in blocks if isinstance(block, Message))


def _from_report(message: Message, reported: list[Message]) -> BounceMail | None:
    failed = [block for block in reported if _field(block, "Action").casefold() == "failed"]
    if not failed:
        return None
    block = failed[0]
    reason = _field(block, "Diagnostic-Code").partition(";")[2].strip()
    reason = reason or _field(block, "Status") or "no reason is told"
    named = (_field(each, f) for each in failed for f in ("Original-Recipient", "Final-Recipient"))
    recipients = tuple(dict.fromkeys(name.partition(";")[2].strip() for name in named if name))
    return _bounce(message, recipients, reason)


def _from_text(message: Message) -> BounceMail | None:
    text = _text_of(message)
    if not _FAILED.search(text) or (_DELAYED.search(text) and not _CODE.search(text)):
        return None
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    reason = _reason_in(lines) or "no reason is told"
    return _bounce(message, tuple(dict.fromkeys(_ADDRESS.findall(text))), reason)


def _reason_in(lines: list[str]) -> str | None:
    """What stands behind or below the word for it; else the line with a code, or with the fact."""
    for i, line in enumerate(lines):
        if found := _REASON.search(line):
            behind = line[found.end() :].strip() or "".join(lines[i + 1 : i + 2])
            if behind:
                return behind
    coded = (line for line in lines if _CODE.search(f"{line} "))
    return next(coded, None) or next((line for line in lines if _FAILED.search(line)), None)


def _bounce(message: Message, recipients: tuple[str, ...], reason: str) -> BounceMail:
    reason = " ".join(reason.split())[:LONGEST_REASON]
    found, enhanced = _CODE.search(f"{reason} "), _ENHANCED.search(reason)
    code = int(found[1]) if found else int(f"{enhanced[1]}50") if enhanced else None
    notices = tuple(_notices(message)[:MOST_NAMED])
    return BounceMail(notices, recipients[:MOST_NAMED], reason, code, _text_of(message))


def _notices(message: Message) -> list[str]:
    """The notices that it names: in what it returns of the mail, in its own headers, in its text.

    Its own Message-ID is that of the bounce.
    """
    returned = [
        str(value)
        for part in message.walk()
        if part is not message
        for name, value in _headers(part)
        if name.casefold() == "message-id"
    ]
    own = [_header(message, name) for name in ("In-Reply-To", "References")]
    found = (
        match[1]
        for text in (*returned, *own, _text_of(message))
        for match in _NOTICE.finditer(text)
    )
    return list(dict.fromkeys(found))


def _headers(part: Message) -> list[tuple[str, object]]:
    if part.get_content_type() in ("text/rfc822-headers", "message/global-headers"):
        return list(message_from_bytes(_content(part)).items())
    return list(part.items())


def _text_of(message: Message) -> str:
    """All that can be read in it, what it returns of the mail included, without tags."""
    texts = []
    for part in message.walk():
        texts.append(_header(part, "Subject"))
        kind = part.get_content_type()
        if part.is_multipart() or not kind.startswith("text/"):
            continue
        text = _decoded(part)
        if kind == "text/html":
            text = unescape(_TAGS.sub("\n", text)).replace("\xa0", " ")
        texts.append(text)
    return "\n".join(texts)


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
    from_daemon = _DAEMONS.match(parseaddr(_header(message, "From"))[1]) is not None
    if from_daemon:
        return True
    if _header(message, "Auto-Submitted").casefold().startswith("auto-replied"):
        return False
    nobody_is_to_answer = _header(message, "Return-Path") == "<>"
    return nobody_is_to_answer and _SUBJECTS.search(_header(message, "Subject")) is not None


def _field(block: Message, name: str) -> str:
    return " ".join(_header(block, name).split())


def _header(message: Message, name: str) -> str:
    """A header in plain text; empty when there is none."""
    given = str(message.get(name, ""))
    try:
        return str(make_header(decode_header(given)))
    except (HeaderParseError, LookupError, ValueError):
        return given
