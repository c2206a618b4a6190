"""The mailbox of the local stack, on a desk and on a phone."""

from collections import Counter
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from deploy.local.mail.catcher import Catcher
from deploy.local.mail.mailbox import Mailbox
from deploy.local.mail.pages import mailbox_app
from tests.pages.served import served
from tests.pages.test_every_page import overflow, violations

LINK = "http://127.0.0.1:8080/intake/v1/applications/" + "5f" * 60


def letter(number: int) -> bytes:
    message = EmailMessage()
    message["From"] = "江门高新协会 <notice@laurel.test>"
    message["To"] = "contact.91440703ma4uk2bt3x@silver-sail-photonics.example.test"
    message["Date"] = "Fri, 05 Jul 2019 01:30:00 +0000"
    message["Subject"] = "材料补正通知：请在2019年7月12日（星期五）24:00前补齐2项材料"
    message["Message-ID"] = f"<{number}@laurel.test>"
    message.set_content(f"您好，缺少检验报告。\n{LINK}\n")
    message.add_alternative("<p>您好，缺少<b>检验报告</b>。</p>", subtype="html")
    return message.as_bytes()


@pytest_asyncio.fixture(loop_scope="session")
async def mailbox(tmp_path: Path) -> AsyncIterator[str]:
    """The address of a mailbox with three mails, of which some were refused."""
    with ThreadPoolExecutor(1) as threads:
        kept = Mailbox(tmp_path)
        catcher = Catcher(kept, threads)
        catcher.refused = Counter({"bounce.wang@firm.test": 2})
        for number in range(3):
            kept.keep("notice@laurel.test", [f"info{number}@{'x' * 60}.test"], letter(number))
        async with served(mailbox_app(kept, catcher)) as address:
            yield address


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, mailbox: str) -> AsyncIterator[Page]:
    """The list of mails."""
    context = await browser.new_context()
    page = await context.new_page()
    await page.goto(mailbox)
    yield page
    await context.close()


@pytest.mark.parametrize("opened", [False, True], ids=["list", "mail"])
async def test_it_is_accessible_and_fits_the_narrowest_phone(page: Page, opened: bool) -> None:
    if opened:
        await page.locator("tbody a").first.click()
        await page.locator("summary").click()

    assert await violations(page) == []
    assert await overflow(page) == 0


async def test_on_a_phone_a_mail_stands_below_the_other_and_its_address_is_whole(
    page: Page,
) -> None:
    await page.set_viewport_size({"width": 390, "height": 900})

    date, to, subject = [
        box
        for cell in await page.locator("tbody tr").first.locator("td").all()
        if (box := await cell.bounding_box())
    ]
    assert date["x"] == to["x"] == subject["x"]
    assert to["height"] <= 2.5 * date["height"]


async def test_a_mail_is_shown_as_it_is_meant_to_be_and_its_text_on_demand(page: Page) -> None:
    await page.locator("tbody a").first.click()

    heard = page.frame_locator("iframe").locator("b")
    assert await heard.inner_text() == "检验报告"
    assert not await page.get_by_text(LINK).is_visible()
    await page.locator("summary").click()
    assert await page.get_by_text(LINK).is_visible()
