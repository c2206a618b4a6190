"""Why a file is not taken as a sheet of earlier recognitions, in words that say what to do."""

from collections.abc import Sequence

from services.review.api.stages.recommendation.reading.refusals import NotASheet
from services.review.domain.recognition.refusals import NOTHING_ENTERED, RowsRefused
from shared.errors import FieldError, Rejected
from shared.isolated.call import Limits


class NotARegisterSheet(Rejected):
    """The file can't be read as a sheet."""

    def __init__(self, en: str, zh: str, errors: Sequence[FieldError]) -> None:
        super().__init__(
            f"{en} {NOTHING_ENTERED.en}",
            tuple(errors),
            code="invalid-sheet",
            zh=f"{zh}{NOTHING_ENTERED.zh}",
        )


def of_file(refusal: NotASheet) -> NotARegisterSheet:
    """The same, with what it means here."""
    return NotARegisterSheet(refusal.said.en, refusal.said.zh, refusal.errors)


def columns_missing(titles: Sequence[str]) -> NotARegisterSheet:
    """No visible sheet has all of these columns in one row."""
    return NotARegisterSheet(
        "No visible sheet has a row with all the titles that are needed. Use the sheet that can be "
        "downloaded and keep its titles.",
        "没有可见工作表在同一行具有全部所需表头。请使用下载的表格，保留表头。",
        [FieldError(f"column {each}", "is missing", "缺少此列") for each in titles]
        or [FieldError("body", "must have all titles in one row", "全部表头须在同一行")],
    )


def several_sheets(names: Sequence[str]) -> NotARegisterSheet:
    """More than one sheet is filled in."""
    return NotARegisterSheet(
        f"Several sheets are filled in: {', '.join(names)}. Put them on one, or remove the others.",
        f"有多个工作表填写了内容：{'、'.join(names)}。请合并为一个工作表，或删除其余。",
        [FieldError(f"sheet {name}", "is filled in, too", "也填写了内容") for name in names],
    )


def too_many_rows(most: int) -> NotARegisterSheet:
    """More rows than can be taken at once."""
    return NotARegisterSheet(
        f"The sheet has more than {most} rows. Send it in parts.",
        f"表格超过 {most} 行，请分次提交。",
        [FieldError("body", f"may have {most} rows at most", f"最多 {most} 行")],
    )


def too_complex(limits: Limits) -> NotARegisterSheet:
    """It took more than any sheet to read."""
    seconds, memory = f"{limits.within.total_seconds():g}", limits.memory // 2**20
    return NotARegisterSheet(
        "The file takes far more to read than such a sheet. Keep the sheet alone, save it as a new "
        "file and send that.",
        "读取该文件所需远超此类表格。请只保留该工作表，另存为新文件后发送。",
        [
            FieldError(
                "body",
                f"may take {seconds} s and {memory} MiB to read",
                f"读取所需不得超过 {seconds} 秒和 {memory} MiB",
            )
        ],
    )


def rows_refused(errors: Sequence[FieldError]) -> RowsRefused:
    """Rows that can't be read, each named; or there is none."""
    none = FieldError("rows", "there must be at least one below the titles", "表头下须至少有一行")
    return RowsRefused(errors or [none])
