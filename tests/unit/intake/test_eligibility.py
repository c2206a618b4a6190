"""A programme takes an application only where its conditions are met, and says what to do."""

from typing import Any

import pytest

from services.intake.domain.eligibility import check_eligible, obstacles
from services.intake.domain.facts import with_facts
from services.intake.domain.limits import limits_of
from services.intake.domain.qualification import HeldQualification
from services.intake.domain.refusals import NotEligible
from shared.calendar import beijing_date
from shared.programmes.path.kinds.application import Limits
from tests.unit.intake.applications import NOON, PROGRAMME, a_draft
from tests.unit.intake.records import RECORDS, TITLED, a_project

CORRECT = "If the answer to “Registered in the city” is wrong, put it right before you submit."
ANSWER = "Answer “Registered in the city” first, as the form asks."
HOLD = "If the applicant holds high-tech on the day of submission, register that first."


def refusal(*held: HeldQualification, **answers: Any) -> NotEligible | None:
    """Why an application with these answers is not taken."""
    application = with_facts(a_project(**answers), RECORDS, held, beijing_date(NOON))
    try:
        check_eligible(RECORDS, application)
    except NotEligible as refused:
        return refused
    return None


def test_who_meets_every_condition_may_apply() -> None:
    assert refusal(TITLED) is None


@pytest.mark.parametrize(
    ("held", "answers", "reasons", "remedies"),
    [
        ([TITLED], {"local": False}, ["not_local"], [("answers.local", CORRECT)]),
        ([TITLED], {"local": None}, ["not_local"], [("answers.local", ANSWER)]),
        ([TITLED], {"local": "否"}, ["not_local"], [("answers.local", CORRECT)]),
        ([], {}, ["no_title"], [("qualifications", HOLD)]),
        (
            [],
            {"local": False},
            ["not_local", "no_title"],
            [("answers.local", CORRECT), ("qualifications", HOLD)],
        ),
    ],
)
def test_who_does_not_is_told_the_reason_and_what_to_do(
    held: list[HeldQualification],
    answers: dict[str, Any],
    reasons: list[str],
    remedies: list[tuple[str, str]],
) -> None:
    refused = refusal(*held, **answers)
    assert refused is not None
    assert refused.code == "not-eligible"
    for reason in reasons:
        name = RECORDS.reason(reason).name
        assert f"{name.en} ({name.zh})" in refused.detail
    assert [(error.field, error.message) for error in refused.errors] == remedies


def test_the_self_check_shows_the_same_before_in_both_languages() -> None:
    application = with_facts(a_project(local=False), RECORDS, [TITLED], beijing_date(NOON))
    (obstacle,) = obstacles(RECORDS, application)
    assert (obstacle.reason, obstacle.reason_text) == (
        "not_local",
        RECORDS.reason("not_local").name,
    )
    (remedy,) = obstacle.remedies
    assert remedy.text.zh == "如“是否在本市注册”填写有误，请更正后再提交。"


def test_jiangmen_sets_no_conditions_and_no_limits() -> None:
    check_eligible(PROGRAMME, a_draft())
    assert limits_of(PROGRAMME) is None


def test_limits_stand_in_the_path_and_an_older_definition_s_count_in_all() -> None:
    assert limits_of(RECORDS) == Limits(per_enterprise=3, per_category=2)
    older = PROGRAMME.model_copy(update={"max_applications_per_enterprise": 4})
    assert limits_of(older) == Limits(per_enterprise=4)
