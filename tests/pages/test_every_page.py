"""Each page in both languages, light and dark, on a desk and on a phone."""

from itertools import pairwise

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

from tests.pages.apps import BOARD
from tests.pages.conftest import Opens
from tests.pages.sample_list import WAITING

AXE = Axe().axe_script
FIND = """() => axe.run(document, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'],
}).then(found => found.violations.map(v => v.id + ' ' + v.nodes[0].html.slice(0, 120)))"""
PATHS = {
    "board": BOARD,
    "board of an earlier day": f"{BOARD}?as_of=2019-08-30",
    "board of a session": "/stats/board/shenzhen-innovation-records/23",
    "document": "/stats/documents/shenzhen-23",
    "documents of an interface": "/review/docs/",
    "documents of one operation": "/review/docs/?q=verdicts",
    "rounds": "/stats/",
    "activities": "/review/activities/hunan-key-new-products/2022",
    "lists": "/review/",
    "list under notice": "/review/lists/l-2019?q=13",
    "list, removed entries": "/review/lists/l-2019?district=taishan",
    "list, nothing found": "/review/lists/l-2019?q=nothing",
    "announced list": "/review/lists/l-done?cursor=100",
    "form for the number of a certificate": "/review/certificates",
    "certificate that holds": "/review/certificates/粤高品0002",
    "certificate that is void": "/review/certificates/粤高品0001",
    "objection of a person": "/review/lists/l-2019/objections/new?kind=person&entry=7",
    "objection to be verified": f"/review/lists/l-2019/objections/{WAITING}",
    "objection of an organisation": "/review/lists/l-done/objections/new?kind=organisation",
}
NARROWEST = 320


def in_language(path: str, lang: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}lang={lang}"


async def overflow(page: Page) -> int:
    """How many pixels stick out sideways on the narrowest phone."""
    await page.set_viewport_size({"width": NARROWEST, "height": 800})
    width: int = await page.evaluate("document.documentElement.scrollWidth")
    return max(0, width - NARROWEST)


async def violations(page: Page) -> list[str]:
    """What axe finds, in light and dark, wide and narrow."""
    found: list[str] = []
    await page.evaluate(AXE)
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme=scheme)
        for width in (1280, 390):
            await page.set_viewport_size({"width": width, "height": 900})
            found += [f"{scheme} {width}: {each}" for each in await page.evaluate(FIND)]
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS.keys())
async def test_a_page_is_accessible_and_fits_the_narrowest_phone(
    opens: Opens, path: str, lang: str
) -> None:
    page = await opens(in_language(path, lang))

    assert await violations(page) == []
    assert await overflow(page) == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_a_missing_page_says_so_accessibly_and_shows_a_way_on(
    opens: Opens, lang: str
) -> None:
    page = await opens(f"/review/lists/l-none?lang={lang}", quiet=False)

    assert await violations(page) == []
    title = {"zh": "没有找到这个页面", "en": "There is no such page"}[lang]
    assert await page.locator("h1").inner_text() == title
    assert await page.locator("main a[href^='/review/']").count() == 1
    assert len(await page.locator("main code").inner_text()) == 32


async def test_the_other_language_is_one_link_away_and_keeps_the_place(opens: Opens) -> None:
    page = await opens("/review/lists/l-2019?q=13&lang=zh")

    await page.get_by_role("link", name="English").click()

    assert await page.locator("html").get_attribute("lang") == "en"
    assert await page.get_by_label("Enterprise or product").input_value() == "13"


@pytest.mark.parametrize(("asked", "lang"), [("en-GB", "en"), ("zh-CN", "zh-CN"), ("de", "zh-CN")])
async def test_without_a_choice_the_browser_decides(opens: Opens, asked: str, lang: str) -> None:
    page = await opens("/stats/", locale=asked)

    assert await page.locator("html").get_attribute("lang") == lang


@pytest.mark.parametrize("width", [320, 390, 640, 961, 1280])
async def test_the_days_under_the_chart_are_told_apart(opens: Opens, width: int) -> None:
    page = await opens(f"{BOARD}?lang=zh", viewport={"width": width, "height": 900})

    boxes = [await each.bounding_box() for each in await page.locator(".lines .under").all()]
    shown = [(box["x"], box["x"] + box["width"]) for box in boxes if box is not None]
    assert len(shown) >= 2
    assert all(end < start for (_, end), (start, _) in pairwise(shown))
