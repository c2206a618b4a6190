"""The programme definition: which rules hold for a recognition programme."""

import hashlib
import json
from collections.abc import Collection
from datetime import date
from functools import cached_property
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from shared.contracts.notices import RECEIPTS, Receipt
from shared.programmes.activities import Activity
from shared.programmes.after import After
from shared.programmes.clocks import Clocks
from shared.programmes.errors import UnknownReason, UnknownRound
from shared.programmes.facts import Fact
from shared.programmes.form import AnswerField
from shared.programmes.materials import Material
from shared.programmes.measures import ExternalFigure, Measure
from shared.programmes.parties import Office, Organisation, Recommender, Source
from shared.programmes.path import DEFAULT_PATH, Path, Stage
from shared.programmes.pre_evaluation import PreEvaluation
from shared.programmes.published_figures import PublishedFigure
from shared.programmes.reasons import (
    MACHINE_REASONS,
    MATERIAL_OUTCOMES,
    Reason,
    ReasonScope,
)
from shared.programmes.references import refuse_dangling
from shared.programmes.requirements import Requirement
from shared.programmes.rounds import Round
from shared.programmes.same_thing import SameThing
from shared.programmes.strict import Bilingual, Named, Slug, Strict, Version


class Programme(Strict):
    """One version of a programme; what it says never changes once it is published."""

    id: Slug
    version: Version
    effective_from: date
    name: Bilingual
    subject: Literal["product", "project", "enterprise", "city"]
    source: Source
    authority: Organisation
    competent_department: Organisation
    entrusted_body: Organisation | None = None
    offices: tuple[Office, ...] = ()
    recommenders: tuple[Recommender, ...] = ()
    districts: tuple[Named, ...] = Field(min_length=1)
    categories: tuple[Named, ...] = Field(min_length=1)
    rounds: tuple[Round, ...] = Field(min_length=1)
    path: tuple[Stage, ...] = DEFAULT_PATH
    activities: tuple[Activity, ...] = ()
    pre_evaluation: PreEvaluation | None = None
    max_applications_per_enterprise: int | None = Field(default=None, ge=1)
    same_thing: SameThing | None = None
    answers: tuple[AnswerField, ...]
    facts: tuple[Fact, ...] = ()
    materials: tuple[Material, ...]
    requirements: tuple[Requirement, ...] = Field(min_length=1)
    reasons: tuple[Reason, ...]
    clocks: Clocks
    mailed: tuple[Receipt, ...] = RECEIPTS
    after: After | None = None
    measures: tuple[Measure, ...] = ()
    external_figures: tuple[ExternalFigure, ...] = ()
    published_figures: tuple[PublishedFigure, ...] = ()

    @model_validator(mode="after")
    def _refers_only_to_what_it_defines(self) -> Self:
        refuse_dangling(self)
        return self

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hex, of the canonical content; comments and layout do not count."""
        return _digest(self._content)

    @cached_property
    def digest_before_only_for(self) -> str:
        """The digest of the same content from before reasons could say what they are for."""
        reasons = [
            {name: said for name, said in reason.items() if name != "only_for"}
            for reason in self._content["reasons"]
        ]
        return _digest({**self._content, "reasons": reasons})

    @property
    def _content(self) -> dict[str, Any]:
        # Defaults are left out, so that an optional field added later keeps every old digest.
        return self.model_dump(mode="json", exclude_defaults=True)

    @cached_property
    def way(self) -> Path:
        """The path of a case, and all that follows from it."""
        return Path(self.path)

    @property
    def key(self) -> str:
        """`id@version`, as a case and the lock of published versions name it."""
        return f"{self.id}@{self.version}"

    @property
    def version_order(self) -> tuple[int, ...]:
        """The version as numbers, so that 2019.10 follows 2019.9."""
        return tuple(int(part) for part in self.version.split("."))

    @property
    def items(self) -> tuple[Material | AnswerField, ...]:
        """Everything a finding or a verdict can be about: materials first, then answers."""
        return (*self.materials, *self.answers)

    def round(self, round_id: str) -> Round:
        """The round of this id; raises UnknownRound."""
        for found in self.rounds:
            if found.id == round_id:
                return found
        raise UnknownRound(
            f"{self.key} has no round {round_id}.",
            (known.id for known in self.rounds),
            zh=f"{self.key} 没有批次 {round_id}。",
        )

    def reason(self, reason_id: str) -> Reason:
        """The reason of this id, the machine's own included; raises UnknownReason."""
        try:
            return self._reasons[reason_id]
        except KeyError:
            raise UnknownReason(
                f"{self.key} has no reason {reason_id}.",
                self._reasons,
                "reason",
                zh=f"{self.key} 的理由目录中没有 {reason_id}。",
            ) from None

    def reasons_about(self, scope: ReasonScope) -> tuple[str, ...]:
        """The ids of the reasons for this, the machine's own included."""
        return tuple(id_ for id_, r in self._reasons.items() if scope in r.applies_to)

    def reasons_for(
        self, scope: ReasonScope, outcome: str, outcomes: Collection[str]
    ) -> tuple[str, ...]:
        """Of those about `scope`, the ids that fit this one of the outcomes there can be."""
        about = self.reasons_about(scope)
        return tuple(id_ for id_ in about if self._reasons[id_].is_for(outcome, outcomes))

    def reasons_of_item(self, item: Material | AnswerField, outcome: str) -> tuple[str, ...]:
        """The ids that fit this outcome of a verdict on the item: no file is too short a text."""
        fitting = self.reasons_for("materials", outcome, MATERIAL_OUTCOMES)
        return tuple(id_ for id_ in fitting if id_ not in _MACHINES or id_ in item.faults)

    @property
    def all_reasons(self) -> tuple[Reason, ...]:
        """The whole catalogue, the machine's own included."""
        return tuple(self._reasons.values())

    @cached_property
    def _reasons(self) -> dict[str, Reason]:
        return {reason.id: reason.as_known() for reason in (*MACHINE_REASONS, *self.reasons)}


_MACHINES = frozenset(reason.id for reason in MACHINE_REASONS)


def _digest(content: dict[str, Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
