"""What is sent around and beside the pages: headers, assets, downloads, foreign forms."""

import csv
import io
import json
import re
from urllib.parse import urlencode

import httpx
import pytest
from openpyxl import load_workbook

from tests.pages.apps import BOARD, ReviewWorld

FORM = "/review/lists/l-2019/objections"
TYPED = {
    "kind": "person",
    "objection": "o-" + "0" * 32,
    "entry": "7",
    "name": "张三",
    "phone": "0750-1234567",
    "employer": "江门某某公司",
    "signature": "张三",
    "facts": "专利权人并非申报单位。",
    "evidence": "专利登记簿副本。",
}
OWN = {"sec-fetch-site": "same-origin"}


async def test_a_page_lets_nothing_in_but_its_own_files(site: str) -> None:
    async with httpx.AsyncClient(base_url=site) as client:
        headers = (await client.get(f"{BOARD}?lang=en")).headers

    assert headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-language"] == "en"
    assert headers["vary"] == "Accept-Language"


@pytest.mark.parametrize("path", [BOARD, "/review/lists/l-2019", f"{FORM}/new"])
async def test_no_page_has_inline_style_or_script_or_an_outside_address(
    site: str, path: str
) -> None:
    async with httpx.AsyncClient(base_url=site) as client:
        html = (await client.get(path)).text

    assert re.findall(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", html) == []
    assert re.findall(r"(?:src|href)=\"(?:https?:)?//[^\"]*", html) == []


async def test_assets_are_named_by_content_and_kept_for_ever(site: str) -> None:
    async with httpx.AsyncClient(base_url=site) as client:
        html = (await client.get(BOARD)).text
        [style] = re.findall(r"/stats/static/laurel\.[0-9a-f]{12}\.css", html)
        served = await client.get(style)
        missing = await client.get("/stats/static/laurel.css")

    assert served.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert served.headers["content-type"] == "text/css; charset=utf-8"
    assert missing.status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"referer": "https://elsewhere.example/review/public/lists/jm-2019"},
        {"referer": "about:blank"},
        {"origin": "https://elsewhere.example", "referer": "http://{host}/"},
        {"sec-fetch-site": "cross-site", "referer": "http://{host}/"},
        {},
    ],
)
async def test_a_form_sent_from_elsewhere_is_refused_and_files_nothing(
    site: str, review: ReviewWorld, headers: dict[str, str]
) -> None:
    host = site.removeprefix("http://")
    sent = {name: value.format(host=host) for name, value in headers.items()}
    async with httpx.AsyncClient(base_url=site) as client:
        answer = await client.post(FORM, data=TYPED, headers=sent)

    assert answer.status_code == 403
    assert review.objections.filed == {}


async def test_the_same_form_sent_twice_is_filed_once_with_one_receipt(
    site: str, review: ReviewWorld
) -> None:
    async with httpx.AsyncClient(base_url=site) as client:
        answers = [await client.post(FORM, data=TYPED, headers=OWN) for _ in range(2)]

    receipt = f"{FORM}/{TYPED['objection']}?lang=zh"
    assert [(a.status_code, a.headers["location"]) for a in answers] == [(303, receipt)] * 2
    assert list(review.objections.filed) == [TYPED["objection"]]


async def test_another_objection_written_into_a_form_that_was_sent_is_filed_as_well(
    site: str, review: ReviewWorld
) -> None:
    edited = {**TYPED, "facts": f"{TYPED['facts']}另有一事。"}
    async with httpx.AsyncClient(base_url=site) as client:
        first = await client.post(FORM, data=TYPED, headers=OWN)
        second = await client.post(FORM, data=edited, headers=OWN)

    assert first.headers["location"] != second.headers["location"]
    filed = [objection.facts for objection in review.objections.filed.values()]
    assert filed == [TYPED["facts"], edited["facts"]]


async def test_a_browser_that_tells_only_the_origin_may_object(
    site: str, review: ReviewWorld
) -> None:
    async with httpx.AsyncClient(base_url=site) as client:
        answer = await client.post(FORM, data=TYPED, headers={"origin": site})

    assert answer.status_code == 303
    assert len(review.objections.filed) == 1


@pytest.mark.parametrize("told", [{}, {"origin": "null"}])
async def test_a_browser_that_tells_only_the_address_of_the_page_may_object(
    site: str, review: ReviewWorld, told: dict[str, str]
) -> None:
    async with httpx.AsyncClient(base_url=site) as client:
        page = {"referer": f"{site}{FORM}/new"}
        answer = await client.post(FORM, data=TYPED, headers=page | told)

    assert answer.status_code == 303
    assert len(review.objections.filed) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "gb18030"])
async def test_a_form_is_read_in_the_encoding_that_the_browser_was_told_to_use(
    site: str, review: ReviewWorld, encoding: str
) -> None:
    body = urlencode(TYPED, encoding=encoding)
    form = {"content-type": "application/x-www-form-urlencoded", **OWN}
    async with httpx.AsyncClient(base_url=site) as client:
        answer = await client.post(FORM, content=body, headers=form)

    assert answer.status_code == 303
    assert [each.facts for each in review.objections.filed.values()] == [TYPED["facts"]]


async def test_a_form_that_nobody_can_read_is_refused_and_files_nothing(
    site: str, review: ReviewWorld
) -> None:
    body = urlencode(TYPED) + "&evidence=%FF%FF"
    form = {"content-type": "application/x-www-form-urlencoded", **OWN}
    async with httpx.AsyncClient(base_url=site) as client:
        answer = await client.post(FORM, content=body, headers=form)

    assert (answer.status_code, "GB 18030" in answer.text) == (422, True)
    assert review.objections.filed == {}


@pytest.mark.parametrize("told", [{}, {"origin": "null"}])
async def test_who_says_nothing_of_the_page_is_told_what_to_do(
    site: str, told: dict[str, str]
) -> None:
    wanted = {"accept-language": "zh", "accept": "text/html", **told}
    async with httpx.AsyncClient(base_url=site) as client:
        answer = await client.post(FORM, data=TYPED, headers=wanted)

    assert (answer.status_code, "请更新浏览器" in answer.text) == (403, True)


async def test_a_form_too_large_or_without_its_number_is_refused(
    site: str, review: ReviewWorld
) -> None:
    large = {**TYPED, "facts": "x" * 70_000}
    unnumbered = {**TYPED, "objection": "mine"}
    async with httpx.AsyncClient(base_url=site) as client:
        answers = [await client.post(FORM, data=d, headers=OWN) for d in (large, unnumbered)]

    assert [answer.status_code for answer in answers] == [413, 422]
    assert review.objections.filed == {}


async def test_what_one_person_typed_is_kept_by_no_cache(site: str) -> None:
    async with httpx.AsyncClient(base_url=site) as client:
        answer = await client.post(FORM, data={**TYPED, "facts": ""}, headers=OWN)

    assert (answer.status_code, answer.headers["cache-control"]) == (422, "no-store")


@pytest.mark.parametrize(("encoding", "read"), [("utf-8", "utf-8-sig"), ("gb18030", "gb18030")])
async def test_the_figures_come_as_csv_in_either_encoding(
    site: str, encoding: str, read: str
) -> None:
    async with httpx.AsyncClient(base_url=site) as client:
        answer = await client.get(f"{BOARD}/figures.csv?lang=zh&encoding={encoding}")

    rows = {
        (r["table"], r["id"]): r for r in csv.DictReader(io.StringIO(answer.content.decode(read)))
    }
    rate = rows["measure", "pass_rate"]
    assert (rate["name"], rate["value"], rate["unit"]) == ("通过率", "80.5", "percent")
    assert (rate["numerator"], rate["denominator"]) == ("1128", "1401")
    hidden = rows["district", "taishan"]
    assert (hidden["value"], hidden["numerator"], hidden["denominator"]) == ("", "", "")


async def test_the_workbook_has_numbers_and_not_texts(site: str) -> None:
    async with httpx.AsyncClient(base_url=site) as client:
        answer = await client.get(f"{BOARD}/figures.xlsx?lang=en")

    [head, *rows] = load_workbook(io.BytesIO(answer.content))["figures"].iter_rows(values_only=True)
    found = {row[1]: dict(zip(head, row, strict=True)) for row in rows if row[0] == "measure"}
    assert found["recommended_yoy"]["value"] == 2.5
    assert (found["recommended_yoy"]["numerator"], found["recommended_yoy"]["denominator"]) == (
        1401,
        1367,
    )


async def test_the_figures_of_an_earlier_day_say_that_they_do_not_move(site: str) -> None:
    async with httpx.AsyncClient(base_url=site) as client:
        answer = await client.get(f"{BOARD}/figures.json?as_of=2019-08-30")

    assert json.loads(answer.content)["live"] is False


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/stats/board/gd-hightech-product-jiangmen/1999", 404),
        (f"{BOARD}?as_of=yesterday", 422),
        ("/review/lists/l-none", 404),
        (f"{FORM}/o-unknown", 404),
    ],
)
async def test_what_is_not_there_is_a_page_too(site: str, path: str, status: int) -> None:
    async with httpx.AsyncClient(base_url=site) as client:
        answer = await client.get(path)

    assert (answer.status_code, answer.headers["content-type"]) == (
        status,
        "text/html; charset=utf-8",
    )


BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("path", "status"),
    [("/stats/nosuch", 404), ("/review/nosuch", 404), (FORM, 405)],
)
async def test_a_browser_gets_a_page_and_a_program_a_problem_where_there_is_no_page(
    site: str, path: str, status: int
) -> None:
    async with httpx.AsyncClient(base_url=site) as client:
        page = await client.get(path, headers=BROWSER)
        problem = await client.get(path)

    assert (page.status_code, page.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert "/stats/static/" in page.text
    assert problem.status_code == status
    assert problem.headers["content-type"] == "application/problem+json"
    assert page.headers.get("allow") == problem.headers.get("allow") == ALLOWED[status]


ALLOWED = {404: None, 405: "POST"}


async def test_the_root_leads_to_the_overview(site: str) -> None:
    async with httpx.AsyncClient(base_url=site, follow_redirects=True) as client:
        answer = await client.get("/")

    assert (answer.status_code, answer.url.path) == (200, "/stats/")
