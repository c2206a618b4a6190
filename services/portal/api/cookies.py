"""The cookies of the portal: whose session it is, and which sign-ins the browser began."""

from dataclasses import dataclass
from hashlib import sha256

from fastapi import Request, Response

from services.portal.domain.attempt import LASTS


@dataclass(frozen=True, slots=True)
class Cookies:
    """Over TLS they have the prefix that keeps neighbouring hosts from planting one.

    Lax, since the issuer sends the browser back by a link (RFC 6265bis 4.1.3, 5.6.7).
    """

    secure: bool

    @property
    def session(self) -> str:
        """The name of that of the session."""
        return self._named("laurel-session")

    def begun(self, state: str) -> str:
        """The name of that of a sign-in under way: one for each, such as one a tab."""
        return self._named(f"laurel-sign-in-{sha256(state.encode()).hexdigest()[:12]}")

    def set_session(self, response: Response, value: str) -> None:
        """Until the browser is closed; how long the session lasts is decided here, not there."""
        self._set(response, self.session, value, None)

    def set_begun(self, response: Response, state: str, sealed: str) -> None:
        """For as long as a sign-in may take."""
        self._set(response, self.begun(state), sealed, int(LASTS.total_seconds()))

    def drop(self, response: Response, name: str) -> None:
        """Has the browser forget one."""
        response.delete_cookie(name, path="/", secure=self.secure, httponly=True, samesite="lax")

    def held(self, request: Request, name: str) -> str | None:
        """What the browser sent."""
        return request.cookies.get(name) or None

    def _named(self, name: str) -> str:
        return f"__Host-{name}" if self.secure else name

    def _set(self, response: Response, name: str, value: str, seconds: int | None) -> None:
        response.set_cookie(
            name, value, seconds, path="/", secure=self.secure, httponly=True, samesite="lax"
        )
