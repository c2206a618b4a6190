"""Fates that can happen."""

from collections.abc import Iterator

from deploy.replay.scenario.fates import DecisionFate, Fate, FormalReviewFate, StageFates
from deploy.replay.scenario.faults.named import not_passed, reason
from deploy.replay.scenario.model import Scenario
from shared.programmes import Programme
from shared.programmes.reference_kinds import Fault, Loc


def fate_faults(scenario: Scenario, programme: Programme) -> Iterator[Fault]:
    """What contradicts itself, and reasons that the programme has not."""
    forgettable = any(material.forgotten for material in scenario.papers.materials)
    for id_, stages in scenario.fates.items():
        at: Loc = ("fates", id_)
        fate = Fate(id_, stages)
        if not fate.submits and len(stages) > 1:
            yield at, "expected no more stages: what is not submitted comes to none of them"
        if fate.lacks is not None and not forgettable:
            yield at, "expected a weight `forgotten` of a material: nothing can be lacking"
        yield from _reasons(at, stages, programme)
        for stage, said in stages.items():
            if isinstance(said, FormalReviewFate):
                yield from _formal_review((*at, stage), fate, said)


def _reasons(at: Loc, stages: StageFates, programme: Programme) -> Iterator[Fault]:
    for stage, said in stages.items():
        match said:
            case FormalReviewFate(not_accepted=str(id_)):
                yield from reason((*at, stage, "not_accepted"), id_, "case", programme)
            case DecisionFate(failed=str(id_)):
                failed = not_passed(programme, stage)
                yield from reason((*at, stage, "failed"), id_, "decision", programme, failed)


def _formal_review(at: Loc, fate: Fate, said: FormalReviewFate) -> Iterator[Fault]:
    asked = {"notice", "answer"} & said.model_fields_set
    if not fate.asked:
        for field in sorted(asked):
            yield (*at, field), "expected a flaw, or a first upload that lacks something"
        if said.withdraws == "when_asked":
            yield (*at, "withdraws"), "expected when_accepted: nothing is asked for"
        if said.withdraws and said.not_accepted:
            yield (*at, "withdraws"), "expected not to be withdrawn: it is not accepted"
        return
    if said.withdraws == "when_accepted":
        yield (*at, "withdraws"), "expected when_asked: something is asked for"
    if said.withdraws:
        for field in sorted({"answer", "not_accepted"} & said.model_fields_set):
            yield (*at, field), "expected none: it is withdrawn"
    elif said.answer == "in_time" and said.not_accepted:
        yield (*at, "not_accepted"), "expected none: everything comes in time and is accepted"
    elif said.answer != "in_time" and not said.not_accepted:
        message = f"expected the reason why it is not accepted: the answer comes {said.answer}"
        yield (*at, "not_accepted"), message
