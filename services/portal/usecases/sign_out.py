"""Signs somebody out."""

from dataclasses import dataclass

from services.portal.ports import Sessions
from services.portal.usecases.hashing import hashed


@dataclass(frozen=True)
class SignOut:
    """The token is gone with the session, whoever still holds the cookie."""

    sessions: Sessions

    async def __call__(self, cookie: str) -> None:
        """Ends the session of this cookie."""
        await self.sessions.end(hashed(cookie))
