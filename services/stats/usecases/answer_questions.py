"""Answers questions about a round; measures, documents and tables are built on it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from services.stats.domain.counts import Counts
from services.stats.domain.questions import Answer, Question
from services.stats.domain.tallied import tallied
from services.stats.ports import Rows, Tallies


@dataclass(frozen=True)
class AnswerQuestions:
    """Exact answers, which are not for everybody: `disclosure` says which may be told.

    What is durable counts. An earlier day has the milestones reached by its end, by the facts as
    they are now.
    """

    tallies: Tallies
    rows: Rows

    async def __call__(
        self,
        programme: str,
        round_: str,
        questions: Collection[Question],
        as_of: date | None = None,
        *,
        counts: Counts | None = None,
    ) -> Mapping[Question, Answer]:
        """All answers as of one moment: from the tallies if these have every one.

        `counts` are the tallies, for who has read them already.
        """
        if counts is None:
            counts = await self.tallies.counts(programme, round_)
        answers = {question: tallied(question, counts, as_of) for question in questions}
        known = {question: answer for question, answer in answers.items() if answer is not None}
        if len(known) == len(answers):
            return known
        return await self.rows.answer(programme, round_, questions, as_of)
