"""The pages of the portal in a browser: accessible, quiet, narrow, by keyboard, with and without
script."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from services.portal.senders.interfaces import Refused, WrongField
from tests.pages.portal_world import (
    COOKIE,
    PROGRAMME,
    ROUND,
    PortalWorld,
    asked_supplement,
    notice,
)
from tests.pages.served import served
from tests.pages.test_every_page import in_language, overflow, violations
from tests.pages.test_keyboard import tabs

CALL = f"/portal/calls/{PROGRAMME}/{ROUND}"
DRAFT, CASE = "/portal/applications/a1", "/portal/applications/a2"
PATHS = {
    "calls": "/portal/",
    "start": CALL,
    "enterprise": "/portal/enterprise",
    "applications": "/portal/applications",
    "draft": DRAFT,
    "draft saved": f"{DRAFT}?saved=true",
    "details": f"{DRAFT}/details",
    "material with files": f"{DRAFT}/materials/M01?taken=1",
    "material without files": f"{DRAFT}/materials/M02",
    "check": f"{DRAFT}/check",
    "case": CASE,
    "receipt": f"{CASE}/receipt",
    "supplement": f"{CASE}/supplement",
    "inbox": "/portal/inbox",
    "notice": "/portal/inbox/n1",
    "signed out": "/portal/signed-out",
}
Opens = Callable[..., Awaitable[Page]]


@pytest.fixture
def world() -> PortalWorld:
    """A draft, and an application of which a supplement is asked for."""
    made = PortalWorld()
    made.sign_in()
    made.services.supplement = asked_supplement()
    made.services.add()
    made.services.add(submitted=True)
    made.services.notices = [notice(delivered=False)]
    return made


@pytest_asyncio.fixture(loop_scope="session")
async def site(world: PortalWorld) -> AsyncIterator[str]:
    """The address of the portal, served for one test."""
    async with served(world.app()) as address:
        yield address


@pytest_asyncio.fixture(loop_scope="session")
async def opens(browser: Browser, site: str) -> AsyncIterator[Opens]:
    """Opens a path as somebody who is signed in; every message of the console fails the test."""
    said: list[str] = []
    async with AsyncExitStack() as stack:

        async def opened(
            path: str, *, quiet: bool = True, signed_in: bool = True, **options: Any
        ) -> Page:
            context = await browser.new_context(**options)
            stack.push_async_callback(context.close)
            if signed_in:
                await context.add_cookies([{"name": COOKIE, "value": "held", "url": site}])
            page = await context.new_page()
            if quiet:
                page.on("console", lambda message: said.append(message.text))
                page.on("pageerror", lambda error: said.append(str(error)))
            await page.goto(site + path)
            return page

        yield opened
    assert said == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS.keys())
async def test_a_page_is_accessible_and_fits_the_narrowest_phone(
    opens: Opens, path: str, lang: str
) -> None:
    page = await opens(in_language(path, lang))
    assert await page.locator("h1").count() == 1
    assert await violations(page) == []
    assert await overflow(page) == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_pages_with_nothing_on_them_say_why(
    opens: Opens, world: PortalWorld, lang: str
) -> None:
    world.services.applications.clear()
    world.services.notices.clear()
    world.services.open = False
    for path in ("/portal/", "/portal/applications", "/portal/inbox"):
        page = await opens(in_language(path, lang))
        assert await page.locator(".empty").count() == 1
        assert await violations(page) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", ["/portal/applications/none", "/portal/inbox"])
async def test_what_is_not_there_and_what_is_away_is_a_page_with_a_way_on(
    opens: Opens, world: PortalWorld, path: str, lang: str
) -> None:
    world.services.away = path == "/portal/inbox"
    page = await opens(in_language(path, lang), quiet=False)
    assert await violations(page) == []
    assert await overflow(page) == 0
    assert await page.locator("main a").count() > 0


@pytest.mark.parametrize("scripted", [True, False])
@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_what_is_wrong_is_told_above_and_at_the_field(
    opens: Opens, world: PortalWorld, lang: str, scripted: bool
) -> None:
    wrong = (WrongField("email", "must be one e-mail address"),)
    page = await opens(f"/portal/enterprise?lang={lang}", quiet=False, java_script_enabled=scripted)
    world.services.refuses = Refused(422, "invalid-request", "Put it right.", wrong)
    await page.locator("main button").click()
    await expect(page.locator("#summary a")).to_have_attribute("href", "#email")
    assert await page.locator("#email").get_attribute("aria-invalid") == "true"
    if scripted:
        await expect(page.locator("#summary")).to_be_focused()
        assert await violations(page) == []
        assert await overflow(page) == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_a_conflict_shows_both_versions(opens: Opens, world: PortalWorld, lang: str) -> None:
    page = await opens(f"{DRAFT}/details?lang={lang}", quiet=False)
    world.services.applications["a1"]["version"] = 4
    await page.locator("#product_zh").fill("另一名称")
    await page.locator("main button").first.click()
    await expect(page.locator(".sides section")).to_have_count(2)
    assert await violations(page) == []
    assert await overflow(page) == 0
    await page.locator("main button").click()
    await expect(page.locator(".told")).to_be_visible()
    assert world.services.applications["a1"]["product"]["zh"] == "另一名称"


@pytest.mark.parametrize("scripted", [True, False])
async def test_from_the_first_page_to_the_submitted_application(
    opens: Opens, world: PortalWorld, tmp_path: Path, scripted: bool
) -> None:
    world.services.applications.clear()
    world.services.supplement = None
    first, second = tmp_path / "licence.pdf", tmp_path / "licence-2.pdf"
    first.write_bytes(b"%PDF-1.7 one")
    second.write_bytes(b"%PDF-1.7 two")
    page = await opens("/portal/?lang=en", java_script_enabled=scripted)
    views: list[str] = []
    page.on("framenavigated", lambda frame: views.append(frame.url))
    await page.get_by_role("link", name="Start").click()
    await page.get_by_label("Name in Chinese").fill("智能伺服控制器")
    await page.get_by_label("Name in English").fill("Intelligent servo controller")
    await page.get_by_label("Category").select_option("new-energy")
    await page.get_by_role("button", name="Open a draft").click()
    await page.get_by_role("link", name="Continue").click()
    await page.get_by_role("group", name="licence").get_by_label("No").check()
    await page.get_by_role("button", name="Save").click()
    await page.locator("a[href*='/materials/M02']").click()
    await page.locator("input[type=file]").set_input_files([first, second])
    await page.get_by_role("button", name="Upload").click()
    await expect(page.locator("#files li").first).to_contain_text("SHA-256")
    await page.get_by_role("link", name="Back to the draft").click()
    await page.get_by_role("link", name="Check and submit").click()
    await page.get_by_role("button", name="Submit").click()
    await expect(page.locator("h1")).to_have_text("Your application has arrived")
    await page.get_by_role("link", name="See how it goes on").click()
    await expect(page.locator("main")).to_contain_text("The association")
    assert len(views) <= 12
    sent = [body for method, path, body in world.services.done if path.endswith("/materials")]
    assert len(sent) == (2 if scripted else 1)


async def test_a_refused_file_is_named_beside_those_that_were_taken(
    opens: Opens, tmp_path: Path
) -> None:
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.exe"
    good.write_bytes(b"%PDF-1.7")
    bad.write_bytes(b"MZ")
    page = await opens(f"{DRAFT}/materials/M02?lang=en")
    await page.locator("input[type=file]").set_input_files([bad, good])
    await page.get_by_role("button", name="Upload").click()
    await expect(page.locator("#answered")).to_contain_text("bad.exe can't be taken")
    await expect(page.locator("#files li")).to_have_count(1)
    assert await violations(page) == []


@pytest.mark.parametrize("path", [CALL, DRAFT, f"{DRAFT}/materials/M01", f"{CASE}/supplement"])
async def test_focus_is_visible_wherever_tab_goes(opens: Opens, path: str) -> None:
    page = await opens(f"{path}?lang=en")
    visited = await tabs(page)
    assert len(visited) > 5
    assert [each for each in visited if not (each["outline"] and each["inside"])] == []


async def test_signing_in_is_one_link_away_on_every_page(opens: Opens) -> None:
    page = await opens("/portal/?lang=en", signed_in=False)
    link = page.get_by_role("link", name="Sign in")
    assert await link.get_attribute("href") == "/portal/sign-in?to=/portal/&lang=en"
    assert await violations(page) == []
