"""What is refused because the same thing was filed twice."""

from collections.abc import Sequence

from services.review.domain.case.case import Case
from shared.errors import NotFound, Rejected


class CaseOnHold(Rejected):
    """The case waits until it is settled whether the same thing was filed twice."""

    def __init__(self, case: Case) -> None:
        others = ", ".join(twin.number for twin in case.twins if twin.holds)
        where = f"/review/v1/cases/{case.application}"
        super().__init__(
            f"Application {case.number} is on hold: {others} seems to be for the same thing, or is "
            f"by an officer's word. Both sides are in `twins` of {where}. It goes on once an "
            "officer has settled that they are not the same. Nothing was changed.",
            code="case-on-hold",
            zh=f"{case.number}暂停办理：与{others}疑似或经认定为重复申报。"
            f"双方情况见 {where} 的 `twins`；经核实并非重复的，方可继续办理。未作任何更改。",
        )


class OnHoldLeft(Rejected):
    """Cases that wait for the list are on hold."""

    def __init__(self, numbers: Sequence[str]) -> None:
        named = ", ".join(numbers[:5])
        super().__init__(
            f"{len(numbers)} of the cases for this list are on hold, since the same thing seems to "
            f"have been filed twice: {named}. Settle each of them first. Nothing was changed.",
            code="case-on-hold",
            zh=f"拟列入名单的案件中有{len(numbers)}件因疑似重复申报暂停办理：{named}。"
            "请先逐件核实。未作任何更改。",
        )


class WaitsForList(Rejected):
    """What was decided in favour of a case has to be taken back before it can end."""

    def __init__(self, case: Case) -> None:
        where = f"/review/v1/cases/{case.application}/correction"
        super().__init__(
            f"Application {case.number} has passed and waits for its list. Take back the decision "
            f"first ({where}), or say of the other application that it ends. Nothing was changed.",
            code="wrong-stage",
            zh=f"{case.number}已通过，待列入名单。请先撤回该决定（{where}），"
            "或认定另一申报为重复申报。未作任何更改。",
        )


def no_twin(application: str) -> NotFound:
    """The case has no such twin."""
    return NotFound("twin", application, field="other")


def refuse_on_hold(case: Case) -> None:
    """Raises CaseOnHold for a case that may not go on."""
    if case.on_hold:
        raise CaseOnHold(case)
