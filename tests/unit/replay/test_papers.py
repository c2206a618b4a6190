"""What enterprises send, judged by the programme itself."""

from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.replay.cast.model import Application, Cast
from deploy.replay.cast.papers import Paper
from shared.programmes import Dossier, MaterialFacts, Programme, Report, Verdict, check
from shared.values import Bilingual

TITLES = {
    "M01": Bilingual(zh="申请表", en="Application form"),
    "M05": Bilingual(zh="发明专利证书", en="Patent certificate"),
}


def judged(
    programme: Programme,
    application: Application,
    papers: tuple[Paper, ...],
    verdicts: dict[str, Verdict] | None = None,
) -> Report:
    """What the programme says of these papers."""
    facts: dict[str, list[MaterialFacts]] = {}
    for paper in papers:
        fact = MaterialFacts(paper.number, paper.filename, "pdf", paper.pages, 3000, "0" * 64)
        facts.setdefault(paper.requirement, []).append(fact)
    return check(programme, Dossier(application.answers, facts), verdicts or {})


def missing(report: Report) -> set[str]:
    """The items in the way, a choice by its first alternative."""
    return {gap.items[0] for gap in report.gaps}


def test_the_programme_finds_missing_exactly_what_was_forgotten(
    programme: Programme, jiangmen: Cast
) -> None:
    for _, application in jiangmen:
        report = judged(programme, application, application.papers)
        assert missing(report) == set(application.lacking)


def test_a_supplement_makes_the_file_complete_unless_it_is_fated_not_to(
    programme: Programme, jiangmen: Cast
) -> None:
    for application in (a for _, a in jiangmen if a.fate.lacks is not None):
        papers = application.papers + application.supplement
        left = missing(judged(programme, application, papers))
        assert bool(left) == (application.fate.id == "still_incomplete")


def test_a_flaw_is_on_a_material_that_was_sent_for_a_reason_of_the_catalogue(
    programme: Programme, jiangmen: Cast
) -> None:
    for application in (a for _, a in jiangmen if a.fate.reviewed.flaw):
        flaw = application.flaw
        assert flaw
        assert flaw.requirement in {paper.requirement for paper in application.papers}
        verdict = {flaw.requirement: Verdict("invalid", flaw.reason)}
        found = judged(programme, application, application.papers, verdict)
        assert missing(found) == {flaw.requirement}
        assert [paper.requirement for paper in application.supplement] == [flaw.requirement]


@given(
    st.sampled_from(sorted(TITLES)),
    st.integers(1, 3),
    st.text("江门市高新0123ABC@. ", max_size=90),
)
def test_papers_are_pdf_files_that_parse(requirement: str, pages: int, name: str) -> None:
    content = Paper(requirement, TITLES[requirement], "00001-A", pages).content(
        "91440703MADLYTPB31", name, name
    )
    with pikepdf.open(BytesIO(content), attempt_recovery=False) as pdf:
        assert len(pdf.pages) == pages
        assert [pikepdf.parse_content_stream(page) != [] for page in pdf.pages] == [True] * pages


@pytest.mark.parametrize("changed", [0, 1, 2])
def test_each_paper_has_its_own_content(changed: int) -> None:
    texts = ["91440703MADLYTPB31", "江门某公司", "某产品"]
    other = [text + "X" if at == changed else text for at, text in enumerate(texts)]
    paper = Paper("M05", TITLES["M05"], "00001-A", 1)
    assert paper.content(*texts) != paper.content(*other)
    assert paper.content(*texts) != Paper("M05", TITLES["M05"], "00002-A", 1).content(*texts)
