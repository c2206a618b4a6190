"""Whose reports count, of all mail that anybody may send to the mailbox of bounces."""

import pytest

from services.notify.senders.reporters import Reporters, domains_in

DOMAINS = domains_in("mx.laurel.example, QQ.com. ,")


def from_(sender: str, *results: str) -> bytes:
    headers = "".join(f"Authentication-Results: {result}\r\n" for result in results)
    return f"{headers}From: {sender}\r\nSubject: 退信\r\n\r\n…".encode()


def test_domains_are_read_from_a_list_with_commas() -> None:
    assert DOMAINS == ("mx.laurel.example", "qq.com")


@pytest.mark.parametrize(
    ("sender", "counts"),
    [
        ("MAILER-DAEMON@mx.laurel.example (Mail Delivery System)", True),
        ("PostMaster@QQ.com", True),
        ("postmaster@mail.qq.com", True),
        ("postmaster@notqq.com", False),
        ("postmaster@qq.com.forger.example", False),
        ("MAILER-DAEMON@laurel.example", False),
        ('"PostMaster@qq.com" <postmaster@forger.example>', False),
        ("", False),
    ],
)
def test_a_report_counts_only_from_the_domains_that_are_named(sender: str, counts: bool) -> None:
    assert Reporters(DOMAINS).vouch_for(from_(sender)) is counts


@pytest.mark.parametrize(
    ("results", "counts"),
    [
        ((), True),  # our own server made it
        (("mx.laurel.example; dkim=pass header.d=qq.com",), True),
        (("mx.laurel.example 1; spf=none; dmarc=pass (p=none) header.from=qq.com",), True),
        (("mx.laurel.example; spf=pass smtp.helo=mail.qq.com",), True),
        (("mx.laurel.example; dkim=pass header.d=forger.example",), False),
        (("mx.laurel.example; dkim=fail header.d=qq.com; spf=softfail",), False),
        (("mx.laurel.example; none",), False),
        (("forger.example; dkim=pass header.d=qq.com", "mx.laurel.example; none"), False),
        (("mx.laurel.example; none", "mx.laurel.example; dkim=pass header.d=qq.com"), False),
        (("mx.laurel.example; dkim=pass header.d=notqq.com",), False),
    ],
)
def test_where_the_server_checks_what_comes_from_outside_it_has_to_have_passed(
    results: tuple[str, ...], counts: bool
) -> None:
    reporters = Reporters(DOMAINS, checked_by="mx.laurel.example")
    assert reporters.vouch_for(from_("PostMaster@qq.com", *results)) is counts
