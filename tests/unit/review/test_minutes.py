"""Minutes say what was recorded, in Chinese, English or both, and every name is found in them."""

from hypothesis import example, given
from hypothesis import strategies as st

from services.review.domain.case import Case
from services.review.domain.meetings.agenda import AgendaItem
from services.review.domain.meetings.attending import take_attendance
from services.review.domain.meetings.closing import close
from services.review.domain.meetings.meeting import Meeting, Member, adjourn
from services.review.domain.meetings.minutes import minutes, parts
from services.review.domain.meetings.recusing import recuse
from services.review.domain.meetings.voting import adjourn_case
from shared.pdf.document import Document, Language
from shared.pdf.job import job
from shared.pdf.making import PdfMaker
from shared.values import Bilingual
from tests.programmes.committee import committee_programme
from tests.unit.pdf.reading import by_pypdf, compact
from tests.unit.review.meetings import (
    HELD_AT,
    attended,
    awaiting_vote,
    leaving,
    planned,
    voted,
)

MEMBERS = ("欧阳娜", "艾力·买买提", "㐂田龙", "O'Brien <b>")
BOTH: tuple[Language, ...] = ("zh", "en")


def case(application: str, zh: str, en: str) -> Case:
    """A case with names of its own."""
    found = awaiting_vote(application)
    names = {"enterprise": Bilingual(zh=zh, en=en), "number": f"IR-{application}"}
    return found.model_copy(update=names)


def closed(*, sealed: bool = False) -> tuple[Meeting, list[AgendaItem]]:
    """A closed meeting: one passed with a recusal, one failed, one put off, one withdrawn."""
    programme = committee_programme(4, "1/2", sealed=sealed)
    meeting, items = planned(
        case("p1", "深圳市䶮光精密仪器有限公司", "Yanguang Precision Co., Ltd."),
        case("p2", "华南新材料股份有限公司", "Huanan Materials"),
        case("p3", "前海数字服务有限公司", "Qianhai Digital"),
        case("p4", "已撤回企业有限公司", "Gone Ltd."),
        programme=programme,
    )
    committee = meeting.committee_in(programme.way)
    everybody = [Member(id=f"m0{n}", name=name, present=n < 3) for n, name in enumerate(MEMBERS)]
    meeting = take_attendance(meeting, committee, (), everybody, by="o", at=HELD_AT)
    passed, failed, put_off, withdrawn = items
    passed = recuse(meeting, passed, leaving("m01"))
    agenda = [
        voted(meeting, passed, (2, 0, 0), programme=programme, reason=None, opinion="创新性突出"),
        voted(meeting, failed, (1, 2, 0), programme=programme, opinion="佐证不足"),
        adjourn_case(put_off, why="待核实专利权属", by="o", at=HELD_AT),
        withdrawn,
    ]
    waiting = {"p1", "p2", "p3"}
    return close(meeting, committee, agenda, waiting, by="o", at=HELD_AT), agenda


def document(languages: tuple[Language, ...], *, sealed: bool = False) -> Document:
    meeting, agenda = closed(sealed=sealed)
    (whole,) = parts(agenda)
    return minutes(meeting, committee_programme(4, "1/2", sealed=sealed), whole, languages)


async def text_of(languages: tuple[Language, ...], *, sealed: bool = False) -> str:
    made = document(languages, sealed=sealed)
    return compact(by_pypdf(await PdfMaker()(made, at=HELD_AT)))


async def test_every_name_vote_recusal_and_opinion_is_found_in_the_pdf() -> None:
    text = await text_of(("zh",))
    for said in (
        *MEMBERS,
        "深圳市䶮光精密仪器有限公司",
        "IR-p1",
        "曾任该企业顾问",
        "创新性突出",
        "2/0/0",
        "1/2/0",
        "佐证不足",
        "待核实专利权属",
        "缓议",
        "已撤回",
        "应到委员4",
        "实到委员3",
        "2人（1/2）",
        "2019年10月30日",
        "会议审议4项：通过1项，未通过1项，缓议1项，会前已撤回1项。",
    ):
        assert compact(said) in text, said
    assert "不得公开" not in text


async def test_minutes_of_sealed_decisions_say_so_in_each_language() -> None:
    text = await text_of(BOTH, sealed=True)
    for said in ("不得公开", "sealed until the results are announced", "Huanan Materials"):
        assert compact(said) in text, said


async def test_the_same_meeting_has_the_same_bytes() -> None:
    assert len({await PdfMaker()(document(BOTH), at=HELD_AT) for _ in range(2)}) == 1


def test_an_adjourned_meeting_decided_nothing_and_says_why() -> None:
    meeting, agenda = planned(awaiting_vote())
    meeting = attended(meeting, 13)
    over = adjourn(meeting, why="出席人数不足", by="o", at=HELD_AT)
    made = minutes(over, committee_programme(), parts(agenda)[0], ("zh",))
    text = job(made, None, HELD_AT).decode("unicode_escape")
    assert "会议延期，未作出任何审定结论。原因：出席人数不足" in text
    assert "未审议" in text


def test_a_reason_of_another_version_of_the_programme_is_named_by_its_id() -> None:
    meeting, agenda = closed()
    failed = agenda[1]
    assert failed.vote is not None
    vote = failed.vote.model_copy(update={"reason": "of_a_former_version"})
    agenda[1] = failed.model_copy(update={"vote": vote})
    made = minutes(meeting, committee_programme(4, "1/2"), parts(agenda)[0], ("en",))
    assert b"of_a_former_version" in job(made, None, HELD_AT)


@example([1999] * 200)
@example([20] * 800)
@given(st.lists(st.integers(0, 1999), max_size=100))
def test_parts_have_every_case_once_in_order_and_each_fits_in_a_document(
    lengths: list[int],
) -> None:
    meeting, (item,) = planned(awaiting_vote())
    meeting = attended(meeting, 21)
    agenda = [
        voted(meeting, item.model_copy(update={"no": no}), (21, 0, 0), opinion="议" * (1 + length))
        for no, length in enumerate(lengths, 1)
    ]
    made = parts(agenda)
    assert [item.no for part in made for item in part.items] == [item.no for item in agenda]
    assert [part.no for part in made] == list(range(1, len(made) + 1))
    assert {part.of for part in made} == {len(made)}
    over = close(
        meeting, meeting.committee_in(committee_programme().way), agenda or [item_voted(meeting)],
        {item.application}, by="o", at=HELD_AT,
    )  # fmt: skip
    for part in made:
        # Too long a document is refused.
        job(minutes(over, committee_programme(), part, BOTH), None, HELD_AT)


def item_voted(meeting: Meeting) -> AgendaItem:
    _, (item,) = planned(awaiting_vote())
    return voted(meeting, item, (21, 0, 0))
