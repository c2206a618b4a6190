"""What a version may not say any more, unless it was published when it still could.

What is published is held by its lock and must load for as long as there are cases under it.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

from shared.programmes.facts import FromQualification
from shared.programmes.path import ApplicationStage, Decision
from shared.programmes.reference_kinds import Fault

if TYPE_CHECKING:
    from shared.programmes.model import Programme

SLIP = 0.9
"""So alike are two names that differ by a slip of the hand; `high-tech-enterprise` and
`national-high-tech-enterprise` are not."""


def draft_faults(programme: Programme) -> Iterator[Fault]:
    """Faults of a version that is not published yet."""
    yield from _committees(programme)
    yield from _eligibility(programme)
    yield from _schemes(programme)
    yield from _reminders(programme)


def _committees(programme: Programme) -> Iterator[Fault]:
    for i, stage in enumerate(programme.path):
        if not isinstance(stage, Decision) or stage.committee is None:
            continue
        if "quorum" not in stage.committee.model_fields_set:
            yield (
                ("path", i, "committee", "quorum"),
                "expected the part of all members that must take part, like 2/3: "
                "nothing is decided without a quorum",
            )


def _eligibility(programme: Programme) -> Iterator[Fault]:
    about = programme.reasons_about("case")
    for i, stage in enumerate(programme.path):
        if not isinstance(stage, ApplicationStage):
            continue
        for j, rule in enumerate(stage.eligibility):
            if rule.reason not in about:
                scopes = ", ".join(programme.reason(rule.reason).applies_to)
                yield (
                    ("path", i, "eligibility", j, "reason"),
                    f"expected a reason that applies to case, but {rule.reason} applies to "
                    f"{scopes}; add case to its applies_to or name another one",
                )


def _schemes(programme: Programme) -> Iterator[Fault]:
    seen: list[str] = []
    for i, fact in enumerate(programme.facts):
        if not isinstance(fact.origin, FromQualification):
            continue
        scheme = fact.origin.qualification
        near = next(iter(get_close_matches(scheme, seen, n=1, cutoff=SLIP)), None)
        if scheme not in seen and near is not None:
            yield (
                ("facts", i, "from", "qualification"),
                f"expected one spelling of a scheme, but {scheme} is nearly {near}, which another "
                "fact takes; write both alike, or give them names that differ more",
            )
        seen.append(scheme)


def _reminders(programme: Programme) -> Iterator[Fault]:
    term = programme.clocks.supplement
    for i, days in enumerate(programme.clocks.remind_before):
        if days >= term.days:
            yield (
                ("clocks", "remind_before", i),
                f"expected fewer than {term.days} days, which are the whole term: a reminder "
                f"{days} days before its end would come before it begins",
            )
