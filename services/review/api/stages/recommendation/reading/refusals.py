"""Why a file is not taken as a summary sheet, in words that say what to do."""

from collections.abc import Sequence

from shared.errors import FieldError, Rejected
from shared.isolated.call import Limits
from shared.kind_of_file import may_be_sheet
from shared.values import Bilingual

AS_XLSX = Bilingual(
    zh="请在 WPS 表格或 Excel 中打开，选“另存为”，文件类型选“Excel 工作簿（*.xlsx）”，"
    "再发送保存后的文件。",
    en="Open it in WPS Spreadsheets or Excel, choose “Save as” and the type “Excel workbook "
    "(*.xlsx)”, and send that file.",
)
FILLED_IN = Bilingual(
    zh="请下载汇总表，填写排名后发送。",
    en="Download the sheet, fill in the ranks, send it.",
)
_NOTHING = Bilingual(zh="未推荐任何申报。", en="Nothing was recommended.")


class NotASheet(Rejected):
    """The file can't be read as a summary sheet; `said` is that without what it means for it."""

    def __init__(self, detail: Bilingual, errors: Sequence[FieldError] = ()) -> None:
        super().__init__(
            f"{detail.en} {_NOTHING.en}",
            tuple(errors),
            code="invalid-sheet",
            zh=f"{detail.zh}{_NOTHING.zh}",
        )
        self.said = detail


def another_kind(name: Bilingual) -> NotASheet:
    """A file of another kind, by the name that people know it by."""
    instead = AS_XLSX if may_be_sheet(name) else FILLED_IN
    return NotASheet(
        Bilingual(
            zh=f"该文件不是 XLSX 汇总表，而是{name.zh}。{instead.zh}",
            en=f"The file is not an XLSX workbook but {name.en}. {instead.en}",
        ),
        [FieldError("body", "must be an XLSX workbook", "须为 XLSX 工作簿")],
    )


def of_no_kind() -> NotASheet:
    """Bytes that nobody knows."""
    return NotASheet(
        Bilingual(
            zh=f"该文件不是 XLSX 汇总表。{FILLED_IN.zh}",
            en=f"The file is not an XLSX workbook. {FILLED_IN.en}",
        ),
        [FieldError("body", "must be an XLSX workbook", "须为 XLSX 工作簿")],
    )


def as_form() -> NotASheet:
    """A form with the file in it."""
    return NotASheet(
        Bilingual(
            zh="请求正文是表单，而应为文件本身。请直接以文件内容作为正文发送"
            "（curl 用 --data-binary @文件）。",
            en="The body is a form, but has to be the file itself. Send the bytes of the file as "
            "the body (curl --data-binary @FILE).",
        ),
        [FieldError("body", "must be the file itself", "须为文件本身")],
    )


def with_password() -> NotASheet:
    """An Office file that only opens with a password."""
    return NotASheet(
        Bilingual(
            zh="该文件设有打开密码，无法读取。请取消密码保护，另存为 XLSX 后发送。",
            en="The file is protected with a password and can't be read. Remove the protection, "
            "save it as XLSX and send that.",
        ),
        [FieldError("body", "must open without a password", "须无需密码即可打开")],
    )


def damaged() -> NotASheet:
    """A workbook that does not open."""
    return NotASheet(
        Bilingual(
            zh=f"该 XLSX 工作簿已损坏，无法打开。{AS_XLSX.zh}",
            en=f"The file is an XLSX workbook that is damaged and can't be opened. {AS_XLSX.en}",
        ),
        [FieldError("body", "must be an XLSX workbook that opens", "须为可打开的 XLSX 工作簿")],
    )


def packed_by(method: str) -> NotASheet:
    """A workbook whose parts are packed as office programs don't know it."""
    return NotASheet(
        Bilingual(
            zh=f"该 XLSX 工作簿内部采用 {method} 压缩，无法打开。{AS_XLSX.zh}",
            en=f"The file is an XLSX workbook packed by {method}, which office programs don't "
            f"open. {AS_XLSX.en}",
        ),
        [FieldError("body", "must be an XLSX workbook that opens", "须为可打开的 XLSX 工作簿")],
    )


def too_large(most: int) -> NotASheet:
    """More bytes than any summary sheet unpacks to."""
    return NotASheet(
        Bilingual(
            zh="该工作簿解压后远大于汇总表。请只保留汇总表，删除空行的格式后另存并发送。",
            en="The workbook unpacks to far more than a summary sheet. Keep that sheet alone, "
            "clear the formats of empty rows, save it and send it again.",
        ),
        [
            FieldError(
                "body",
                f"may unpack to {most // 1_000_000} MB at most",
                f"解压后不得超过 {most // 1_000_000} MB",
            )
        ],
    )


def too_complex(limits: Limits) -> NotASheet:
    """It took more than any summary sheet to read."""
    seconds, memory = f"{limits.within.total_seconds():g}", limits.memory // 2**20
    return NotASheet(
        Bilingual(
            zh="读取该工作簿所需远超汇总表。请只保留汇总表，另存为新文件后发送。",
            en="The workbook takes far more to read than a summary sheet. Keep that sheet alone, "
            "save it as a new file and send that.",
        ),
        [
            FieldError(
                "body",
                f"may take {seconds} s and {memory} MiB to read",
                f"读取所需不得超过 {seconds} 秒和 {memory} MiB",
            )
        ],
    )


def too_many_parts(most: int) -> NotASheet:
    """An archive of more parts than any workbook has."""
    return NotASheet(
        Bilingual(
            zh=f"该文件所含部件远多于汇总表。{FILLED_IN.zh}",
            en=f"The file has far more parts than a summary sheet. {FILLED_IN.en}",
        ),
        [
            FieldError(
                "body",
                f"may have a list of parts of {most // 2**20} MiB at most",
                f"部件目录不得超过 {most // 2**20} MiB",
            )
        ],
    )


def too_many_rows(most: int) -> NotASheet:
    """More rows than can be taken at once."""
    return NotASheet(
        Bilingual(
            zh=f"汇总表超过 {most} 行，无法接收。",
            en=f"The sheet has more than {most} rows, which can't be taken.",
        ),
        [FieldError("body", f"may have {most} rows at most", f"最多 {most} 行")],
    )


def columns_missing(errors: Sequence[FieldError]) -> NotASheet:
    """No sheet has the columns that are read."""
    return NotASheet(
        Bilingual(
            zh="没有工作表同时具有“排名”和“申报编号”两列。请使用下载的汇总表，保留表头。",
            en="No sheet has both columns, 排名 Rank and 申报编号 Number. Use the sheet that was "
            "downloaded and keep its titles.",
        ),
        errors,
    )


def column_twice(errors: Sequence[FieldError]) -> NotASheet:
    """Several columns have the title of one that is read."""
    return NotASheet(
        Bilingual(
            zh="有多列使用同一表头，无法判断以哪一列为准。请只保留一列。",
            en="Several columns have the same title, so it can't be told which is meant. Keep one.",
        ),
        errors,
    )


def several_sheets(names: Sequence[str]) -> NotASheet:
    """More than one sheet has ranks."""
    return NotASheet(
        Bilingual(
            zh=f"有多个工作表填写了排名：{'、'.join(names)}。请合并为一个工作表，或删除其余。",
            en=f"Several sheets have ranks: {', '.join(names)}. Put them on one, or remove the "
            "others.",
        ),
        [FieldError(f"sheet {name}", "has ranks, too", "也填写了排名") for name in names],
    )


def only_hidden(name: str) -> NotASheet:
    """The ranks stand where nobody sees them."""
    return NotASheet(
        Bilingual(
            zh=f"填写了排名的工作表“{name}”已被隐藏。请取消隐藏，核对后再发送。",
            en=f"The sheet with the ranks, {name}, is hidden. Unhide it, look at it and send the "
            "file again.",
        ),
        [FieldError(f"sheet {name}", "must be visible", "不得隐藏")],
    )


def ranks_hidden(name: str, title: str, rows: Sequence[FieldError]) -> NotASheet:
    """The column of the ranks, called `title`, is hidden; `rows` are wrong as well."""
    return NotASheet(
        Bilingual(
            zh=f"工作表“{name}”的排名列已被隐藏。请取消隐藏该列，核对后再发送。",
            en=f"The column of the ranks on the sheet {name} is hidden. Unhide it, look at it and "
            "send the file again.",
        ),
        [FieldError(f"column {title}", "must be visible", "不得隐藏"), *rows],
    )


def no_ranks(name: str) -> NotASheet:
    """The titles are there, but nobody was ranked."""
    return NotASheet(
        Bilingual(
            zh=f"工作表“{name}”未填写任何排名。请在“排名”列填写 1、2、3……后发送。",
            en=f"No rank is filled in on the sheet {name}. Fill in 1, 2, 3 … in the column of "
            "ranks and send it again.",
        ),
        [FieldError("rows", "must have a rank in at least one", "至少须有一行填写排名")],
    )


def unread_rows(errors: Sequence[FieldError]) -> NotASheet:
    """Rows that can't be read, each named."""
    return NotASheet(
        Bilingual(
            zh="部分行无法读取，见 errors。请改正后重新发送。",
            en="Some ranks can't be read; each row is named under `errors`. Put them right and "
            "send the sheet again.",
        ),
        errors,
    )
