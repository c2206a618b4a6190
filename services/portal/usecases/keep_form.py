"""Keeps what was typed into a form whose sender has to sign in again."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from services.portal.domain.kept_form import KEPT, KeptForm
from services.portal.domain.session import Session
from services.portal.ports import KeptForms


@dataclass(frozen=True)
class KeepForm:
    """Only of sessions that there were: nobody else can fill the store."""

    forms: KeptForms

    async def __call__(
        self, session: Session, path: str, fields: Mapping[str, str], at: datetime
    ) -> str:
        """The name under which its sender finds it."""
        form = KeptForm(
            id=secrets.token_urlsafe(18),
            subject=session.person.subject,
            path=path,
            fields=fields,
            until=at + KEPT,
        )
        await self.forms.keep(form)
        return form.id
