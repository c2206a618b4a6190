"""The re-evaluation of 2018 is played to its figures, also when review is killed in between."""

import asyncio
from pathlib import Path

from deploy.audit.final import final_audit
from deploy.local.infra import Infra
from deploy.servers import find_servers
from tests.chaos.battered_round import BatteredRound
from tests.chaos.blows import Blow
from tests.local.test_replay import laurel
from tests.stack import running_stack

BLOWS = (
    Blow("open_cohort", "review", 0.05),
    Blow("apply", "review", 0.5),
    Blow("decide", "review", 0.1),
    Blow("announce", "review", 0.1),
)


def test_a_kill_of_review_at_every_step_of_it_changes_no_figure(
    tmp_path: Path, infra: Infra
) -> None:
    base = tmp_path / "stack"
    with running_stack(base, infra) as stack:
        battered = BatteredRound(stack, None, 2018, "step-2018")

        async def play() -> tuple[list[str], tuple[str, ...]]:
            await battered.play(BLOWS)
            lines = await battered.figures()
            audit = await final_audit(find_servers([stack.places.base]))
            wrong = tuple(one for account in audit.accounts for one in account.wrong)
            return [line.name.en for line in lines if not line.equal], wrong

        assert asyncio.run(play()) == ([], ())
        assert len(battered.struck) == len(BLOWS)
        status, printed = laurel("figures", "step", "--base", str(base))
        assert status == 0, printed
