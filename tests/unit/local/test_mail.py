"""The mail catcher behaves like a receiving server and forgets nothing."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from pathlib import Path

import aiosmtplib
import httpx
import pytest

from deploy.local.mail.catcher import Catcher, protocol
from deploy.local.mail.mailbox import Mailbox
from deploy.local.mail.pages import mailbox_app


class Served:
    """A catcher on a port, its mailbox and its HTTP side."""

    def __init__(self, folder: Path, threads: ThreadPoolExecutor) -> None:
        self.mailbox = Mailbox(folder)
        self.catcher = Catcher(self.mailbox, threads)
        app = mailbox_app(self.mailbox, self.catcher)
        self.http = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app), base_url="http://mailbox"
        )
        self.port = 0

    async def send(self, mail: EmailMessage) -> str:
        """Sends it and returns the answer to DATA."""
        _, answer = await aiosmtplib.send(mail, hostname="127.0.0.1", port=self.port)
        return answer


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    with ThreadPoolExecutor(4) as threads:
        served = Served(tmp_path, threads)
        loop = asyncio.get_running_loop()
        server = await loop.create_server(protocol(served.catcher), "127.0.0.1", 0)
        served.port = server.sockets[0].getsockname()[1]
        yield served
        server.close()
        await server.wait_closed()


def mail(to: str = "info@firm.test", message_id: str = "<1@laurel.test>") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "江门高新协会 <notice@laurel.test>"
    message["To"] = to
    message["Subject"] = "补正通知:还缺两项材料,请您在期限内补齐"
    message["Message-ID"] = message_id
    message.set_content("您好,缺少检验报告。\n")
    message.add_alternative("<p>缺少 <b>检验报告</b></p><script>1</script>", subtype="html")
    return message


async def test_an_acknowledged_mail_is_on_disk_and_readable(served: Served, tmp_path: Path) -> None:
    assert await served.send(mail()) == "2.0.0 kept"
    (found,) = Mailbox(tmp_path).newest()
    assert found.to == ["info@firm.test"]
    assert found.sender == "notice@laurel.test"
    assert found.subject == "补正通知:还缺两项材料,请您在期限内补齐"
    assert found.message_id == "<1@laurel.test>"
    read = Mailbox(tmp_path).read(found.id)
    assert read is not None
    assert read.text.strip() == "您好,缺少检验报告。"
    assert served.mailbox.newest() == [found]


async def test_a_second_copy_is_counted_but_does_not_appear(served: Served, tmp_path: Path) -> None:
    await served.send(mail())
    assert await served.send(mail()) == "2.0.0 kept already"
    assert (await served.http.get("/counts")).json() == {"kept": 1, "copies": 1, "refused": 0}
    again = Mailbox(tmp_path)
    assert (len(again), again.copies) == (1, 1)
    assert again.keep("a@b.test", ["c@d.test"], mail().as_bytes()) is False


async def test_copies_sent_at_the_same_time_appear_once(served: Served) -> None:
    answers = await asyncio.gather(*(served.send(mail()) for _ in range(10)))
    assert sorted(answers) == ["2.0.0 kept"] + ["2.0.0 kept already"] * 9
    assert len(served.mailbox) == 1


async def test_a_bouncing_address_is_refused_for_good(served: Served) -> None:
    for _ in range(2):
        with pytest.raises(aiosmtplib.SMTPRecipientsRefused) as refusal:
            await served.send(mail(to="bounce.wang@firm.test"))
        (answer,) = refusal.value.recipients
        assert (answer.code, answer.message[:5]) == (550, "5.1.1")
    assert (await served.http.get("/counts")).json() == {"kept": 0, "copies": 0, "refused": 2}


async def test_a_greylisted_address_is_taken_at_the_second_try(served: Served) -> None:
    with pytest.raises(aiosmtplib.SMTPRecipientsRefused) as refusal:
        await served.send(mail(to="greylist@firm.test"))
    assert refusal.value.recipients[0].code == 451
    assert await served.send(mail(to="greylist@firm.test")) == "2.0.0 kept"


async def test_mails_are_found_by_recipient_newest_first(served: Served) -> None:
    for number, to in enumerate(["a@one.test", "b@two.test", "c@one.test"]):
        await served.send(mail(to=to, message_id=f"<{number}@laurel.test>"))
    found = (await served.http.get("/messages", params={"to": "@ONE"})).json()
    assert [each["to"] for each in found] == [["c@one.test"], ["a@one.test"]]
    page = (await served.http.get("/", params={"to": "two"})).text
    assert ("b@two.test" in page, "a@one.test" in page) == (True, False)


async def test_a_mail_page_shows_the_html_part_without_running_it(served: Served) -> None:
    await served.send(mail())
    (found,) = served.mailbox.newest()
    page = await served.http.get(f"/messages/{found.id}")
    assert "<iframe sandbox " in page.text
    assert "<script>" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert (await served.http.get(f"/messages/{found.id}.json")).json()["html"].startswith("<p>")
    assert (await served.http.get("/messages/unknown")).status_code == 404


async def test_a_mail_is_shown_with_its_own_date_in_beijing(served: Served) -> None:
    for number, date in enumerate(["Fri, 17 Jan 2020 02:00:00 +0000", "soon", ""]):
        dated = mail(message_id=f"<{number}@laurel.test>")
        if date:
            dated["Date"] = date
        served.mailbox.keep("a@b.test", ["c@d.test"], dated.as_bytes())
    first = served.mailbox.newest()[-1]

    assert '<td role="cell">2020-01-17 10:00:00</td>' in (await served.http.get("/")).text
    assert "2020-01-17 10:00:00" in (await served.http.get(f"/messages/{first.id}")).text


async def test_what_was_refused_is_told_on_the_page(served: Served) -> None:
    for to in ("bounce.wang@firm.test", "bounce.wang@firm.test", "greylist@firm.test"):
        with pytest.raises(aiosmtplib.SMTPRecipientsRefused):
            await served.send(mail(to=to))

    page = (await served.http.get("/")).text
    assert "3 refused: bounce.wang@firm.test (2 times), greylist@firm.test." in page


async def test_a_full_disk_is_a_temporary_failure(served: Served, tmp_path: Path) -> None:
    for file in tmp_path.iterdir():
        file.unlink()
    tmp_path.rmdir()
    with pytest.raises(aiosmtplib.SMTPDataError) as failure:
        await served.send(mail())
    assert failure.value.code == 452
    assert len(served.mailbox) == 0
    tmp_path.mkdir()
    assert await served.send(mail()) == "2.0.0 kept"
