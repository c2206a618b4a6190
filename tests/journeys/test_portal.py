"""On pages alone, an enterprise comes from the open calls to what is missing, and sends it."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

from tests.clients.enterprise import Application
from tests.clients.papers import ANSWERS, paper
from tests.clients.small_round import SmallRound
from tests.clients.waiting import until
from tests.journeys.conftest import House

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
OPTIONS = ("--no-sandbox", "--disable-dev-shm-usage")
expect.set_options(timeout=30_000)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is missing")


@pytest.fixture
async def portal(house: House) -> str:
    """The portal beside the services, which were there without it."""
    if "portal" not in house.stack.supervisor.children:
        await house.stack.start("portal")
    return house.stack.url("portal")


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
async def page(request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """A phone; what its console says fails the test."""
    said: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        context = await browser.new_context(
            java_script_enabled=request.param, viewport={"width": 390, "height": 844}
        )
        page = await context.new_page()
        page.on("console", lambda message: said.append(message.text))
        yield page
        await browser.close()
    assert said == []


async def test_an_enterprise_comes_from_the_call_to_its_supplement(
    page: Page, portal: str, small_round: SmallRound, tmp_path: Path
) -> None:
    owner = small_round.stranger()
    await page.goto(f"{portal}/portal/?lang=en")
    await page.locator(f"a[href*='/calls/{small_round.path}']").click()

    await page.get_by_label("Credit code").fill(owner.uscc)
    await page.get_by_label("Name").fill("王敏")
    await page.get_by_role("button", name="Sign in").click()

    await page.get_by_label("Name in Chinese").fill("江门某某科技有限公司")
    await page.get_by_label("Name in English").fill("Jiangmen Example Technology")
    await page.get_by_label("District").select_option("pengjiang")
    await page.get_by_label("Industry code").fill("3912")
    await page.get_by_label("E-mail address").fill(owner.email)
    await page.get_by_role("button", name="Save and continue").click()

    await page.get_by_label("Name in Chinese").fill("智能伺服控制器")
    await page.get_by_label("Name in English").fill("Intelligent servo controller")
    await page.get_by_label("Category").select_option("new-materials")
    await page.get_by_role("button", name="Open a draft").click()
    await expect(page.locator("h1")).to_have_text("Intelligent servo controller")
    draft = page.url

    await page.get_by_role("link", name="Continue").click()
    await page.get_by_label("Field statement").fill(ANSWERS["M04"])
    for name in ("regulated", "ip_acquired", "high_impact"):
        await page.locator(f"#answer-{name}-false").check()
    await page.get_by_role("button", name="Save").click()
    await expect(page.locator(".told")).to_have_text("Saved.")

    await page.locator("a[href*='/materials/M01']").click()
    await _choose(page, tmp_path, "M01")
    await expect(page.locator("#files li")).to_contain_text("SHA-256")
    await page.get_by_role("link", name="Back to the draft").click()
    await page.get_by_role("link", name="Check and submit").click()
    await page.get_by_role("button", name="Submit").click()
    await expect(page.locator("h1")).to_have_text("Your application has arrived")

    association = small_round.association
    application = Application(owner, draft.partition("?")[0].rpartition("/")[2])
    await until("a case", lambda: association.has_case(application), bool)
    await association.notify(application)
    await until("a term", application.timeline, lambda found: found["due_at"])
    await page.goto(draft)
    await expect(page.locator("main")).to_contain_text("You")
    await page.get_by_role("link", name="Send what is missing").click()
    await expect(page.locator("section.card")).not_to_have_count(0)
    first = page.locator("form.upload").first
    asked = await first.locator("input[type=file]").get_attribute("name")
    assert asked is not None
    await _choose(page, tmp_path, asked, form="form.upload >> nth=0")
    await expect(page.locator("#files li")).to_contain_text("SHA-256")
    await page.get_by_label("Send it as it stands").check()
    await page.get_by_role("button", name="Send all").click()
    await expect(page.locator("h1")).to_have_text("Intelligent servo controller")

    await page.get_by_role("link", name="Notices", exact=True).click()
    await expect(page.locator(".cards li")).not_to_have_count(0)
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.locator("h1")).to_have_text("You are signed out")


async def _choose(page: Page, folder: Path, requirement: str, form: str = "form.upload") -> None:
    file = folder / f"{requirement}.pdf"
    file.write_bytes(paper(requirement))
    await page.locator(f"{form} >> input[type=file]").set_input_files(file)
    await page.locator(f"{form} >> button").click()
