"""Reads the mails that the services sent."""

from typing import Any

from tests.clients.http import Http
from tests.clients.waiting import until


class Mailbox:
    """The mail catcher's mailbox."""

    def __init__(self, http: Http) -> None:
        self._http = http

    async def mails_to(self, address: str) -> list[dict[str, Any]]:
        """The mails to an address, whole, newest first."""
        found = (await self._http.send("GET", "/messages", params={"to": address})).json()
        return [(await self._http.send("GET", f"/messages/{m['id']}.json")).json() for m in found]

    async def the_mail_to(self, address: str) -> dict[str, Any]:
        """The one mail to an address, waited for."""
        mails = await until(f"a mail to {address}", lambda: self.mails_to(address), bool)
        assert len(mails) == 1, f"expected one mail to {address}, seen {len(mails)}"
        return mails[0]
