"""Everything can be reached and done by keyboard alone."""

import pytest
from playwright.async_api import Page, expect

from tests.pages.apps import BOARD
from tests.pages.conftest import Opens
from tests.pages.sample_list import WAITING

FOCUSED = """() => {
  const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
  return {tag: e.tagName, outline: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
          inside: r.width > 0 && r.top >= -1 && r.left >= -1};
}"""


async def tabs(page: Page) -> list[dict[str, object]]:
    """What Tab visits, in order, until it leaves the page."""
    visited: list[dict[str, object]] = []
    for _ in range(60):
        await page.keyboard.press("Tab")
        focused = await page.evaluate(FOCUSED)
        if focused["tag"] == "BODY":
            break
        visited.append(focused)
    return visited


async def test_the_first_tab_shows_a_link_that_skips_to_the_content(opens: Opens) -> None:
    page = await opens(f"{BOARD}?lang=en")

    await page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    box = await skip.bounding_box()
    assert box is not None
    assert box["y"] >= 0

    await page.keyboard.press("Enter")
    await page.wait_for_function("document.activeElement.id === 'content'")


@pytest.mark.parametrize(
    "path",
    [BOARD, "/review/lists/l-2019/objections/new", f"/review/lists/l-2019/objections/{WAITING}"],
)
async def test_focus_is_visible_wherever_tab_goes(opens: Opens, path: str) -> None:
    page = await opens(f"{path}?lang=en")

    visited = await tabs(page)

    assert len(visited) > 8
    assert [stop for stop in visited if not (stop["outline"] and stop["inside"])] == []


async def test_the_data_table_opens_by_keyboard(opens: Opens) -> None:
    page = await opens(f"{BOARD}?lang=en")
    table = page.get_by_role("region", name="Show the data table")
    assert not await table.is_visible()

    await page.locator("#growth-data summary").focus()
    await page.keyboard.press("Enter")

    await expect(table).to_be_visible()


async def test_a_refused_form_puts_the_focus_on_what_to_put_right(opens: Opens) -> None:
    page = await opens("/review/lists/l-2019/objections/new?lang=en", quiet=False)

    await page.get_by_role("button", name="Send the objection").click()
    await page.wait_for_function("document.activeElement.id === 'summary'")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")

    await page.wait_for_function("document.activeElement.id === 'entry'")


async def test_a_wrong_code_puts_the_focus_on_what_to_put_right(opens: Opens) -> None:
    page = await opens(f"/review/lists/l-2019/objections/{WAITING}?lang=en", quiet=False)

    await page.get_by_label("Code", exact=True).focus()
    await page.keyboard.type("123")
    await page.keyboard.press("Enter")
    await page.wait_for_function("document.activeElement.id === 'summary'")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")

    await page.wait_for_function("document.activeElement.id === 'code'")
