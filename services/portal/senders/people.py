"""Whose a bearer token is, by the check that the services make themselves."""

from services.portal.domain.person import Person
from services.portal.domain.refusals import SignInRefused
from shared.errors import Rejected
from shared.http.auth import Tokens


class TokenPeople:
    """Accounts as their tokens describe them."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    async def whose(self, access: str) -> Person:
        """The account. Raises SignInRefused, or Unavailable when the keys can't be read."""
        try:
            caller = await self._tokens.caller(access)
        except Rejected as refused:
            raise SignInRefused(f"the services would not accept the token: {refused}") from refused
        return Person(
            subject=caller.subject,
            name=caller.name,
            roles=caller.roles,
            code=caller.code if "enterprise" in caller.roles else None,
            office=caller.office,
        )
