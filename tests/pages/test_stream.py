"""The board follows its stream, and lets itself be held."""

from playwright.async_api import Page, expect

from tests.pages.apps import BOARD, FakeBoards
from tests.pages.conftest import Opens

URL = f"{BOARD}?lang=en"
SHOW = "Object.defineProperty(document, 'hidden', {{value: {0}, configurable: true}});"
TELL = "document.dispatchEvent(new Event('visibilitychange'))"


async def connected(page: Page) -> None:
    await expect(page.locator("#connection")).to_have_text("Live – connected")


async def shows(page: Page, figure: str) -> None:
    await expect(page.locator("[data-figure=recognised]")).to_have_text(figure)


async def test_a_new_number_arrives_and_is_tinted(opens: Opens, boards: FakeBoards) -> None:
    page = await opens(URL)
    await connected(page)

    boards.move(1000)

    await shows(page, "1,000")
    await expect(page.locator("[data-figure=recognised]")).to_have_class("figure changed")
    await expect(page.locator("[data-figure=recommended]")).to_have_class("figure")
    await expect(page.locator("[data-figure=outcome-undecided]")).to_have_text("128")


async def test_nothing_is_tinted_for_those_who_want_less_motion(
    opens: Opens, boards: FakeBoards
) -> None:
    page = await opens(URL, reduced_motion="reduce")
    await connected(page)

    boards.move(1000)

    await shows(page, "1,000")
    changed = page.locator("[data-figure=recognised]")
    assert await changed.evaluate("e => getComputedStyle(e).animationName") == "none"


async def test_a_paused_board_holds_and_catches_up_when_resumed(
    opens: Opens, boards: FakeBoards
) -> None:
    page = await opens(URL)
    await connected(page)
    await page.get_by_role("button", name="Pause updates").click()
    await expect(page.locator("#connection")).to_have_text("Paused: figures of 10:47")

    boards.move(1000)
    boards.move(1001)
    other = await opens(URL)
    await shows(other, "1,001")
    await shows(page, "1,128")

    await page.get_by_role("button", name="Resume updates").click()
    await shows(page, "1,001")
    await connected(page)


async def test_a_cut_stream_is_resumed_from_the_last_snapshot(
    opens: Opens, boards: FakeBoards
) -> None:
    page = await opens(URL)
    await connected(page)

    boards.cut()
    boards.move(1000)

    await shows(page, "1,000")
    assert boards.opened == [None, "7"]


async def test_a_board_that_can_not_reconnect_says_so_and_keeps_its_figures(
    opens: Opens, boards: FakeBoards
) -> None:
    page = await opens(URL, quiet=False)
    await connected(page)

    boards.refusing = True
    boards.cut()

    await expect(page.locator("#connection")).to_have_text("Disconnected: figures of 10:47")
    await shows(page, "1,128")


async def test_a_region_that_holds_the_focus_waits(opens: Opens, boards: FakeBoards) -> None:
    page = await opens(URL)
    await connected(page)
    await page.locator("#growth-data summary").click()
    await page.evaluate("document.getElementById('growth').dataset.same = 'yes'")

    boards.move(1000)
    await shows(page, "1,000")
    kept = "document.getElementById('growth').dataset.same"
    assert await page.evaluate(kept) == "yes"
    assert await page.evaluate("document.activeElement.tagName") == "SUMMARY"

    await page.get_by_role("button", name="Pause updates").focus()
    await page.wait_for_function(f"{kept} === undefined")
    assert await page.locator("#growth-data").get_attribute("open") == ""


async def test_a_hidden_tab_has_no_stream_and_catches_up_when_seen(
    opens: Opens, boards: FakeBoards
) -> None:
    page = await opens(URL)
    await connected(page)

    await page.evaluate(SHOW.format("true") + TELL)
    boards.move(1000)
    other = await opens(URL)
    await shows(other, "1,000")
    await shows(page, "1,128")

    await page.evaluate(SHOW.format("false") + TELL)
    await shows(page, "1,000")


async def test_at_most_one_sentence_is_spoken_in_thirty_seconds(
    opens: Opens, boards: FakeBoards
) -> None:
    page = await opens("/stats/?lang=en")
    await page.clock.install()
    await page.goto(page.url.replace("/stats/?lang=en", URL))
    await connected(page)
    status = page.get_by_role("status")

    boards.move(1000)
    await shows(page, "1,000")
    await expect(status).to_have_text("")

    await page.clock.fast_forward(31_000)
    boards.move(1001)
    await expect(status).to_have_text("Of 1,401 recommended, 1,001 were recognised")

    boards.move(1002)
    await shows(page, "1,002")
    await expect(status).to_have_text("Of 1,401 recommended, 1,001 were recognised")


async def test_the_board_of_an_earlier_day_does_not_move(opens: Opens, boards: FakeBoards) -> None:
    page = await opens(f"{URL}&as_of=2019-08-30")

    assert await page.locator("#connection").count() == 0
    assert boards.opened == []
    link = page.get_by_role("link", name="Show the present figures")
    await link.click()
    await connected(page)
