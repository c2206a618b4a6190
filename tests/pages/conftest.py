"""One browser and one server for all page tests, in one event loop."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from services.review.api.words import IN_CHINESE
from tests.pages.apps import FakeBoards, ReviewWorld, app_of, stats_routers
from tests.pages.served import served

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
INSTALL = "apt-get install -y --no-install-recommends chromium fonts-noto-cjk fonts-roboto-unhinted"
OPTIONS = ("--no-sandbox", "--disable-dev-shm-usage")
expect.set_options(timeout=30_000)

Opens = Callable[..., Awaitable[Page]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Page tests share a loop with the browser; without Chromium they are skipped, and say so."""
    for item in items:
        if "tests/pages/" in item.path.as_posix():
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
            if CHROMIUM is None and "opens" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.skip(reason=f"Chromium is missing: {INSTALL}"))


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Headless Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        await browser.close()


@pytest.fixture
def boards() -> FakeBoards:
    """The board that the pages show; a test may move it."""
    return FakeBoards()


@pytest.fixture
def review() -> ReviewWorld:
    """The lists that the pages show."""
    return ReviewWorld.made()


@pytest_asyncio.fixture(loop_scope="session")
async def site(boards: FakeBoards, review: ReviewWorld) -> AsyncIterator[str]:
    """The address of both services' pages, served for one test."""
    app = app_of([*stats_routers(boards), *review.routers()], review.clock, IN_CHINESE)
    async with served(app) as address:
        yield address
        boards.cut()


@pytest_asyncio.fixture(loop_scope="session")
async def opens(browser: Browser, site: str) -> AsyncIterator[Opens]:
    """Opens a path in a fresh browser context; every message of the console fails the test."""
    said: list[str] = []
    expected: list[str] = []
    async with AsyncExitStack() as stack:

        async def opened(path: str, *, quiet: bool = True, **options: Any) -> Page:
            context: BrowserContext = await browser.new_context(**options)
            stack.push_async_callback(context.close)
            page = await context.new_page()
            heard = said if quiet else expected
            page.on("console", lambda message: heard.append(message.text))
            page.on("pageerror", lambda error: heard.append(str(error)))
            await page.goto(site + path)
            return page

        yield opened
    assert said == []
