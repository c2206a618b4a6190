"""Every journey works without script: form, answer, way on."""

from datetime import UTC, datetime

import pytest
from playwright.async_api import Page

from services.review.domain.lists.objection import MOST_UNDECIDED
from services.review.domain.lists.verifying import NEXT_CODE_AFTER
from tests.pages.apps import BOARD, MOST_OF_BLOCK, ReviewWorld
from tests.pages.conftest import Opens
from tests.pages.sample_list import AFTER, DURING

FORM = "/review/lists/l-2019/objections/new?kind=person&lang=en"


async def fill(page: Page, **values: str) -> None:
    """Types into fields by name."""
    for name, value in values.items():
        await page.locator(f"[name={name}]").fill(value)


async def fill_all(page: Page, entry: str) -> None:
    await fill(
        page,
        entry=entry,
        name="张三",
        phone="0750-1234567",
        employer="江门某某公司",
        signature="张三",
        facts="专利权人并非申报单位。",
        evidence="专利登记簿副本。",
    )


async def test_the_board_is_complete_and_promises_nothing_that_needs_script(opens: Opens) -> None:
    page = await opens(f"{BOARD}?lang=en", java_script_enabled=False)

    figures = await page.locator(".figure").all_inner_texts()
    assert [figure.strip() for figure in figures] == ["80.5%", "1,128", "1,401", "+2.5%"]
    assert await page.get_by_role("button", name="Pause updates").count() == 0
    assert await page.locator("#connection").inner_text() == "Figures as this page was opened"


async def test_a_board_of_the_application_stage_tells_no_figure_of_a_later_one(
    opens: Opens,
) -> None:
    page = await opens(f"{BOARD}?lang=en&as_of=2019-06-28", java_script_enabled=False)

    figures = await page.locator(".figure").all_inner_texts()
    assert [figure.strip() for figure in figures] == ["–"] * 4
    assert "planned for Friday 17 January 2020" in await page.locator(".tile").first.inner_text()
    assert await page.get_by_text("Day of the announcement; read").count() == 0
    cells = await page.locator("[data-figure=district-total] ~ .count").all_inner_texts()
    assert cells == ["–"]


async def test_the_board_tells_of_every_application_what_became_of_it(opens: Opens) -> None:
    page = await opens(f"{BOARD}?lang=en", java_script_enabled=False)

    ends = page.locator("#funnel [data-figure^=end-]")
    *rows, total = [int(n.replace(",", "")) for n in await ends.all_inner_texts()]
    assert (rows, total) == ([1128, 21, 90, 9, 270, 2], 1520)


@pytest.mark.parametrize(
    ("lang", "parts", "summary"),
    [
        (
            "en",
            ["1,128 recognised", "270 not recognised", "3 withdrawn after recommendation"],
            "3 withdrawn after recommendation, 0 not announced yet.",
        ),
        (
            "zh",
            ["1,128 项认定", "270 项未认定", "3 项推荐后撤回"],
            "推荐后撤回 3，待公布 0。",
        ),
    ],
)
async def test_the_outcome_of_the_recommended_adds_up_with_those_withdrawn_since(
    opens: Opens, lang: str, parts: list[str], summary: str
) -> None:
    page = await opens(f"{BOARD}?lang={lang}", java_script_enabled=False)

    told = await page.locator("#outcome .parts li").all_inner_texts()
    assert [part.split("\n")[0] for part in told] == parts
    assert await page.locator("#outcome svg rect").count() == 3
    label = await page.locator("#outcome svg").get_attribute("aria-label")
    assert (label or "").endswith(summary)


async def test_those_left_out_stand_apart_from_the_open_once_recommending_is_over(
    opens: Opens,
) -> None:
    while_applying = await opens(f"{BOARD}?lang=zh&as_of=2019-06-28", java_script_enabled=False)
    assert await while_applying.locator("[data-figure=end-not_recommended]").count() == 0
    now = await opens(f"{BOARD}?lang=zh", java_script_enabled=False)
    row = now.locator("tr", has=now.locator("[data-figure=end-not_recommended]"))
    assert (await row.inner_text()).split() == ["未获推荐", "9", "0.6%"]


async def test_the_board_says_what_a_figure_counts_and_where_to_check(
    opens: Opens,
) -> None:
    page = await opens(f"{BOARD}?lang=en", java_script_enabled=False)

    check = page.get_by_role("link", name="Reconcile with the events counted")
    assert await check.get_attribute("href") == (
        "/stats/v1/rounds/gd-hightech-product-jiangmen/2019/position"
    )
    counts = page.locator("#definitions dd").first
    assert await counts.inner_text() == (
        "Products recommended in this round; after formal review, on recommendation by the city"
    )


async def test_the_overview_tells_the_stage_and_the_rate_of_each_round(opens: Opens) -> None:
    page = await opens("/stats/?lang=en", java_script_enabled=False)

    card = page.locator(".cards > .card").filter(has_text="Applications 2019-05-06")
    assert (await card.inner_text()).split("\n")[::2] == [
        "Recognition of Guangdong high-tech products (Jiangmen), 2019 round",
        "Announcement",
        "Pass rate: 80.5% (1,128 / 1,401)",
        "Applications 2019-05-06 to 2019-07-12",
    ]
    marker = "e => getComputedStyle(e).listStyleType"
    assert await page.locator(".cards").evaluate(marker) == "none"


async def test_a_list_is_searched_narrowed_and_paged(opens: Opens) -> None:
    page = await opens("/review/lists/l-2019?lang=en", java_script_enabled=False)
    assert await page.locator(".range").inner_text() == "Nos. 1 to 100 of 120"

    await page.get_by_role("link", name="Next page").click()
    assert await page.locator(".range").inner_text() == "Nos. 101 to 120 of 120"

    await page.get_by_label("Enterprise or product").fill("rotary")
    await page.get_by_label("District").select_option("Taishan")
    await page.get_by_role("button", name="Find").click()
    rows = page.locator(".entries tbody tr")
    assert await rows.count() == 6
    assert await rows.first.locator("td").nth(2).inner_text() == "Taishan"

    await page.get_by_role("link", name="Clear").click()
    assert await page.locator(".range").inner_text() == "Nos. 1 to 100 of 120"


async def test_a_search_lands_at_the_list_and_says_how_many_of_all_fit(opens: Opens) -> None:
    page = await opens("/review/lists/l-2019?lang=en", java_script_enabled=False)

    await page.get_by_label("Enterprise or product").fill("model 13")
    await page.get_by_role("button", name="Find").click()

    assert page.url.endswith("#entries")
    assert await page.locator(".range").inner_text() == "1 of 120 fits"


@pytest.mark.parametrize(
    ("path", "order"),
    [
        ("l-2019", ["Notice period", "How to object", "Definition and offices", "The list"]),
        ("l-done", ["The list", "Notice period", "How to report", "Definition and offices"]),
    ],
)
async def test_once_announced_the_list_comes_first_and_only_reports_are_asked_for(
    opens: Opens, path: str, order: list[str]
) -> None:
    page = await opens(f"/review/lists/{path}?lang=en", java_script_enabled=False)

    heads = await page.locator("main h2").all_inner_texts()
    assert [head.partition(":")[0] for head in heads] == order
    verb = "Report" if path == "l-done" else "Object"
    ways = await page.locator(".panels .actions a").all_inner_texts()
    assert ways == [f"{verb} as a person", f"{verb} as an organisation"]


async def test_a_removed_entry_keeps_its_row_and_says_why(opens: Opens) -> None:
    page = await opens("/review/lists/l-2019?lang=en", java_script_enabled=False)

    assert await page.locator("#entry-3 .tag").inner_text() == "Removed: objection upheld"
    assert await page.locator("#entry-5 .tag").inner_text() == "Removed: withdrawn by the applicant"


async def test_a_wrong_form_keeps_what_was_typed_and_files_once_it_is_right(
    opens: Opens, review: ReviewWorld
) -> None:
    page = await opens(FORM, java_script_enabled=False, quiet=False)
    await fill_all(page, "7")
    await fill(page, phone="call me", facts="")
    await page.get_by_role("button", name="Send the objection").click()

    wrong = page.locator("#summary a")
    assert await wrong.all_inner_texts() == [
        "Telephone: Give a number to call, such as 0750-1234567, or 0750-1234567 ext. 8001.",
        "Facts: Give the facts, in at most 2,000 characters.",
    ]
    assert await page.get_by_label("Your real name").input_value() == "张三"
    assert await page.get_by_label("Telephone").input_value() == "call me"
    assert await page.get_by_label("Telephone").get_attribute("aria-invalid") == "true"
    assert review.objections.filed == {}

    await fill(page, phone="0750-1234567", facts="专利权人并非申报单位。")
    await page.get_by_role("button", name="Send the objection").click()

    assert await page.locator("h1").inner_text() == "Received, and to be verified"
    assert "An officer has to verify who you are" in await page.locator("main").inner_text()
    [(id_, filed)] = review.objections.filed.items()
    assert (filed.entry, filed.state, filed.facts) == (7, "unverified", "专利权人并非申报单位。")
    assert await page.locator("main code").inner_text() == id_
    assert review.objections.objectors[id_].name == "张三"
    assert "张三" not in await page.content()


async def test_an_objection_counts_once_the_mailed_code_is_typed(
    opens: Opens, review: ReviewWorld
) -> None:
    page = await opens(FORM, java_script_enabled=False, quiet=False)
    await fill_all(page, "7")
    await page.get_by_label("E-mail (optional)").fill("zhangsan@example.cn")
    await page.get_by_role("button", name="Send the objection").click()
    [id_] = review.objections.filed
    code = page.get_by_label("Code", exact=True)
    assert await code.get_attribute("autocomplete") == "one-time-code"

    await code.fill("1234")
    await page.get_by_role("button", name="Verify").click()
    assert await page.locator("#code-wrong").inner_text() == "Type the eight digits of the mail."
    assert review.objections.filed[id_].state == "unverified"

    await code.fill("2048 1357")
    await page.get_by_role("button", name="Verify").click()
    assert await page.locator("h1").inner_text() == "Your objection was received"
    assert review.objections.filed[id_].state == "open"
    assert "zhangsan" not in await page.content()


async def test_who_lost_the_code_has_a_new_one_mailed_after_some_minutes(
    opens: Opens, review: ReviewWorld
) -> None:
    page = await opens(FORM, java_script_enabled=False, quiet=False)
    await fill_all(page, "7")
    await page.get_by_label("E-mail (optional)").fill("zhangsan@example.cn")
    await page.get_by_role("button", name="Send the objection").click()
    [id_] = review.objections.filed
    assert "becomes a report" in await page.locator("main").inner_text()
    again = page.get_by_role("button", name="Send a new code")
    await again.click()
    said = await page.locator("#code-wrong").inner_text()
    assert said.startswith("A code was sent a moment ago.")

    code = review.objections.codes.kept[id_]
    early = DURING - NEXT_CODE_AFTER
    review.objections.codes.kept[id_] = code.model_copy(update={"made_at": early, "wrong": 9})
    await again.click()
    assert await page.get_by_role("status").inner_text() == (
        "A new code is on its way to the address that you gave. The one before is void."
    )
    await page.get_by_label("Code", exact=True).fill("2048 1357")
    await page.get_by_role("button", name="Verify").click()
    assert await page.locator("h1").inner_text() == "Your objection was received"


async def test_a_source_that_has_filed_its_share_is_told_so_and_loses_nothing(
    opens: Opens, review: ReviewWorld
) -> None:
    for n in range(MOST_OF_BLOCK):
        review.objections.taken.setdefault("l-2019/block/127.0.0.0/24", {})[f"o-{n}"] = DURING
    page = await opens(FORM, java_script_enabled=False, quiet=False)
    await fill_all(page, "7")
    await page.get_by_role("button", name="Send the objection").click()
    said = await page.locator("#entry-wrong").inner_text()
    assert said.endswith("bring it to the office, which can file it for you.")
    assert await page.get_by_label("Telephone").input_value() == "0750-1234567"
    assert review.objections.filed == {}


async def test_an_entry_that_is_gone_or_was_never_there_is_pointed_out(
    opens: Opens, review: ReviewWorld
) -> None:
    page = await opens(FORM, java_script_enabled=False, quiet=False)
    said = {
        "3": "This entry was removed already; nothing need be sent.",
        "999": "Give the number of an entry on the list.",
    }
    for entry, words in said.items():
        await fill_all(page, entry)
        await page.get_by_role("button", name="Send the objection").click()
        assert await page.locator("#entry-wrong").inner_text() == words
    assert review.objections.filed == {}


async def test_when_too_many_have_objected_the_form_says_where_to_go(
    opens: Opens, review: ReviewWorld
) -> None:
    review.objections.undecided = MOST_UNDECIDED
    page = await opens(FORM, java_script_enabled=False, quiet=False)
    await fill_all(page, "7")
    await page.get_by_role("button", name="Send the objection").click()
    said = await page.locator("#entry-wrong").inner_text()
    assert said.endswith("Bring yours to the recognising authority.")
    assert review.objections.filed == {}


async def test_after_the_notice_an_objection_is_recorded_as_a_report(
    opens: Opens, review: ReviewWorld
) -> None:
    review.clock.at = AFTER
    page = await opens(FORM, java_script_enabled=False)
    await fill_all(page, "7")
    assert await page.locator("h1").inner_text() == "Report as a person"
    await page.get_by_role("button", name="Send the report").click()

    assert await page.locator("h1").inner_text() == "Your report was recorded"
    assert [filed.state for filed in review.objections.filed.values()] == ["late"]


async def test_the_last_instant_of_the_notice_is_in_time_and_the_next_is_late(
    opens: Opens, review: ReviewWorld
) -> None:
    ends = {
        datetime(2020, 1, 15, 15, 59, 59, tzinfo=UTC): "Under notice",
        datetime(2020, 1, 15, 16, 0, 0, tzinfo=UTC): "Notice over",
    }
    for at, words in ends.items():
        review.clock.at = at
        page = await opens("/review/lists/l-2019?lang=en", java_script_enabled=False)
        assert await page.locator(".state .tag").inner_text() == words
