"""Corrections of announced lists: what they replace, whom they touch, what they refuse."""

from datetime import UTC, datetime, timedelta

import pytest

from services.review.domain.case import Case
from services.review.domain.lists.correcting import Corrected, CorrectionOrder, Wanted, correct
from services.review.domain.lists.entry import Change, Entry, Removal, digest, numbered
from services.review.domain.lists.numbered_list import NumberedList
from services.review.domain.recognition.appealing import appeal, dismiss, uphold
from services.review.domain.recognition.correcting import follow
from services.review.domain.recognition.recognition import Recognition, RecognitionStep
from services.review.domain.recognition.registering import register_entry
from services.review.domain.stages.announcement.correcting import correct_outcome
from services.review.domain.stages.announcement.outcome import give_outcome
from shared.calendar import Calendar
from shared.contracts.lists import ListCorrected
from shared.contracts.outcomes import OutcomeCorrected
from shared.contracts.register import RecognitionStruck
from shared.contracts.reviews import OutcomeCorrectionExplained
from shared.errors import Rejected
from shared.values import Bilingual
from tests.unit.review.builders import PROGRAMME, ROUND, candidate, decided, jiangmen
from tests.unit.review.cohorts import demonstration
from tests.unit.review.test_revocation import AT, RULES, opened, refused, revoked, ruled, said

ANNOUNCED = datetime(2020, 1, 15, 17, 0, tzinfo=UTC)
LATER = ANNOUNCED + timedelta(days=30)
OTHER = Bilingual(zh="智能控制器", en="Intelligent controller")


def entries() -> dict[str, Entry]:
    """Three entries; the second was taken off by an objection before the announcement."""
    cases = [decided(f"a{n}") for n in (1, 2, 3)]
    first, second, third = numbered(map(candidate, cases), [])
    removal = Removal(why="objection", reason="facts_confirmed", at=ANNOUNCED)
    second = second.model_copy(update={"removed": removal})
    return {one.application: one for one in (first, second, third)}


def announced() -> NumberedList:
    return NumberedList(
        id="l1",
        programme=PROGRAMME,
        programme_version="2019.1",
        round=ROUND,
        state="announced",
        entries=3,
        removed=1,
        digest=digest(entries().values()),
        frozen_by="officer-1",
        frozen_at=ANNOUNCED - timedelta(days=20),
        announced_by="officer-1",
        announced_at=ANNOUNCED,
    )


def cases() -> dict[str, Case]:
    """Those of the list, and one that was decided and not listed."""
    listed = entries()
    final = jiangmen().way.final
    return {
        application: give_outcome(
            decided(application),
            final,
            jiangmen(),
            Calendar(),
            "l1",
            listed.get(application),
            at=ANNOUNCED,
        ).case
        for application in ("a1", "a2", "a3", "a4")
    }


def corrected(
    *wanted: Wanted,
    found: NumberedList | None = None,
    at: datetime = LATER,
    known: dict[str, Entry] | None = None,
) -> Corrected:
    order = CorrectionOrder("withdrawn", "书面申请退出", None, wanted)
    list_ = found or announced()
    of = entries() if known is None else known
    return correct(list_, of, cases(), order, jiangmen(), by="officer-1", at=at)


def wanted(application: str, change: Change, product: Bilingual | None = None) -> Wanted:
    return Wanted(application, change, product=product)


def test_the_announcement_stays_and_both_counts_are_there() -> None:
    done = corrected(wanted("a1", "removed"), wanted("a2", "added"), wanted("a4", "added"))
    after = done.step.list
    assert (after.left, after.listed, after.digest) == (2, 3, announced().digest)
    assert (done.correction.before, done.correction.listed) == (2, 3)
    assert [(one.no, one.counts, one.added) for one in done.entries] == [
        (1, False, False),
        (2, True, False),
        (4, True, True),
    ]
    # What was frozen is sealed as before, whatever was noted beside it.
    assert digest([*done.entries[:2], entries()["a3"]]) == after.digest
    (event,) = done.step.events
    assert isinstance(event, ListCorrected)
    assert (event.announced, event.before, event.listed) == (2, 2, 3)
    assert (event.removed, event.added, event.reprinted) == ((1,), (2, 4), ())


def test_the_next_added_one_gets_the_next_number() -> None:
    first = corrected(wanted("a4", "added")).step.list
    second = corrected(wanted("a1", "removed"), found=first, at=LATER + timedelta(days=1))
    assert (first.added, second.correction.no, second.step.list.listed) == (1, 2, 2)


def test_a_name_that_was_printed_wrongly_counts_as_before() -> None:
    done = corrected(wanted("a1", "reprinted", OTHER))
    (entry,) = done.entries
    assert (entry.counts, entry.reads.product, done.step.list.listed) == (True, OTHER, 2)
    assert entry.product != OTHER


@pytest.mark.parametrize(
    ("change", "application", "code"),
    [
        ("removed", "a2", "not-to-be-corrected"),
        ("added", "a1", "not-to-be-corrected"),
        ("reprinted", "a1", "not-to-be-corrected"),
        ("removed", "a4", "not-of-this-list"),
        ("added", "a9", "not-of-this-list"),
    ],
)
def test_nothing_is_corrected_that_is_so_already(
    change: Change, application: str, code: str
) -> None:
    with pytest.raises(Rejected, match=code):
        corrected(wanted(application, change))


def test_what_a_correction_has_removed_is_never_added_again() -> None:
    done = corrected(wanted("a1", "removed"))
    again = {**entries(), "a1": done.entries[0]}
    with pytest.raises(Rejected, match="not-to-be-corrected"):
        corrected(
            wanted("a1", "added"), found=done.step.list, known=again, at=LATER + timedelta(days=1)
        )


def test_the_figures_of_a_day_are_those_before_or_those_after() -> None:
    with pytest.raises(Rejected, match="corrected-today"):
        corrected(wanted("a1", "removed"), at=ANNOUNCED + timedelta(hours=2))
    once = corrected(wanted("a1", "removed")).step.list
    with pytest.raises(Rejected, match="corrected-today"):
        corrected(wanted("a3", "removed"), found=once, at=LATER + timedelta(minutes=1))


def test_only_an_announced_list_is_corrected() -> None:
    noticed = announced().model_copy(update={"state": "noticed", "announced_at": None})
    with pytest.raises(Rejected, match="not-announced"):
        corrected(wanted("a1", "removed"), found=noticed)


@pytest.mark.parametrize("change", ["removed", "added"])
def test_a_list_that_renewed_recognitions_is_corrected_in_print_only(change: Change) -> None:
    order = CorrectionOrder("withdrawn", "书面申请退出", None, (wanted("a1", change),))
    with pytest.raises(Rejected, match="renewed") as refusal:
        correct(announced(), entries(), cases(), order, demonstration(), by="o", at=LATER)
    assert refusal.value.code == "only-reprinted"
    named = CorrectionOrder("mistake", "错字", None, (wanted("a1", "reprinted", OTHER),))
    done = correct(announced(), entries(), cases(), named, demonstration(), by="o", at=LATER)
    assert done.step.list.listed == 2


def test_a_case_hears_of_a_correction_once_and_keeps_what_was_announced() -> None:
    done, case = corrected(wanted("a1", "removed")), cases()["a1"]
    (entry,) = done.correction.entries
    step = correct_outcome(case, done.step.list, done.correction, entry, jiangmen())
    assert step is not None
    after = step.case
    assert after.outcome is not None
    assert (after.outcome.recognised, after.outcome.correction) == (False, 1)
    assert after.earlier_outcomes[-1] == case.outcome
    assert after.stage == case.stage
    explained, public = step.events
    assert isinstance(explained, OutcomeCorrectionExplained)
    assert isinstance(public, OutcomeCorrected)
    assert public.standing.milestones == {"recognised": ANNOUNCED, "not_recognised": LATER}
    assert public.standing.struck == {"recognised": LATER}
    assert (public.listed, public.replaces and public.replaces.entry) == (None, 1)
    assert correct_outcome(after, done.step.list, done.correction, entry, jiangmen()) is None


def test_an_added_one_is_recognised_from_the_day_of_the_correction() -> None:
    done, case = corrected(wanted("a2", "added")), cases()["a2"]
    (entry,) = done.correction.entries
    step = correct_outcome(case, done.step.list, done.correction, entry, jiangmen())
    assert step is not None
    _, public = step.events
    assert isinstance(public, OutcomeCorrected)
    assert public.standing.milestones == {"not_recognised": ANNOUNCED, "recognised": LATER}
    assert public.standing.struck == {"not_recognised": LATER}
    assert (public.replaces, public.success) == (None, True)


def recognition() -> Recognition:
    listed = entries()["a1"]
    return register_entry(announced(), listed, cases()["a1"], jiangmen(), at=ANNOUNCED).recognition


def test_the_register_strikes_what_is_removed_once() -> None:
    done = corrected(wanted("a1", "removed"))
    (entry,) = done.correction.entries
    step = follow(recognition(), done.correction, entry, jiangmen())
    assert isinstance(step, RecognitionStep)
    (event,) = step.events
    assert isinstance(event, RecognitionStruck)
    assert step.recognition.status_at(LATER) == "struck"
    assert follow(step.recognition, done.correction, entry, jiangmen()) is None


def test_the_register_has_what_the_list_should_have_printed() -> None:
    done = corrected(wanted("a1", "reprinted", OTHER))
    (entry,) = done.correction.entries
    step = follow(recognition(), done.correction, entry, jiangmen())
    assert step is not None
    assert (step.recognition.what, step.recognition.status) == (OTHER, "valid")
    assert len(step.events) == 1


def struck(found: Recognition) -> Recognition:
    done = corrected(wanted("a1", "removed"))
    (entry,) = done.correction.entries
    step = follow(found, done.correction, entry, jiangmen())
    assert step is not None
    return step.recognition


def test_what_is_struck_is_not_revoked_but_a_proceeding_may_end() -> None:
    found = struck(said(opened().recognition).recognition)
    refused("recognition-not-in-force", lambda: ruled(found))
    assert ruled(found, outcome="dropped").recognition.status == "struck"


def test_an_appeal_does_not_restore_what_was_struck_meanwhile() -> None:
    found = struck(appeal(revoked(), RULES, 1, "无此事。", by="o", at=AT).recognition)
    refused("recognition-not-in-force", lambda: uphold(found, RULES, 1, "属实。", by="o", at=AT))
    assert dismiss(found, RULES, 1, "不属实。", by="o", at=AT).recognition.status == "struck"
