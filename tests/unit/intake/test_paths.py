"""An application goes by the path of its programme, whatever its stages are called."""

import pytest

from services.intake.domain.events import standing
from services.intake.domain.hearing import ask
from services.intake.domain.next_step import next_step
from services.intake.domain.refusals import AlreadyEnded, AlreadyNotAccepted
from services.intake.domain.stages import stage_words
from services.intake.domain.withdrawing import withdraw
from shared.programmes.path import DEFAULT_PATH, ApplicationStage, Decision, Recommendation
from shared.programmes.path.kinds.application import ApplicationMilestones
from shared.programmes.path.kinds.decision import DecisionMilestones
from shared.programmes.path.kinds.recommendation import RecommendationMilestones
from shared.programmes.path.milestone import milestone
from tests.unit.intake.applications import NOON, PROGRAMME, item
from tests.unit.intake.paths import TWO_LISTS, with_path
from tests.unit.intake.review import after, along, an_application, hear, review_of


def test_jiangmen_has_the_stages_that_it_always_had() -> None:
    assert [word.id for word in stage_words(PROGRAMME.way)] == [
        *("draft", "submitted", "accepted", "not_accepted", "recommended"),
        *("recognised", "not_recognised", "withdrawn"),
    ]


def test_the_stages_of_another_programme_are_its_own_milestones() -> None:
    assert [word.id for word in stage_words(TWO_LISTS.way)] == [
        *("draft", "submitted", "eligible", "not_eligible", "through", "out"),
        *("shortlisted", "not_shortlisted", "not_convincing"),
        *("approved", "not_approved", "withdrawn"),
    ]


@pytest.mark.parametrize(
    ("passes", "stage", "actor", "zh", "en"),
    [
        (
            (),
            "submitted",
            "officer",
            "主管机构正在进行资格审查，请留意通知。",
            "The authority is doing the Eligibility check. Please watch for notices.",
        ),
        (
            (True,),
            "eligible",
            "reviewer",
            "资格审查已通过，等待初评与入围名单。",
            "Eligibility check is passed; First round and Shortlist come next.",
        ),
        (
            (True, True),
            "through",
            "officer",
            "初评已通过，等待入围名单。",
            "First round is passed; Shortlist comes next.",
        ),
        (
            (True, False),
            "out",
            "nobody",
            "初评未通过，理由见进度记录。",
            "First round was not passed; the timeline says why.",
        ),
        (
            (True, True, True),
            "shortlisted",
            "officer",
            "已公布：入围，等待终评、公示与发布。",
            "Shortlisted; Committee, public notice and Release come next.",
        ),
        (
            (True, True, True, False),
            "shortlisted",
            "officer",
            "已公布：入围，等待终评、公示与发布。",
            "Shortlisted; Committee, public notice and Release come next.",
        ),
        (
            (True, True, True, True, True),
            "approved",
            "nobody",
            "结果已公布：获批，祝贺！",
            "Announced: Approved. Congratulations!",
        ),
        (
            (True, True, True, False, True),
            "not_approved",
            "nobody",
            "结果已公布：未获批。",
            "Announced: Not approved.",
        ),
    ],
)
def test_the_next_step_has_the_names_of_the_programme(
    passes: tuple[bool, ...], stage: str, actor: str, zh: str, en: str
) -> None:
    application = along(TWO_LISTS, *passes)
    step = next_step(application, TWO_LISTS, NOON)
    assert (application.stage, step.actor, step.text.zh, step.text.en) == (stage, actor, zh, en)


def test_a_stage_that_is_for_some_only_comes_next_for_nobody_else() -> None:
    regulated = along(TWO_LISTS, True, True, True, regulated=True)
    unanswered = along(TWO_LISTS, True, True, True)
    assert "答辩、终评、公示与发布" in next_step(regulated, TWO_LISTS, NOON).text.zh
    assert "等待终评、公示与发布" in next_step(unanswered, TWO_LISTS, NOON).text.zh


def test_a_stage_that_gives_no_milestone_moves_the_application_on_all_the_same() -> None:
    passed = along(TWO_LISTS, True, True, True, True, regulated=True)
    assert passed.stage == "shortlisted"
    assert "答辩已通过，等待终评" in next_step(passed, TWO_LISTS, NOON).text.zh
    failed = along(TWO_LISTS, True, True, True, False, regulated=True)
    assert failed.stage == "not_convincing"
    assert next_step(failed, TWO_LISTS, NOON).actor == "nobody"


def test_an_office_that_a_stage_names_is_named_in_the_next_step() -> None:
    bureau = PROGRAMME.recommenders[0]
    bound = tuple(
        stage.model_copy(update={"office": bureau.id}) if stage.kind == "formal_review" else stage
        for stage in DEFAULT_PATH
    )
    programme = with_path(bound)
    text = next_step(along(programme), programme, NOON).text
    assert text.zh == f"{bureau.name.zh}正在进行形式审查，请留意通知。"
    assert text.en.startswith(f"{bureau.name.en} is doing the formal review.")


def test_the_timeline_names_the_stage_and_says_why_it_was_not_passed() -> None:
    application = along(TWO_LISTS, True, True)
    assert [(i.what, i.by, i.text.zh, i.text.en) for i in application.timeline[3:]] == [
        (
            "stage_passed",
            "reviewer",
            "初评：通过。　评审意见：secret opinion",
            "First round: passed. The opinion: secret opinion",
        ),
    ]
    application = along(TWO_LISTS, True, False)
    assert [(i.what, i.by, i.text.zh, i.text.en) for i in application.timeline[3:]] == [
        (
            "stage_failed",
            "reviewer",
            "初评：未通过，理由：依据不足　评审意见：secret opinion",
            "First round: not passed. It is not substantiated. The opinion: secret opinion",
        ),
    ]


def test_the_timeline_says_which_list_an_application_is_on() -> None:
    told = [(i.what, i.by, i.text.zh, i.text.en) for i in along(TWO_LISTS, *[True] * 5).timeline]
    assert told[4:] == [
        (
            "listed",
            "officer",
            "入围名单：入围（名单第7号）。",
            "Shortlist: Shortlisted, as entry 7 of the list.",
        ),
        (
            "listed",
            "officer",
            "发布：获批（名单第7号）。",
            "Release: Approved, as entry 7 of the list.",
        ),
    ]
    last = along(TWO_LISTS, True, True, True, False, True).timeline[-1]
    assert (last.what, last.text.zh, last.text.en) == (
        "not_listed",
        "发布：未获批。",
        "Release: Not approved.",
    )


def test_what_is_submitted_and_withdrawn_is_told_by_the_milestones_of_the_path() -> None:
    filed, given_up = milestone("filed", "递交", "Filed"), milestone("given_up", "放弃", "Given up")
    entry = ApplicationStage(
        id="entry",
        kind="application",
        name=DEFAULT_PATH[0].name,
        milestones=ApplicationMilestones(submitted=filed, withdrawn=given_up),
    )
    programme = with_path((entry, *DEFAULT_PATH[1:]))
    gone = withdraw(an_application(programme), reason="sold", at=NOON)
    assert (gone.stage, standing(gone).milestones) == (
        "given_up",
        {"filed": NOON, "given_up": NOON},
    )


def test_what_did_not_pass_a_stage_can_not_be_withdrawn() -> None:
    with pytest.raises(AlreadyNotAccepted):
        withdraw(along(TWO_LISTS, False), reason="sold", at=NOON)
    with pytest.raises(AlreadyEnded) as refused:
        withdraw(along(TWO_LISTS, True, False), reason="sold", at=NOON)
    assert "First round (初评)" in refused.value.detail
    shortlisted = along(TWO_LISTS, True, True, True)
    assert withdraw(shortlisted, reason="sold", at=NOON).withdrawn_at == NOON


def test_a_recommendation_without_a_milestone_moves_it_one_stage_on() -> None:
    by_city = Recommendation(
        id="city",
        kind="recommendation",
        name=DEFAULT_PATH[2].name,
        milestones=RecommendationMilestones(passed=None),
        left_out=milestone("city_left_out", "未推荐", "Left out"),
    )
    programme = with_path((*DEFAULT_PATH[:2], by_city, *DEFAULT_PATH[3:]))
    application = an_application(programme)
    review = review_of(application, programme)
    waits_for = []
    for _ in range(2):
        application = after(application, review, True)
        waits_for.append(next_step(application, programme, NOON).actor)
    assert (waits_for, application.stage) == (["recommender", "reviewer"], "accepted")


def test_a_decision_may_come_before_the_formal_review_which_then_asks_for_what_is_missing() -> None:
    first = Decision(
        id="first",
        kind="decision",
        name=DEFAULT_PATH[3].name,
        milestones=DecisionMilestones(failed=milestone("out", "未通过", "Out")),
    )
    programme = with_path((DEFAULT_PATH[0], first, *DEFAULT_PATH[1:]))
    application = along(programme, True)
    assert next_step(application, programme, NOON).actor == "association"
    asked = ask(application, 1, [item("M05")], NOON)
    assert next_step(asked, programme, NOON).actor == "enterprise"
    assert asked.awaited_supplement is not None
    accepted = along(programme, True, True)
    assert ask(accepted, 1, [item("M05")], NOON).awaited_supplement is None


def test_what_was_passed_without_a_milestone_stays_passed_when_earlier_news_comes_late() -> None:
    one, two = (
        Decision(
            id=id_,
            kind="decision",
            name=DEFAULT_PATH[3].name,
            milestones=DecisionMilestones(failed=milestone(f"{id_}_out", "未通过", "Out")),
        )
        for id_ in ("one", "two")
    )
    programme = with_path((*DEFAULT_PATH[:2], one, two, *DEFAULT_PATH[3:]))
    application = an_application(programme)
    review = review_of(application, programme)
    for _ in range(3):
        review.goes_on(passes=True)
    for incoming in reversed(review.said):
        application = hear(application, incoming)
    assert application.review.passed == {"one", "two"}
    assert "等待评审、公示与公布" in next_step(application, programme, NOON).text.zh


def test_who_is_left_out_of_a_list_is_told_why_and_waits_for_nobody_until_taken_in() -> None:
    application = an_application(PROGRAMME)
    review = review_of(application, PROGRAMME)
    review.leaves_out("补正期限届满前不再等待")
    left_out = hear(application, review.said[-1])
    (told,) = left_out.timeline[-1:]
    assert (told.what, told.by) == ("left_out", "officer")
    assert told.text.zh.endswith("不列入该名单。理由：补正期限届满前不再等待")
    assert told.text.en.endswith("will not be on it. Reason: 补正期限届满前不再等待")
    assert next_step(left_out, PROGRAMME, NOON).actor == "nobody"
    assert (left_out.stage, hear(left_out, review.said[-1])) == ("submitted", left_out)
    review.takes_in()
    taken_in = hear(left_out, review.said[-1])
    assert taken_in.timeline[-1].what == "taken_in"
    assert next_step(taken_in, PROGRAMME, NOON).actor == "association"


@pytest.mark.parametrize(("passed", "stage"), [(True, "accepted"), (False, "not_accepted")])
def test_a_conclusion_that_is_taken_back_is_told_and_the_review_goes_on(
    passed: bool, stage: str
) -> None:
    application = an_application(PROGRAMME)
    review = review_of(application, PROGRAMME)
    concluded = after(application, review, passed)
    assert concluded.stage == stage
    review.takes_back(PROGRAMME.way.stage("formal_review"), "误判为齐全")
    back = hear(concluded, review.said[-1])
    (told,) = back.timeline[-1:]
    assert (told.what, told.by) == ("taken_back", "association")
    assert told.text.zh == "形式审查：原结论已由办理单位撤回更正，将重新作出。理由：误判为齐全"
    assert told.text.en.endswith("will be given anew. Reason: 误判为齐全")
    assert (back.stage, next_step(back, PROGRAMME, NOON).actor) == ("submitted", "association")


def test_a_sealed_decision_is_taken_back_without_a_word() -> None:
    application = an_application(PROGRAMME)
    review = review_of(application, PROGRAMME)
    decided = after(application, review, True, True, True)
    review.takes_back(PROGRAMME.way.stage("decision"), None)
    back = hear(decided, review.said[-1])
    assert (back.timeline, back.stage) == (decided.timeline, decided.stage)
