"""Everything a scenario names must exist, in itself and in its programme, and make sense."""

from collections.abc import Iterator

from deploy.replay.scenario.counts import Part, Sum
from deploy.replay.scenario.faults.contents import content_faults
from deploy.replay.scenario.faults.fates import fate_faults
from deploy.replay.scenario.faults.groups import group_faults
from deploy.replay.scenario.faults.named import amount, one_of
from deploy.replay.scenario.faults.plan import plan_faults
from deploy.replay.scenario.model import Scenario
from deploy.replay.scenario.plan import HoldActivity
from deploy.replay.scenario.words import Words
from shared.errors import Rejected
from shared.programmes import Programme, Stage
from shared.programmes.activities import Activity
from shared.programmes.reference_kinds import Fault
from shared.programmes.rights import check_acts


def faults(scenario: Scenario, programme: Programme, words: Words) -> Iterator[Fault]:
    """What does not fit, each at its place."""
    counts = list(_counts(scenario))
    yield from counts
    yield from _accounts(scenario, programme)
    yield from content_faults(scenario, programme, words)
    yield from fate_faults(scenario, programme)
    if not counts:
        yield from group_faults(scenario, programme)
    yield from plan_faults(scenario, programme)
    yield from _compared(scenario, programme)


def _counts(scenario: Scenario) -> Iterator[Fault]:
    above: list[str] = []
    for name, count in scenario.counts.items():
        if isinstance(count, Sum):
            for i, part in enumerate(count.sum):
                yield from one_of(("counts", name, "sum", i), part, above, "counts above")
        if isinstance(count, Part) and scenario.size is None:
            yield ("counts", name, "part"), "expected a number: a part needs a size to be part of"
        above.append(name)


def _accounts(scenario: Scenario, programme: Programme) -> Iterator[Fault]:
    seen: set[str] = set()
    for i, account in enumerate(scenario.accounts):
        if account.account in seen:
            yield ("accounts", i, "account"), f"expected a new id, but {account.account} is above"
        seen.add(account.account)
    for stage in programme.path:
        if stage.by != "enterprise" and not _somebody_acts(scenario, programme, stage):
            office = f" of the office {stage.office}" if stage.office else ""
            message = f"expected an account with the role {stage.by}{office} for {stage.id}"
            yield ("accounts",), message
    played = {step.activity for step in scenario.plan if isinstance(step, HoldActivity)}
    for activity in programme.activities:
        if activity.id in played and not _somebody_acts(scenario, programme, activity):
            office = f" of the office {activity.office}" if activity.office else ""
            message = f"expected an account with the role {activity.by}{office} for {activity.id}"
            yield ("accounts",), message


def _somebody_acts(scenario: Scenario, programme: Programme, stage: Stage | Activity) -> bool:
    for account in scenario.accounts:
        try:
            check_acts(programme, stage, {account.role}, account.office)
        except Rejected:
            continue
        return True
    return False


def _compared(scenario: Scenario, programme: Programme) -> Iterator[Fault]:
    published = {f.figure for f in programme.published_figures if f.round == scenario.round}
    for i, compared in enumerate(scenario.compared):
        at = ("compared", i, "measure")
        measures = [measure.id for measure in programme.measures]
        yield from one_of(at, compared.measure, measures, "measures")
        if compared.expected is None and compared.measure not in published:
            message = (
                f"expected a value to compare with: nothing is published of {compared.measure}"
            )
            yield ("compared", i, "expected"), message
        if compared.scaled is not None:
            for field in type(compared.scaled).model_fields:
                named = getattr(compared.scaled, field)
                yield from amount(("compared", i, "scaled", field), named, scenario)
        elif scenario.size is not None:
            yield ("compared", i, "scaled"), "expected what it is in a round of another size"
