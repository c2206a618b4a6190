"""An enterprise opens a draft."""

from dataclasses import dataclass, replace
from datetime import datetime

from services.intake.domain.application import draft_id
from services.intake.domain.drafting import Amendment, open_draft
from services.intake.domain.fields import faults_of
from services.intake.domain.refusals import KeyReused
from services.intake.domain.request_digest import digest_of
from services.intake.ports import Applications, Enterprises, Found
from services.intake.usecases.rename_draft import RenameDraft
from shared.errors import FieldError, Rejected
from shared.identity import ApplicantCode
from shared.programmes import Programmes
from shared.values import Bilingual

_CALLED = {
    "credit": Bilingual(zh="企业", en="enterprise"),
    "division": Bilingual(zh="城市", en="city"),
}


@dataclass(frozen=True)
class OpenDraft:
    """The id follows from the enterprise and its key, so that a retry finds the same draft."""

    applications: Applications
    enterprises: Enterprises
    programmes: Programmes

    async def __call__(
        self, uscc: str, key: str, programme: str, round_id: str, amendment: Amendment, at: datetime
    ) -> Found:
        """The draft, new or found again.

        Raises Rejected out of time, when fields do not fit, or for a key that came with others.
        """
        identity = draft_id(uscc, key)
        made = await self.applications.get_many([identity])
        found = made.get(identity)
        if found is None:
            found = await self._open(identity, uscc, programme, round_id, amendment, at)
        opened = found.application
        if (opened.programme, opened.round) != (programme, round_id):
            raise KeyReused
        if opened.opened_with not in (None, _digest(programme, round_id, amendment)):
            raise KeyReused
        # A name that was saved since the enterprise was read has missed this draft.
        return await RenameDraft(self.applications, self.enterprises)(found, at)

    def faults(
        self, programme: str | None, round_id: str | None, said: Amendment, at: datetime
    ) -> tuple[FieldError, ...]:
        """What is wrong with those fields that can be read; Rejected for an unknown round."""
        if programme is None or round_id is None:
            return ()
        rules = self.programmes.of_round(programme, round_id, at)
        return faults_of(rules, said.category, said.district, said.answers)

    async def _open(
        self,
        identity: str,
        uscc: str,
        programme: str,
        round_id: str,
        amendment: Amendment,
        at: datetime,
    ) -> Found:
        registered = await self.enterprises.find(uscc)
        if registered is None:
            who = _CALLED[ApplicantCode.of(uscc).kind]
            raise Rejected(
                f"The {who.en} {uscc} is not registered yet; register it first.",
                code="enterprise-not-registered",
                zh=f"{who.zh} {uscc} 尚未注册，请先注册。",
            )
        rules = self.programmes.of_round(programme, round_id, at)
        draft = open_draft(identity, registered.enterprise, rules, round_id, amendment, at)
        draft = replace(draft, opened_with=_digest(programme, round_id, amendment))
        return await self.applications.add(draft, at=at)


def _digest(programme: str, round_id: str, said: Amendment) -> str:
    product = None if said.product is None else [said.product.zh, said.product.en]
    answers = dict(said.answers or {})
    rest = [product, said.category, said.industry, said.district, answers]
    return digest_of([programme, round_id, *rest])
