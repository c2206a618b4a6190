"""Supplement: only what was asked for, in time by arrival; staged, then sent once a round."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from services.intake.domain.application import Application
from services.intake.domain.demands import still_empty, suffices_of
from services.intake.domain.drafting import check_counts, kept_beside
from services.intake.domain.facts import was_advised, with_facts
from services.intake.domain.fields import answers_as_read, check_answers
from services.intake.domain.material import Material
from services.intake.domain.refusals import (
    AlreadyWithdrawn,
    KeyReused,
    NotSubmitted,
    SupplementAlreadyReceived,
    SupplementEmpty,
    SupplementIncomplete,
    SupplementItemNotAsked,
    SupplementLate,
    SupplementNotAsked,
)
from services.intake.domain.request_digest import KeyedRequest
from services.intake.domain.staged_supplement import REQUESTS_AT_MOST, StagedSupplement
from services.intake.domain.staging import (
    after_sending,
    filled_items,
    kept_files,
    kept_targets,
    replacements,
    staged_for,
    staged_items,
)
from services.intake.domain.supplement_round import SupplementRound
from services.intake.domain.supplement_words import empty_in_words, replaced_in_words
from services.intake.domain.timeline import timeline_item
from shared.calendar import beijing_date
from shared.errors import NotFound
from shared.programmes import Programme
from shared.programmes.path import FormalReview

NO_TARGETS: Mapping[str, str | None] = {}

IN_TIME_AT_LAST = timedelta(milliseconds=1)
"""What lies between the last instant of a term and its end, as instants are kept and told."""


def repeated(application: Application, request: KeyedRequest) -> SupplementRound | None:
    """The round that this very request was for, if it came before.

    Raises KeyReused when another one came with its key.
    """
    for asked in application.supplements:
        # What an older version took has no digest.
        if asked.key == request.key:
            if asked.digest not in (None, request.digest):
                raise KeyReused
            return asked
        staged = staged_for(application, asked)
        known = dict(staged.requests).get(request.key) if staged else None
        if known is not None:
            if known != request.digest:
                raise KeyReused
            return asked
    return None


def came_before(application: Application, key: str) -> bool:
    """Whether some request came with this key."""
    staged = application.staged
    known = {key for key, _ in staged.requests} if staged else set()
    return key in known or any(asked.key == key for asked in application.supplements)


def expected_supplement(application: Application, at: datetime) -> SupplementRound:
    """The round that an arrival at `at` answers. Raises a refusal when there is none.

    An expired case does not matter here: what arrived in time counts, and review reopens it.
    """
    if application.submission is None:
        raise NotSubmitted
    if application.withdrawn_at is not None:
        raise AlreadyWithdrawn(application.withdrawn_at)
    if application.formally_passed is True:
        raise SupplementNotAsked(
            "Formal review is over; nothing more is asked for.", "形式审查已结束，不再要求补正。"
        )
    last = application.supplements[-1] if application.supplements else None
    if last is None or last.asked_at is None:
        raise SupplementNotAsked("No supplement was asked for.", "没有要求补正。")
    if last.received_at is not None:
        raise SupplementAlreadyReceived(last.number, last.received_at)
    if last.taken_back_at is not None:
        raise SupplementNotAsked(
            "The office has taken the notification back; nothing is asked for by it any more.",
            "补正通知已由办理单位撤回，不再要求补正。",
        )
    if last.due_at is not None and last.is_late(at):
        raise SupplementLate(last.due_at, at, staged_items(application))
    if application.formally_passed is False and last.due_at is None:
        raise SupplementNotAsked(
            "The application was not accepted; nothing more is asked for.",
            "该申报不予受理，不再要求补正。",
        )
    return last


def check_asked(awaited: SupplementRound, items: Iterable[str]) -> None:
    """Raises SupplementItemNotAsked when something else is among the items."""
    if foreign := [item for item in items if item not in awaited.may_send]:
        raise SupplementItemNotAsked(foreign, awaited.may_send)


def hand_in(
    application: Application,
    programme: Programme,
    *,
    materials: Iterable[Material],
    answers: Mapping[str, Any],
    at: datetime,
    request: KeyedRequest | None = None,
    replacing: Collection[str] = (),
    targets: Mapping[str, str | None] = NO_TARGETS,
) -> Application:
    """The application with what arrived at `at` beside what is staged; nothing is sent by it.

    A file that stays anyway is passed over. For the requirements `replacing` files take the place
    of those staged; others are added, the same bytes once. `targets` has those of the files that
    arrived. An answer takes the place of the one before, and null takes it out. Raises a refusal
    for what was not asked for, can't be kept, or is too much.
    """
    awaited = expected_supplement(application, at)
    before = staged_for(application, awaited) or StagedSupplement(awaited.number, at)
    kept = kept_files(application, awaited)
    came = [material for material in materials if material.id not in kept]
    if (
        not came
        and all(value is None for value in answers.values())
        and not (answers.keys() & before.answers.keys())
    ):
        raise SupplementEmpty
    check_asked(awaited, [*(m.requirement for m in came), *answers])
    check_answers(programme, answers)
    answers = answers_as_read(programme, answers)
    files = kept_beside(before.materials, came, replacing)
    files |= {material.id: material for material in came if material.id not in files}
    merged = {**before.answers, **answers}
    after = replace(
        before,
        at=at,
        materials=tuple(files.values()),
        answers={name: value for name, value in merged.items() if value is not None},
        requests=_noted(before.requests, request),
        targets=kept_targets(before.targets, targets, files.values()),
    )
    changed = replace(application, staged=after)
    together = after_sending(changed, awaited)
    staying = {m.id for m in application.materials if m.id not in files}
    check_counts(programme, (m for m in together if m.requirement in after.items), staying)
    return changed


def take_out(application: Application, material: str, at: datetime) -> Application:
    """The application without this staged file. Raises NotFound when no such file is staged."""
    awaited = expected_supplement(application, at)
    staged = staged_for(application, awaited)
    kept = tuple(m for m in staged.materials if m.id != material) if staged else ()
    if staged is None or len(kept) == len(staged.materials):
        raise NotFound("material", material)
    targets = kept_targets(staged.targets, {}, kept)
    return replace(application, staged=replace(staged, materials=kept, targets=targets, at=at))


def send(
    application: Application,
    programme: Programme,
    *,
    at: datetime,
    request: KeyedRequest,
    as_it_stands: bool = False,
) -> Application:
    """The application with what is staged sent at `at`: formal review goes on with it.

    Raises SupplementIncomplete while something is still empty, unless it is sent as it stands.
    """
    awaited = expected_supplement(application, at)
    items = staged_items(application)
    if not items:
        raise SupplementEmpty
    filled = filled_items(application, awaited)
    empty = still_empty(awaited, filled)
    if empty and not as_it_stands:
        raise SupplementIncomplete(empty, suffices_of(awaited, filled), awaited.due_at)
    received = replace(awaited, received_at=at, key=request.key, digest=request.digest)
    replaced = replaced_in_words(application, awaited)
    lacks = empty_in_words(empty)
    item = timeline_item(
        at,
        "supplemented",
        "enterprise",
        zh=f"您的补正材料已收到：{'、'.join(items)}。{replaced.zh}{lacks.zh}",
        en=f"Your supplement was received: {', '.join(items)}.{replaced.en}{lacks.en}",
    )
    return _received(application, programme, received).with_items(item)


def taken_from(application: Application) -> datetime | None:
    """The end of the term at which what is staged is taken as it stands; None if nothing will be.

    A case that review has ended at that very end was ended before it knew; it reopens the case.
    """
    if application.withdrawn_at is not None or not staged_items(application):
        return None
    due_at = application.supplements[-1].due_at
    if due_at is None or application.formally_passed is True:
        return None
    if application.formally_passed is False and due_at not in _ends(application):
        return None
    return due_at


def take_as_it_stands(application: Application, programme: Programme) -> Application:
    """The application after the end of the term: what was staged counts as sent at the last instant
    that was in time. The same application when nothing is to be taken.
    """
    due_at = taken_from(application)
    if due_at is None:
        return application
    at = due_at - IN_TIME_AT_LAST
    items = staged_items(application)
    asked = application.supplements[-1]
    received = replace(asked, received_at=at)
    replaced = replaced_in_words(application, asked)
    lacks = empty_in_words(still_empty(asked, filled_items(application, asked)))
    item = timeline_item(
        at,
        "supplemented",
        "system",
        zh=f"补正期限届满，您已上传的内容按现状视为提交：{'、'.join(items)}。"
        f"{replaced.zh}{lacks.zh}",
        en="The time was over and what you had uploaded was taken as your supplement, as it stood: "
        f"{', '.join(items)}.{replaced.en}{lacks.en}",
    )
    return _received(application, programme, received).with_items(item)


def _received(
    application: Application, programme: Programme, received: SupplementRound
) -> Application:
    """With what was staged; what it replaces goes, and whatever is not refused stays."""
    staged = application.staged
    assert staged is not None
    now = after_sending(application, received)
    there = {material.id for material in now}
    came = replacements(application, received)
    received = replace(received, received_items=staged.items, received_files=tuple(came.items()))
    changed = replace(
        application,
        materials=now,
        replaced=(*application.replaced, *(m for m in application.materials if m.id not in there)),
        answers={**application.answers, **staged.answers},
        supplements=(*application.supplements[:-1], received),
    )
    # What the enterprise holds counts as of its submission, whatever it has come to hold since.
    submitted_on = beijing_date(application.receipt.received_at)
    return with_facts(
        changed,
        programme,
        application.qualifications,
        submitted_on,
        advised=was_advised(programme, application),
    )


def _ends(application: Application) -> Iterable[datetime]:
    """When review has told that formal review ended without acceptance."""
    failed = (stage.milestones.failed for stage in application.path.of_kind(FormalReview))
    reached = application.review.reached
    return [reached[given.id] for given in failed if given is not None and given.id in reached]


def _noted(
    requests: tuple[tuple[str, str], ...], request: KeyedRequest | None
) -> tuple[tuple[str, str], ...]:
    if request is None:
        return requests
    return (*requests, (request.key, request.digest))[-REQUESTS_AT_MOST:]
