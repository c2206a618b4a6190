"""The feed for spreadsheets and for readers of feeds: the same outcomes in other forms."""

import csv
import io
from base64 import b64decode
from collections.abc import AsyncIterator
from xml.etree import ElementTree

import httpx
import pytest

from services.notify.api.agencies.as_csv import COLUMNS
from services.notify.api.agencies.negotiation import format_of
from tests.store.notify.feed_house import FEED, House, opened_house
from tests.unit.notify.outcomes import heard

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
async def house(mongo_uri: str, database: str) -> AsyncIterator[House]:
    async with opened_house(mongo_uri, database) as found:
        await found.add(2)
        yield found


async def get(house: House, **asked: str) -> httpx.Response:
    async with house.client() as http:
        answer = await http.get(FEED, params=asked)
    assert answer.status_code == 200, answer.text
    return answer


def lines(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(("charset", "codec"), [("utf-8", "utf-8-sig"), ("gb18030", "gb18030")])
async def test_a_spreadsheet_has_a_line_for_each(house: House, charset: str, codec: str) -> None:
    answer = await get(house, format="csv", charset=charset)
    assert answer.headers["content-type"] == f"text/csv; charset={charset}"
    first, second = lines(answer.content.decode(codec))
    assert tuple(first) == COLUMNS
    assert (first["enterprise_zh"], first["outcome"]) == ("江门某某科技有限公司", "recognised")
    after = (await get(house, after=first["cursor"])).json()["outcomes"]
    assert [each["subject"] for each in after] == [second["subject"]]


async def test_a_mark_by_which_spreadsheets_know_utf_8_begins_it(house: House) -> None:
    assert (await get(house, format="csv")).content.startswith(b"\xef\xbb\xbf")


async def test_no_name_is_run_as_a_formula(house: House) -> None:
    evil = {"zh": "=HYPERLINK(1)", "en": "@SUM(1)"}
    await house.outcomes.add([heard("outcome.recognised", "b", 4, enterprise=evil)])
    last = lines((await get(house, format="csv")).content.decode("utf-8-sig"))[-1]
    assert (last["enterprise_zh"], last["enterprise_en"]) == ("'=HYPERLINK(1)", "'@SUM(1)")


async def test_who_is_on_a_list_is_named_and_who_is_not_is_nobody(house: House) -> None:
    await house.outcomes.add(
        [
            heard("outcome.given", "b", 4),
            heard("outcome.given", "c", 4, listed=None, reason="below_standard"),
        ]
    )
    *_, listed, not_listed = lines((await get(house, format="csv")).content.decode("utf-8-sig"))
    assert listed["uscc"]
    assert (not_listed["uscc"], not_listed["reason"]) == ("", "below_standard")


async def test_a_feed_has_what_rfc_4287_asks_for(house: House) -> None:
    answer = await get(house, format="atom", limit="1")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    for part in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert part.findtext(ATOM + name)
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Laurel"
    ids = [each.text for each in feed.iter(f"{ATOM}id")]
    assert ids == ["tag:laurel.example,2026:outcomes", "tag:laurel.example,2026:review/a0/4"]


async def test_an_entry_of_a_feed_has_the_message_in_base64(house: House) -> None:
    feed = ElementTree.fromstring((await get(house, format="atom")).content)
    kept = [row.body for row in await house.outcomes.after(0, 10)]
    contents = feed.iterfind(f"{ATOM}entry/{ATOM}content")
    assert [b64decode(each.text or "") for each in contents] == kept


async def test_a_feed_leads_to_itself_and_on(house: House) -> None:
    feed = ElementTree.fromstring((await get(house, format="atom", limit="1")).content)
    links = {each.get("rel"): each.get("href") or "" for each in feed.iterfind(f"{ATOM}link")}
    assert links["self"] == f"{FEED}?format=atom&limit=1"
    async with house.client() as http:
        following = ElementTree.fromstring((await http.get(links["next"])).content)
    assert following.findtext(f"{ATOM}entry/{ATOM}id") == "tag:laurel.example,2026:review/a1/4"


@pytest.mark.parametrize(("language", "title"), [("zh-CN", "公开结果"), ("en", "Public outcomes")])
async def test_a_feed_speaks_its_readers_language(house: House, language: str, title: str) -> None:
    async with house.client() as http:
        asked = {"accept-language": language, "accept": "application/atom+xml"}
        answer = await http.get(FEED, headers=asked)
    assert ElementTree.fromstring(answer.content).findtext(f"{ATOM}title") == title


async def test_what_no_xml_may_have_breaks_no_feed(house: House) -> None:
    odd = {"zh": "某\x0b某", "en": "a\x0bb"}
    await house.outcomes.add([heard("outcome.recognised", "b", 4, enterprise=odd)])
    feed = ElementTree.fromstring((await get(house, format="atom")).content)
    *_, title = (each.text or "" for each in feed.iter(f"{ATOM}title"))
    assert "a\N{REPLACEMENT CHARACTER}b" in title


async def test_every_kind_has_a_title(house: House) -> None:
    kinds = ["recognised", "not-recognised", "given", "corrected", "revoked", "reinstated"]
    kinds += ["certificate-issued", "certificate-voided"]
    await house.outcomes.add([heard(f"outcome.{kind}", kind, 9) for kind in kinds])
    feed = ElementTree.fromstring((await get(house, format="atom")).content)
    assert len(feed.findall(f"{ATOM}entry")) == 2 + len(kinds)


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (None, "json"),
        ("*/*", "json"),
        ("application/json", "json"),
        ("text/csv", "csv"),
        ("application/atom+xml, */*;q=0.5", "atom"),
        ("text/csv;q=0.2, application/atom+xml;q=0.9", "atom"),
        ("text/csv;q=0.2, */*", "json"),
        ("image/png", "json"),
        ("text/csv;q=x", "json"),
    ],
)
def test_what_a_caller_likes_best_is_answered(accept: str | None, form: str) -> None:
    assert format_of(accept) == form
