"""Enters a figure that nobody here can compute."""

from dataclasses import dataclass

from services.stats.domain.external import EnteredFigure, EnteredValue
from services.stats.domain.measuring import external
from services.stats.domain.published import External
from services.stats.ports import ExternalFigures
from services.stats.usecases.definitions import cycle_of
from shared.errors import NotFound
from shared.programmes import Programmes


@dataclass(frozen=True)
class EnterFigure:
    """Keeps every value ever entered; entering the same again changes nothing."""

    programmes: Programmes
    figures: ExternalFigures

    async def __call__(
        self, programme: str, round_: str, id_: str, given: EnteredValue
    ) -> External:
        """The figure as it is now.

        Raises Rejected when the round is unknown or the value does not fit, NotFound for a figure
        that the programme does not define, StaleWrite when somebody else entered one meanwhile.
        """
        definition = cycle_of(self.programmes, programme, round_).programme
        figure = next((f for f in definition.external_figures if f.id == id_), None)
        if figure is None:
            raise NotFound("external figure", id_)
        entered = await self.figures.of_round(programme, round_)
        before = entered.get(id_) or EnteredFigure(id_)
        after = before.enter(figure, given)
        if after is not before:
            await self.figures.add(programme, round_, after)
        return external(figure, {id_: after})
