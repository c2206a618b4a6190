"""A mail is readable by any mail program and can't be made to carry a header of somebody else."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTPUTF8

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.domain.contact import Contact
from services.notify.domain.notice import Letter
from services.notify.ports import Mail
from services.notify.senders.mime import Sender, to_bytes
from shared.trace import traced
from shared.values import Bilingual
from tests.builders import NOON
from tests.fakes.notify import a_contact

SENDER = Sender("江门促进会 (Laurel) <notices@laurel.example>")
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200)


def sent(contact: Contact, subject: str = "主题", text: str = "正文\n", html: str = "") -> Mail:
    letter = Letter(language=contact.language, subject=subject, text=text)
    return Mail("n1", contact, letter, html or "<p>正文</p>", NOON)


def parsed(mail: Mail) -> EmailMessage:
    raw = to_bytes(mail, SENDER)
    assert max(map(len, raw.split(b"\n"))) < 200
    message = message_from_bytes(raw, policy=SMTPUTF8)
    assert isinstance(message, EmailMessage)
    return message


def test_a_mail_program_reads_what_was_written() -> None:
    with traced("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "a test") as work:
        message = parsed(sent(a_contact()))
    headers = {
        "Message-ID": "<n1@laurel.example>",
        "From": "江门促进会 (Laurel) <notices@laurel.example>",
        "To": "江门示例科技有限公司 <zhang@example.cn>",
        "Subject": "主题",
        "Date": "Mon, 01 Jul 2019 04:00:00 +0000",
        "Content-Language": "zh-CN",
        "Auto-Submitted": "auto-generated",
        "traceparent": work.traceparent,
    }
    assert {name: str(message[name]).replace('"', "") for name in headers} == headers
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert plain.get_content() == "正文\r\n"
    assert html.get_content() == "<p>正文</p>"


@given(TEXT, TEXT, TEXT)
def test_whatever_a_name_or_subject_holds_stays_in_its_header(
    name: str, subject: str, text: str
) -> None:
    contact = a_contact(name=Bilingual(zh=name, en=name))
    message = parsed(sent(contact, subject, text))
    assert message.keys() == [
        *("Message-ID", "Date", "From", "To", "Subject", "Auto-Submitted", "Content-Language"),
        *("MIME-Version", "Content-Type"),
    ]
    assert [a.addr_spec for a in message["To"].addresses] == ["zhang@example.cn"]
    assert str(message["Subject"]).split() == subject.split()


@pytest.mark.parametrize(
    "address",
    ["", "zhang", "a@b@c.cn", "a b@c.cn", "a@c.cn\r\nBcc: x@c.cn", "<a@c.cn>", "a@c.cn,b@c.cn"],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="local@domain"):
        to_bytes(sent(a_contact(address)), SENDER)


def test_an_international_address_is_written_as_it_is() -> None:
    raw = to_bytes(sent(a_contact("张三@例子.cn")), SENDER).decode()
    assert "\r\n <张三@例子.cn>\r\n" in raw
