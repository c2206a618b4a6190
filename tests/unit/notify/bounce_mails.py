"""Mails as servers send them back, written after the forms that they have."""

from base64 import b64encode, encodebytes
from email.header import Header
from quopri import encodestring

NOTICE = "5d0c3f5b8c2e5f0c9b1d3a7e6f402811"
SUBJECT = "【补正通知】JM-2019-000001：有 2 项材料请您补正"
TO = "zhang@qq.com"

NO_SUCH = "550 5.1.1 <zhang@qq.com>: no such mailbox"
UNKNOWN_TO_QQ = "收件人邮箱地址不存在，邮件无法送达。 ( 550 Mailbox not found. )"

RETURNED = (
    f"Message-ID: <{NOTICE}@laurel.example>\r\n"
    "From: Laurel <notices@laurel.example>\r\n"
    f"To: <{TO}>\r\n"
    f"Subject: {Header(SUBJECT, 'utf-8').encode()}\r\n"
)


def report(
    *,
    action: str = "failed",
    diagnostic: str = "smtp; 550 5.1.1 <zhang@qq.com>: no such mailbox",
    status: str = "5.1.1",
    returned: str = RETURNED,
    to: str = TO,
    encoding: str = "",
) -> bytes:
    """A report as Postfix and most others make it (RFC 3464), or encoded as it forbids."""
    fields = (
        "Reporting-MTA: dns; mx.laurel.example\r\n"
        "Arrival-Date: Mon, 15 Jul 2019 09:30:01 +0800\r\n\r\n"
        f"Final-Recipient: rfc822; {to}\r\nOriginal-Recipient: rfc822;{to}\r\n"
        f"Action: {action}\r\nStatus: {status}\r\nRemote-MTA: dns; mx3.qq.com\r\n"
        f"Diagnostic-Code: {diagnostic}\r\n\r\n"
    )
    if encoding == "base64":
        fields = encodebytes(fields.encode()).decode() + "\r\n"
    elif encoding:
        fields = encodestring(fields.encode()).decode() + "\r\n"
    declared = f"Content-Transfer-Encoding: {encoding}\r\n" if encoding else ""
    return (
        "From: MAILER-DAEMON@mx.laurel.example (Mail Delivery System)\r\n"
        "To: notices@laurel.example\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\n"
        "Message-Id: <20190715013005.0123456789ABCDEF0123456789abcdef@mx.laurel.example>\r\n"
        "Auto-Submitted: auto-replied\r\n"
        "MIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"\r\n\r\n'
        "--b1\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"
        "This is the mail system at host mx.laurel.example.\r\n\r\n"
        f"--b1\r\nContent-Type: message/delivery-status\r\n{declared}\r\n{fields}"
        "--b1\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        f"{returned}\r\n"
        "--b1--\r\n"
    ).encode()


def in_html(
    *,
    reason: str = UNKNOWN_TO_QQ,
    sender: str = "PostMaster@qq.com",
    subject: str = "来自qq.com的退信",
    charset: str = "gb18030",
    attached: str = "",
) -> bytes:
    """A page of words, as large Chinese providers send it, that quotes only the subject."""
    page = (
        "<html><body><div style='font-size:14px'>抱歉，您的邮件被退回来了……</div><table>"
        "<tr><td>原邮件信息：</td></tr>"
        "<tr><td>时&nbsp;间</td><td>2019-07-15 09:30:01</td></tr>"
        f"<tr><td>主&nbsp;题</td><td>{SUBJECT}</td></tr>"
        f"<tr><td>收件人</td><td><b>{TO}</b></td></tr>"
        f"<tr><td>退信原因</td><td>{reason}</td></tr></table></body></html>"
    )
    return (
        f"From: {sender}\r\nTo: notices@laurel.example\r\n"
        f"Subject: {Header(subject, charset).encode()}\r\n"
        "MIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="b2"\r\n\r\n'
        f"--b2\r\nContent-Type: text/html; charset={charset}\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n"
        f"{b64encode(page.encode(charset)).decode()}\r\n"
        f"{attached}--b2--\r\n"
    ).encode()


ATTACHED = f"--b2\r\nContent-Type: message/rfc822\r\n\r\n{RETURNED}\r\nthe letter\r\n"


def in_words(
    said: str,
    *,
    sender: str = "MAILER-DAEMON@mx.example.cn",
    subject: str = "Undelivered Mail Returned to Sender",
    headers: str = "",
    returned: str = RETURNED,
) -> bytes:
    """Plain words, with the mail below them as most servers put it."""
    return (
        f"From: {sender}\r\nTo: notices@laurel.example\r\n{headers}"
        f"Subject: {Header(subject, 'utf-8').encode()}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="b3"\r\n\r\n'
        "--b3\r\nContent-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n"
        f"{encodebytes(f'<{TO}>: {said}'.encode()).decode()}\r\n"
        f"--b3\r\nContent-Type: message/rfc822\r\n\r\n{returned}\r\n"
        "请在期限内补正，逾期的视为放弃，不再受理。\r\n--b3--\r\n"
    ).encode()


def plain(said: str) -> bytes:
    """A text alone, that returns nothing of the mail."""
    return (
        "From: postmaster@aliyun.com\r\nTo: notices@laurel.example\r\n"
        f"Subject: {Header('退信提醒', 'utf-8').encode()}\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        f"{encodebytes(said.encode()).decode()}\r\n"
    ).encode()


VACATION = (
    "From: zhang@qq.com\r\nTo: notices@laurel.example\r\nAuto-Submitted: auto-replied\r\n"
    f"In-Reply-To: <{NOTICE}@laurel.example>\r\n"
    "Subject: out of office: could not be delivered today\r\n\r\n"
    "I am away; letters can't be read until Monday. 550 things to do.\r\n"
).encode()

ANSWER = (
    f"From: zhang@qq.com\r\nIn-Reply-To: <{NOTICE}@laurel.example>\r\n"
    "Subject: Re: the notice\r\n\r\nOur patent was rejected, what now? 不存在\r\n"
).encode()

DELAYED_IN_WORDS = (
    "From: MAILER-DAEMON@mx.laurel.example\r\nSubject: Warning: could not send message\r\n\r\n"
    f"Delivery to {TO} is delayed; it is still being retried. It could not be delivered yet.\r\n"
).encode()
