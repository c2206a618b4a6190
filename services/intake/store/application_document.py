"""An application as a document, and back."""

from collections.abc import Mapping
from typing import Any

from services.intake.domain.application import (
    Application,
    Outcome,
    ReviewSeen,
    Submission,
    Withdrawal,
)
from services.intake.domain.call import Call
from services.intake.domain.material import Material
from services.intake.domain.supplementing import taken_from
from services.intake.domain.timeline import TimelineItem
from services.intake.store.list_document import on_list_to_document, to_on_list
from services.intake.store.qualification_document import (
    qualifications_to_document,
    to_qualifications,
)
from services.intake.store.staged_document import staged_to_document, to_staged
from services.intake.store.supplement_document import round_to_document, to_round
from services.intake.store.texts import text_to_document, to_text
from shared.programmes import Path

_PLAIN = (
    "uscc",
    "district",
    "programme",
    "programme_version",
    "round",
    "category",
    "industry",
    "created_at",
)
"""Fields that are saved as they are."""


def to_document(application: Application) -> dict[str, Any]:
    """The state to save; `stage`, `supplement_open` and `staged_until` follow from it and are there
    for queries.
    """
    submission, review = application.submission, application.review
    withdrawal, outcome = application.withdrawal, application.outcome
    return {
        **{name: getattr(application, name) for name in _PLAIN},
        "enterprise": text_to_document(application.enterprise),
        "product": text_to_document(application.product),
        "answers": dict(application.answers),
        "materials": [_fields(material) for material in application.materials],
        "replaced": [_fields(material) for material in application.replaced],
        "submission": None if submission is None else _fields(submission),
        "supplements": [round_to_document(found) for found in application.supplements],
        "withdrawal": None if withdrawal is None else _fields(withdrawal),
        "review": _review_to_document(review),
        "outcome": None if outcome is None else _outcome_to_document(outcome),
        "timeline": [_item_to_document(item) for item in application.timeline],
        # MongoDB reads a dot as a path.
        "heard": {k.replace(".", "/"): list(v) for k, v in application.heard.items()},
        "stage": application.stage,
        "supplement_open": application.awaited_supplement is not None,
        **_of_some_programmes(application),
    }


def to_application(key: str, state: Mapping[str, Any], path: Path) -> Application:
    """The application in a document; `path` is that of its programme's version."""
    submission, withdrawal = state["submission"], state["withdrawal"]
    outcome = state["outcome"]
    return Application(
        id=key,
        path=path,
        **{name: state[name] for name in _PLAIN},
        enterprise=to_text(state["enterprise"]),
        product=to_text(state["product"]),
        answers=state["answers"],
        materials=tuple(Material(**found) for found in state["materials"]),
        replaced=tuple(Material(**found) for found in state["replaced"]),
        submission=None if submission is None else Submission(**submission),
        supplements=tuple(to_round(found) for found in state["supplements"]),
        withdrawal=None if withdrawal is None else Withdrawal(**withdrawal),
        review=_to_review(state["review"]),
        district_given=state.get("district_given", False),
        announced=state.get("announced", {}),
        qualifications=to_qualifications(state.get("qualifications", ())),
        facts=state.get("facts"),
        opened_with=state.get("opened_with"),
        staged=None if state.get("staged") is None else to_staged(state["staged"]),
        on_list=None if state.get("on_list") is None else to_on_list(state["on_list"]),
        call=None if state.get("call") is None else _to_call(state["call"]),
        outcome=None if outcome is None else Outcome(**outcome),
        timeline=tuple(_to_item(found) for found in state["timeline"]),
        heard={_to_stream(k): tuple(v) for k, v in state["heard"].items()},
    )


def _outcome_to_document(outcome: Outcome) -> dict[str, Any]:
    found = _fields(outcome)
    # A former version knows no correction.
    return found if outcome.correction else {"stage": found["stage"], "at": found["at"]}


def _to_stream(key: str) -> str:
    """The stream of a saved key: `reviews.v1`, or `activities.v1/` and the id of an attendance.

    A stream has one dot, and such an id has dots and no slash.
    """
    name, version, *attendance = key.split("/")
    stream = f"{name}.{version}"
    return f"{stream}/{'.'.join(attendance)}" if attendance else stream


def _of_some_programmes(application: Application) -> dict[str, Any]:
    """What is left out where there is none of it, as in most programmes and cases.

    What is staged stands apart from its round, so that a former version that saves the rounds
    leaves it alone.
    """
    found: dict[str, Any] = {}
    if application.district_given:
        found["district_given"] = True
    if application.announced:
        found["announced"] = dict(application.announced)
    if application.qualifications:
        found["qualifications"] = qualifications_to_document(application.qualifications)
    if application.facts is not None:
        found["facts"] = dict(application.facts)
    if application.opened_with is not None:
        found["opened_with"] = application.opened_with
    if application.staged is not None:
        found["staged"] = staged_to_document(application.staged)
        found["staged_until"] = taken_from(application)
    if application.call is not None:
        found["call"] = _call_to_document(application.call)
    if application.on_list is not None:
        found["on_list"] = on_list_to_document(application.on_list)
    return found


def _call_to_document(call: Call) -> dict[str, Any]:
    explanation = text_to_document(call.explanation)
    plain = {name: getattr(call, name) for name in call.__slots__}
    return {**plain, "explanation": explanation}


def _to_call(found: Mapping[str, Any]) -> Call:
    return Call(**{**found, "explanation": to_text(found["explanation"])})


def _review_to_document(review: ReviewSeen) -> dict[str, Any]:
    found: dict[str, Any] = {"seq": review.seq, "reached": dict(review.reached)}
    if review.passed:
        found["passed"] = sorted(review.passed)
    if review.left_out:
        found["left_out"] = True
    return found


def _to_review(found: Mapping[str, Any]) -> ReviewSeen:
    passed, left_out = frozenset(found.get("passed", ())), found.get("left_out", False)
    return ReviewSeen(found["seq"], found["reached"], passed, left_out)


def _fields(part: Material | Submission | Withdrawal | Outcome) -> dict[str, Any]:
    """The fields of a flat record; dataclasses.asdict would copy each value deeply."""
    return {name: getattr(part, name) for name in part.__slots__}


def _item_to_document(item: TimelineItem) -> dict[str, Any]:
    return {
        "at": item.at,
        "what": item.what,
        "text": text_to_document(item.text),
        "by": item.by,
    }


def _to_item(found: Mapping[str, Any]) -> TimelineItem:
    return TimelineItem(found["at"], found["what"], to_text(found["text"]), found["by"])
