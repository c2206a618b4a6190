"""What `laurel programme show` draws of a path, in both languages and without a terminal."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from deploy.cli.programme import app
from tests.unit.programmes.test_faults import FOLDER

DRAWN = """\
● application  Application
│   application, by enterprise
│   at most 3 of an enterprise, 2 of each category
│   open only where staff is 10 or more; else too_small
├─▷ withdrawn  Withdrawn
▼ submitted  Submitted
● checking  Formal review
│   formal_review, by association of association
│   notified within 5 working days; supplement within 5 working days, at most 1 round
│   never accepted by statute
│   gives opened, materials_missing, supplemented
├─▷ not_accepted  Not accepted
▼ accepted  Accepted
● putting-forward  Recommendation
│   recommendation, by recommender of north-office
│   quotas: north-office (9)
├─▷ not_recommended  Not recommended
▼ recommended  Recommended
● preliminary  Preliminary review
│   decision, by reviewer of industry, science
│   verdicts: pass (Pass), fail (Fail)
├─▷ not_shortlisted  Not shortlisted
▼ shortlisted  Shortlisted
● shortlist  Shortlist
│   announcement, by officer
│   its list is announced without a notice
▼
● inspection  Inspection
│   decision, by reviewer of industry, science
│   only where (regulated is yes) or (champion is one of national); others pass by
│   verdicts: pass (Pass), fail (Fail)
├─▷ not_confirmed  Not confirmed
▼
● bureaux  Joint review
│   decision, by reviewer of industry, science
│   passed when all of them agree by letter
│   verdicts: pass (Pass), fail (Fail)
├─▷ not_agreed  Not agreed
▼ agreed  Agreed
● committee  Committee
│   decision, by reviewer of industry, science
│   sealed until the announcement
│   a committee of 9 votes in a meeting: 2/3 of them present, more than 1/2 of the votes
│   verdicts: pass (Pass), fail (Fail)
▼ decided  Decided
○ notice  Public notice
│   public_notice, by officer
│   the list is under notice for 5 working days
▼
● release  Release
│   announcement, by officer
│   its list is announced after the notice
├─▷ not_approved  Not approved
■ approved  Approved

funnel: submitted → accepted → recommended → shortlisted → agreed → approved
success: approved, of the base: agreed
other ends: withdrawn, not_accepted, not_recommended, not_shortlisted, not_confirmed, \
not_agreed, not_approved
"""


@pytest.fixture
def definitions(tmp_path: Path) -> Path:
    shutil.copy(FOLDER / "good.yaml", tmp_path)
    return tmp_path


def shown(definitions: Path, language: str) -> str:
    arguments = ["show", "city-records", "--in", str(definitions), "--language", language]
    result = CliRunner().invoke(app, arguments, env={"COLUMNS": "80"})
    assert result.exit_code == 0, result.output
    return result.output


def test_every_stage_is_drawn_with_who_acts_by_when_and_where_it_leads(definitions: Path) -> None:
    assert DRAWN in shown(definitions, "en")


def test_in_chinese_all_but_the_ids_is_chinese(definitions: Path) -> None:
    lines = shown(definitions, "zh").splitlines()
    for line in (
        "● committee  审定",
        "│   decision，由评审（industry、science）办理",
        "│   委员会9人开会表决：到会不少于2/3，赞成票超过1/2",
        "│   仅当（regulated为是）或（champion为national之一）；其余直接进入下一阶段",
        "├─▷ not_approved  未通过",
        "■ approved  通过",
        "漏斗：submitted → accepted → recommended → shortlisted → agreed → approved",
    ):
        assert line in lines
    assert not [line for line in lines if " by " in line or "only where" in line]


def test_facts_are_shown_with_their_origin_and_the_secret_ones_marked(definitions: Path) -> None:
    rows = {
        cells[0]: cells[2:]
        for line in shown(definitions, "en").splitlines()
        if len(cells := [cell.strip() for cell in line.split("│") if cell.strip()]) == 4
    }
    assert rows["annual_sales"] == ["sales × 10000", "secret"]
    assert rows["prize"] == ["award ∈ city", "yes"]
    assert rows["high_tech"] == ["high-tech (national)", "yes"]


def test_offices_are_shown_with_the_stages_in_which_they_act(definitions: Path) -> None:
    rows = [
        [cell.strip() for cell in line.split("│")]
        for line in shown(definitions, "en").splitlines()
        if line.startswith("│ ")
    ]
    acts = {row[1]: row[3] for row in rows if len(row) == 5}
    assert acts["association"] == "checking"
    assert acts["north-office"] == "putting-forward"


def test_without_a_terminal_it_is_plain_text(definitions: Path) -> None:
    assert "\x1b" not in shown(definitions, "en") + shown(definitions, "zh")
