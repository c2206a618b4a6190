"""Outcomes as an Atom feed (RFC 4287), for whoever has a reader of feeds."""

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from services.notify.domain.agencies.public_outcome import PublicOutcome
from services.notify.usecases.agencies.read_outcomes import OutcomePage
from shared.values import Bilingual

ATOM = "http://www.w3.org/2005/Atom"
BEGAN = "1970-01-01T00:00:00+00:00"
"""When a feed was updated that has nothing in it yet."""

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML may have, however written (XML 1.0, 2.2)."""

TITLE = Bilingual(zh="公开结果", en="Public outcomes")
SAID: Mapping[str, Bilingual] = {
    "laurel.outcome.recognised.v1": Bilingual(zh="认定", en="Recognised"),
    "laurel.outcome.not-recognised.v1": Bilingual(zh="未予认定", en="Not recognised"),
    "laurel.outcome.given.v1": Bilingual(zh="结果", en="Outcome"),
    "laurel.outcome.corrected.v1": Bilingual(zh="更正", en="Corrected"),
    "laurel.outcome.revoked.v1": Bilingual(zh="撤销认定", en="Revoked"),
    "laurel.outcome.reinstated.v1": Bilingual(zh="恢复认定", en="Reinstated"),
    "laurel.outcome.certificate-issued.v1": Bilingual(zh="颁发证牌", en="Certificate issued"),
    "laurel.outcome.certificate-voided.v1": Bilingual(zh="证牌作废", en="Certificate void"),
}


def as_atom(page: OutcomePage, language: str, this: str, following: str | None) -> bytes:
    """The page as a feed; `this` and `following` are where it and the next one are."""
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": language})
    _add(feed, "id", _iri("outcomes"))
    _add(feed, "title", TITLE.in_language(language))
    _add(feed, "updated", BEGAN if page.last is None else page.last.time.isoformat())
    _add(SubElement(feed, "author"), "name", "Laurel")
    SubElement(feed, "link", rel="self", href=this, type="application/atom+xml")
    if following is not None:
        SubElement(feed, "link", rel="next", href=following, type="application/atom+xml")
    for outcome in page.rows:
        _one(feed, outcome, language)
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))


def _one(feed: Element, outcome: PublicOutcome, language: str) -> None:
    data = json.loads(outcome.body)["data"]
    one = SubElement(feed, "entry")
    _add(one, "id", _iri(outcome.id))
    _add(one, "title", _title(outcome.type, data, language))
    _add(one, "updated", outcome.time.isoformat())
    SubElement(one, "category", term=outcome.type)
    _add(one, "summary", data["number"])
    # What is neither text nor XML stands there in Base64 (4.1.3.3).
    _add(one, "content", b64encode(outcome.body).decode(), type="application/cloudevents+json")


def _title(kind: str, data: Mapping[str, Any], language: str) -> str:
    said = data.get("outcome_name") or SAID[kind].model_dump()
    named = {**data, **(data.get("listed") or {})}
    names = [named[field][language] for field in ("enterprise", "product") if field in named]
    return " · ".join([said[language], *(names or [data["number"]])])


def _iri(path: str) -> str:
    """An id that stays what it is wherever the feed is read from."""
    return f"tag:laurel.example,2026:{quote(path)}"


def _add(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
