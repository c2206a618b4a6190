"""Sheets of earlier recognitions: every row is taken, or named with what is wrong."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from services.review.api.recognition.reading.columns import TITLES
from services.review.api.recognition.reading.job import RegisterReader, as_json
from services.review.api.recognition.reading.rows import read_rows
from services.review.api.recognition.workbook import empty_workbook
from services.review.api.stages.recommendation.reading.read import with_tables
from services.review.domain.recognition.entered import EnteredRow
from services.review.domain.recognition.entering import Entering, enter
from services.review.domain.recognition.recognition import Recognition
from shared.contracts.register import RecognitionRegistered
from shared.errors import Rejected
from shared.isolated.call import Limits
from shared.programmes import After, Validity
from shared.values import Bilingual
from tests.builders import NOON
from tests.unit.review.builders import jiangmen

CODE = "91350100M000100Y43"
GOOD = ("SF-2015-001", CODE, "某某公司", "Example", "示范企业", None)
DOCUMENT = "粤科函〔2015〕12号"
Cell = str | int | date | None


def a_sheet(*rows: tuple[Cell, ...], from_1904: bool = False) -> bytes:
    workbook = Workbook()
    if from_1904:
        workbook.epoch = CALENDAR_MAC_1904
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["2015 年认定企业"])
    sheet.append([titles[0] for titles in TITLES.values()])
    for row in rows:
        sheet.append(list(row))
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def read(content: bytes) -> list[EnteredRow]:
    return with_tables(content, read_rows)


def refused(content: bytes) -> list[tuple[str, str, str | None]]:
    with pytest.raises(Rejected) as error:
        as_json(content)
    assert "Nothing was entered." in error.value.detail
    assert "未登记任何内容" in (error.value.zh or "")
    return [(each.field, each.message, each.zh) for each in error.value.errors]


@pytest.mark.parametrize("from_1904", [False, True])
@pytest.mark.parametrize(
    "since",
    [
        date(2015, 11, 20),
        "2015-11-20",
        "2015年11月20日",
        "2015/11/20",
        "２０１５．１１．２０",
        "2015-11-20 00:00:00",
    ],
)
def test_days_are_read_as_dates_and_as_people_write_them(since: Cell, from_1904: bool) -> None:
    row = (*GOOD, since, date(2018, 11, 20), DOCUMENT)
    (found,) = read(a_sheet(row, (), from_1904=from_1904))
    assert (found.since, found.until) == (date(2015, 11, 20), date(2018, 11, 20))
    assert (found.row, found.number, found.subject) == (3, "SF-2015-001", CODE)
    assert found.holder == Bilingual(zh="某某公司", en="Example")
    assert found.what == Bilingual(zh="示范企业", en="示范企业")


def test_every_cell_that_is_wrong_is_named_at_once() -> None:
    rows = [
        (None, CODE, "某某公司", None, "示范企业", None, "昨天", None, DOCUMENT),
        (*GOOD, "2015-02-30", None, None),
    ]
    found = refused(a_sheet(*rows))
    assert [field for field, _, _ in found] == ["row 3", "row 3", "row 4", "row 4"]
    assert "column A (编号 Number) is empty" in found[0][1]
    assert found[1][2] == "G (认定日期 Since) 列须为日期，如 2015-11-20"
    assert "I (来源文件 Source)" in found[2][1]


@pytest.mark.parametrize("since", ["2015.11.20-2018.11.19", "2015-11-201", "2015-11-20起"])
def test_more_than_one_day_is_no_day(since: str) -> None:
    assert "G (认定日期 Since)" in refused(a_sheet((*GOOD, since, None, DOCUMENT)))[0][1]


def test_a_number_stays_as_its_document_has_it() -> None:
    row = (" 粤科（２０１５）01号 ", *GOOD[1:], "2015-11-20", None, DOCUMENT)
    assert read(a_sheet(row))[0].number == "粤科（２０１５）01号"


def test_a_number_of_nothing_but_blanks_is_none() -> None:
    row = ("　", *GOOD[1:], "2015-11-20", None, DOCUMENT)
    assert "A (编号 Number) is empty" in refused(a_sheet(row))[0][1]


def test_the_empty_sheet_has_all_titles_and_nothing_to_enter() -> None:
    assert refused(empty_workbook())[0][0] == "rows"


def test_a_sheet_without_a_column_is_told_which_one() -> None:
    assert ("column 来源文件 Source", "is missing", "缺少此列") in refused(
        "编号,统一社会信用代码,单位名称,认定内容,认定日期\n1,2,3,4,5\n".encode()
    )


def test_a_file_of_another_kind_is_refused_with_what_it_is() -> None:
    assert refused(b"%PDF-1.7\n")[0][0] == "body"


def a_row(row: int = 3, **changes: object) -> EnteredRow:
    return EnteredRow.model_validate(
        {
            "row": row,
            "number": f"SF-{row}",
            "subject": CODE,
            "holder": {"zh": "某某公司", "en": "Example"},
            "what": {"zh": "示范企业", "en": "Demonstration enterprise"},
            "since": date(2015, 11, 20),
            "until": None,
            "document": DOCUMENT,
        }
        | changes
    )


def entered(*rows: EnteredRow, known: dict[str, Recognition] | None = None) -> Entering:
    three = jiangmen().model_copy(update={"after": After(validity=Validity(years=3))})
    return enter(rows, known or {}, three, by="officer-1", at=NOON)


def test_without_a_last_day_the_validity_of_the_programme_says_it() -> None:
    (without, with_) = entered(a_row(), a_row(4, until=date(2016, 1, 1))).new
    assert without.recognition.until == date(2018, 11, 20)
    assert with_.recognition.until == date(2016, 1, 1)
    assert without.recognition.source.document == DOCUMENT
    assert len(without.events) == 1


def test_the_same_row_once_more_changes_nothing_also_after_a_new_name() -> None:
    (step,) = entered(a_row()).new
    known = {step.recognition.number: step.recognition}
    assert entered(a_row(), known=known) == Entering((), 1)


def test_a_number_that_is_typed_in_two_ways_is_one() -> None:
    (step,) = entered(a_row(number="粤科（2015）1号")).new
    known = {"粤科(2015)1号": step.recognition}
    assert entered(a_row(number="粤科(2015) 1号"), known=known) == Entering((), 1)
    with pytest.raises(Rejected, match="register-sheet-refused"):
        entered(a_row(number="粤科（2015）1号"), a_row(4, number="粤科(2015)1号"))


def test_the_last_day_there_is_means_no_end() -> None:
    (step,) = entered(a_row(until=date(9999, 12, 31))).new
    assert (step.recognition.until, step.recognition.expires_at) == (None, None)


def test_a_day_out_of_range_is_named_by_its_row() -> None:
    with pytest.raises(Rejected, match="register-sheet-refused") as refusal:
        entered(a_row(since=date(9998, 1, 1)), a_row(4, since=date.max, until=date.max))
    assert [error.field for error in refusal.value.errors] == ["row 3", "row 4"]


@pytest.mark.parametrize(
    ("typed", "kept", "kind"),
    [
        ("91350100-m000100y-43", CODE, None),
        ("９１３５０１００Ｍ０００１００Ｙ４３", CODE, None),
        ("４４１９ 00", "441900", "division"),
    ],
)
def test_the_code_of_a_holder_is_kept_as_it_is_written(
    typed: str, kept: str, kind: str | None
) -> None:
    (step,) = entered(a_row(subject=typed)).new
    (event,) = step.events
    assert isinstance(event, RecognitionRegistered)
    assert (step.recognition.subject, event.subject, event.code_kind) == (kept, kept, kind)


def test_a_division_that_there_was_not_is_named_by_its_row() -> None:
    with pytest.raises(Rejected, match="register-sheet-refused") as refusal:
        entered(a_row(subject="999999"))
    assert "division" in refusal.value.errors[0].message


def test_all_rows_that_can_t_be_entered_are_named() -> None:
    (step,) = entered(a_row()).new
    known = {step.recognition.number: step.recognition}
    rows = [
        a_row(holder=Bilingual(zh="别的公司", en="Other")),
        a_row(4, subject="91350100M000100Y4Z"),
        a_row(5, number="SF-6"),
        a_row(6),
        a_row(7, since=date(2030, 1, 1)),
        a_row(8, until=date(2015, 1, 1)),
        a_row(9),
    ]
    with pytest.raises(Rejected, match="register-sheet-refused") as refusal:
        entered(*rows, known=known)
    named = [error.field for error in refusal.value.errors]
    assert named == ["row 3", "row 4", "row 5", "row 6", "row 7", "row 8"]
    assert all(error.zh for error in refusal.value.errors)


async def test_a_sheet_is_read_within_the_limits_that_are_set() -> None:
    read = RegisterReader(Limits(within=timedelta(milliseconds=1), memory=768 * 2**20))
    with pytest.raises(Rejected, match="invalid-sheet") as refused:
        await read(b"")
    assert refused.value.errors[0].message == "may take 0.001 s and 768 MiB to read"
