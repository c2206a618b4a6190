"""Reads the mails that the services sent."""

from typing import Any

from tests.clients.http import Http
from tests.clients.waiting import until

OF_REVIEW = ("【补正通知】", "【补正提醒】", "【不予受理告知】", "【恢复办理】")


class Mailbox:
    """The mail catcher's mailbox."""

    def __init__(self, http: Http) -> None:
        self._http = http

    async def everything_to(self, address: str) -> list[dict[str, Any]]:
        """The mails to an address, whole, newest first."""
        found = (await self._http.send("GET", "/messages", params={"to": address})).json()
        return [(await self._http.send("GET", f"/messages/{m['id']}.json")).json() for m in found]

    async def mails_to(self, address: str) -> list[dict[str, Any]]:
        """The same of formal review alone: what is asked for, reminded of, refused, taken back."""
        mails = await self.everything_to(address)
        return [mail for mail in mails if any(m in mail["summary"]["subject"] for m in OF_REVIEW)]

    async def the_mail_to(self, address: str) -> dict[str, Any]:
        """The one mail to an address, waited for."""
        mails = await until(f"a mail to {address}", lambda: self.mails_to(address), bool)
        assert len(mails) == 1, f"expected one mail to {address}, seen {len(mails)}"
        return mails[0]
