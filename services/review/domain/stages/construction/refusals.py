"""What a construction refuses, and what to do about it."""

from collections.abc import Sequence

from services.review.domain.stages.construction.kept import IndicatorReport, TaskReport
from shared.errors import FieldError, Rejected
from shared.values import Bilingual


class NotTakenReport(Rejected):
    """Some rows can't be taken as they are."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        super().__init__(
            "Nothing was changed. Put the fields named under `errors` right and send it again.",
            tuple(errors),
            code="invalid-request",
            zh="未作任何更改。请改正 `errors` 中列出的各项后重新发送。",
        )


class ReportDiffers(Rejected):
    """Something else was reported before, and nobody has said why it is put right."""

    def __init__(self, name: Bilingual, known: IndicatorReport | TaskReport) -> None:
        said = known.state if isinstance(known, TaskReport) else f"{known.value} ({known.year})"
        super().__init__(
            f"Of {name.en} another report is there: {said}. To put it right, say why (`reason`). "
            "Nothing was changed.",
            code="report-differs",
            zh=f"“{name.zh}”已有另一报告：{said}。如需更正，请注明理由（`reason`）。未作任何更改。",
        )


class TargetFixed(Rejected):
    """Base and target can't be moved any more: a figure was measured by them."""

    def __init__(self, name: Bilingual) -> None:
        super().__init__(
            f"Figures of {name.en} are reported already, so its base and its target stay as they "
            "are. Nothing was changed.",
            code="target-fixed",
            zh=f"“{name.zh}”已报送实际数据，基期值和目标值不能再更改。未作任何更改。",
        )


class NotAllReported(Rejected):
    """Something is still to be reported before the applicant can assess what it has built."""

    def __init__(self, number: str, lacking: Sequence[Bilingual]) -> None:
        super().__init__(
            f"Of application {number} this is still to be reported: "
            f"{'; '.join(one.en for one in lacking)}. Nothing was changed.",
            code="construction-incomplete",
            zh=f"申报 {number} 尚待报送：{'；'.join(one.zh for one in lacking)}。未作任何更改。",
        )
