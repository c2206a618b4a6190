"""Who visits a page, and what was sent from one."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query, Request
from fastapi.responses import HTMLResponse

from services.portal.api.cookies import Cookies
from services.portal.domain.person import Person
from services.portal.domain.refusals import NotItsForm, SignInNeeded
from services.portal.domain.return_address import BASE
from services.portal.domain.session import Session
from services.portal.ports import KeptForms
from services.portal.senders.interfaces import Bearer
from services.portal.usecases.find_session import FindSession
from services.portal.usecases.keep_form import KeepForm
from shared.errors import Rejected
from shared.languages import Language
from shared.pages import Pages, page_language
from shared.pages.headers import PRIVATE
from shared.pages.same_origin import same_origin
from shared.pages.sent_form import sent_fields

TOKEN = "token"
"""The field of each form that proves from where it comes."""

ACTIONS = ("removal", "answers", "sending", "files")
"""Last parts of addresses that forms are sent to and that have no page: theirs is the one above."""

Kept = Annotated[str | None, Query(description="what was typed before signing in again")]


def page_of(path: str) -> str:
    """The page whose form is sent to this path."""
    above, _, last = path.rpartition("/")
    return above if last in ACTIONS else path


class TypedIsKept(Exception):
    """A form came from a page of ours whose session is over; what was typed is kept.

    `signed_in` is whether its sender has another session by now.
    """

    def __init__(self, path: str, language: Language, kept: str, *, signed_in: bool) -> None:
        super().__init__(path)
        self.language = language
        self.signed_in = signed_in
        self.to = f"{page_of(path)}?{urlencode({'lang': language, 'kept': kept})}"


@dataclass(frozen=True, slots=True)
class Visit:
    """One request for a page: in which language, and of whom."""

    request: Request
    language: Language
    session: Session | None
    typed: Mapping[str, str] = field(default_factory=dict)
    """What was typed before signing in again, to be shown once more."""

    @property
    def here(self) -> str:
        """The path of the page, which its forms are sent to."""
        return self.request.url.path

    @property
    def person(self) -> Person | None:
        """Who is signed in."""
        return None if self.session is None else self.session.person

    @property
    def applicant(self) -> str:
        """The code of the applicant. Raises Rejected for an account that speaks for none."""
        person = self.person
        if person is None or not person.applies or person.code is None:
            raise Rejected(
                "These pages are for accounts of enterprises and cities, and yours speaks for "
                "none. Sign in with the account of the applicant.",
                code="forbidden",
                zh="本页面供申报单位使用，您的账号不代表任何申报单位。请使用申报单位的账号登录。",
            )
        return person.code

    @property
    def bearer(self) -> Bearer:
        """On whose behalf services are asked."""
        tokens = self.session.tokens if self.session else None
        return Bearer(tokens.access if tokens else None, self.language)

    def token(self, path: str) -> str:
        """What a form that is sent to this path has to bring."""
        return self.session.form_token(path) if self.session else ""

    def page(
        self, pages: Pages, template: str, *, status: int = 200, **values: Any
    ) -> HTMLResponse:
        """A page that nobody but its reader keeps."""
        return pages.render(
            self.request,
            self.language,
            template,
            status=status,
            cache=PRIVATE,
            address=self.here,
            visit=self,
            base=BASE,
            **values,
        )


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that came from a page of ours, and what was typed into it."""

    visit: Visit
    fields: Mapping[str, str]


class Visits:
    """Dependencies of pages."""

    def __init__(
        self,
        cookies: Cookies,
        find: FindSession,
        keep: KeepForm,
        forms: KeptForms,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._cookies = cookies
        self._find = find
        self._keep = keep
        self._forms = forms
        self._now = now

    async def anybody(
        self, request: Request, language: Annotated[Language, Depends(page_language)]
    ) -> Visit:
        """Whoever it is."""
        found = await self._session(request)
        over = found is None or found.is_over(self._now())
        return Visit(request, language, None if over else found)

    async def signed_in(
        self,
        request: Request,
        language: Annotated[Language, Depends(page_language)],
        kept: Kept = None,
    ) -> Visit:
        """Somebody who is signed in. Raises SignInNeeded."""
        visit = await self.anybody(request, language)
        if visit.session is None:
            raise SignInNeeded
        if kept is None:
            return visit
        subject = visit.session.person.subject
        typed = await self._forms.find(kept, subject, visit.here, self._now())
        return Visit(request, language, visit.session, typed)

    async def sent(
        self, request: Request, language: Annotated[Language, Depends(page_language)]
    ) -> Sent:
        """A form, read. Raises TypedIsKept, SignInNeeded or NotItsForm; Rejected if unreadable."""
        fields = dict(await sent_fields(request))
        token, found, now = fields.pop(TOKEN, ""), await self._session(request), self._now()
        if found is None or found.tokens is None:
            raise SignInNeeded
        path, over = request.url.path, found.is_over(now)
        if found.gave(token, path) and not over:
            return Sent(Visit(request, language, found), fields)
        # Of a session before this one, such as when it was signed in again in another tab.
        if not found.gave(token, path):
            await _from_ours(request)
        kept = await self._keep(found, page_of(path), fields, now)
        raise TypedIsKept(path, language, kept, signed_in=not over)

    async def leaving(self, request: Request) -> None:
        """The form by which one signs out. Raises NotItsForm; of a session that is over, nothing
        is asked.
        """
        fields, found = dict(await sent_fields(request)), await self._session(request)
        if found is None or found.is_over(self._now()):
            return
        if not found.gave(fields.get(TOKEN, ""), request.url.path):
            raise NotItsForm

    async def with_files(
        self,
        request: Request,
        language: Annotated[Language, Depends(page_language)],
        token: Annotated[str, Query()] = "",
    ) -> Visit:
        """A form with files, of which nothing is read here: its token is in its address, and good
        for this path alone. Raises SignInNeeded or NotItsForm.
        """
        visit = await self.anybody(request, language)
        if visit.session is None:
            raise SignInNeeded
        if not visit.session.gave(token, visit.here):
            raise NotItsForm
        return visit

    async def _session(self, request: Request) -> Session | None:
        held = self._cookies.held(request, self._cookies.session)
        return None if held is None else await self._find(held, self._now())


async def _from_ours(request: Request) -> None:
    with suppress(Rejected):
        await same_origin(request)
        return
    raise NotItsForm
