"""What a server says of a mail is understood by its replies first, then by its words."""

import pytest

from services.notify.domain.bounce_words import code_in, sense_of
from services.notify.domain.replies import is_limit

FAILED = [
    "该用户被禁用。( 550 User is locked )",
    "554 user status is locked",
    "host mx.example.cn said: 552-5.2.2 The email account is over quota",
    "<zhang@example.cn>: host mx.example.cn[192.0.2.1] said: 554 5.7.1 <zhang@example.cn>:\n"
    "    Relay access denied (in reply to RCPT TO command)",
    "zhang@example.cn\n    Unrouteable address",
    "User zhang (zhang@example.cn) not listed in Domino Directory",
    "User info not listed",
    "收件人邮箱已注销",
    "对方账号已停用",
    "收件人邮箱已超出限额，552 quota exceeded",
    "对方信箱被关闭",
    "对方拒绝接收您的邮件",
    "收件人地址无效",
    "未能传递到以下收件人：zhang@example.cn\n\n找不到收件人",
    "无法将您的邮件传递给 zhang@example.cn。",
    "Undelivered Mail Returned to Sender\n\nconnect to mx.example.cn[192.0.2.1]:25: "
    "Connection timed out",
    "I'm not going to try again; this message has been in the queue too long.",
    "retry timeout exceeded: 451 4.3.0 try later",
    "系统多次重试后仍未成功，已放弃投递：451 Temporary failure",
    "邮件投递已超时，系统不再重试。450 mailbox busy",
    "mail for example.cn loops back to myself",
    "Undelivered Mail Returned to Sender\n\n450 4.2.0 Recipient address rejected: Greylisted",
    "550MI:XYZ rejected by policy",
    "错误代码：550",
    "Delivery is delayed\n\nhost said: 550 5.1.1 no such user",
    "554 5.7.1 message refused and quarantined",
    "Delevery to the following recipients was aborted after 5.0 hour(s)",
    "用户由于长时间未登录处于休眠状态",
    "無法投遞：查無此人",
    "メールを配信できませんでした。宛先が存在しません。",
    "Ihre Nachricht ist unzustellbar.",
]
WAITS = [
    "Delayed Mail (still being retried)\n\nhost mx said: 450 4.2.0 <zhang@example.cn>: "
    "Recipient address rejected: Greylisted",
    "Warning: message 1hmABC delayed 24 hours\n\n450 mailbox unavailable, rejected for now",
    "邮件投递延迟通知\n\n对方服务器返回 451 请求被拒绝，邮件暂时无法送达，如最终失败将退信。",
    "投递延迟 451 Temporary local problem",
    "Your message could not be delivered for more than 4 hour(s).\nIt will be\nretried until it "
    "is 5 day(s) old.",
    "There was a temporary problem delivering your message. Gmail will retry for 45 more hours. "
    "You'll be notified if the delivery fails permanently.",
    "Warning: could not send message for past 4 hours\n\nWill keep trying until message is 5 "
    "days old, then it is given up and returned to the sender.",
    "Delivery Status Notification (Delay)\n\nTHIS IS A WARNING MESSAGE ONLY.",
    "您的邮件尚未送达，系统将在24小时内继续尝试投递，若仍未成功则放弃并退信。",
    "451 4.7.1 Greylisting in action, rejected",
    "Delayed: 4.4.1 connection timed out",
]
HELD = [
    "您的邮件已被隔离，未被拒收。管理员审核后将送达。",
    "Your message to zhang@example.cn has been quarantined; it was not rejected.",
    "Your message awaits moderator approval; posts of unknown senders are rejected otherwise.",
    "To have your message delivered, confirm that you are a person: unknown senders are refused.",
    "首次来信需确认：请点击以下链接验证，否则邮件将被拒收。",
]


@pytest.mark.parametrize("said", FAILED)
def test_what_has_failed_for_good_is_told_as_failed(said: str) -> None:
    assert sense_of(said) == "failed"
    assert not is_limit(said)


@pytest.mark.parametrize("said", WAITS)
def test_what_waits_has_not_failed_whatever_the_reply_says_beside_its_4xx(said: str) -> None:
    assert sense_of(said) == "waits"


@pytest.mark.parametrize("said", HELD)
def test_what_is_kept_for_somebodys_consent_has_not_failed(said: str) -> None:
    assert sense_of(said) == "held"


def test_what_has_arrived_is_told_as_that() -> None:
    assert sense_of("Your message was successfully delivered to zhang@example.cn.") == "arrived"


@pytest.mark.parametrize(
    "said", ["", "Thank you for your letter.", "500 messages came in 24 hours", "您好，邮件收到。"]
)
def test_what_tells_of_nothing_is_unclear(said: str) -> None:
    assert sense_of(said) == "unclear"


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("said: 552-5.2.2 over quota", 552),
        ("450 greylisted, then 550 no", 550),
        ("450 greylisted", 450),
        ("#5.1.1", 550),
        ("4.4.7 expired", 450),
        ("421HL:REP", 421),
        ("( 550 Mailbox not found. )", 550),
        ("500 messages in 24 hours", None),
        ("mx[192.0.2.550]:25", None),
        ("第 550 号", None),
        ("Release 5.2.1.9", None),
    ],
)
def test_a_code_is_a_reply_and_no_number_of_things(reason: str, code: int | None) -> None:
    assert code_in(reason) == code
