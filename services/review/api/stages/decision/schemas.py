"""What a decision takes: a verdict in the stage's own words, with its reasoning."""

from collections.abc import Iterator, Sequence

from pydantic import BaseModel, ConfigDict, Field

from services.review.api.bounds import Reasoning, Text
from services.review.api.bulk import AT_MOST
from shared.errors import FieldError, Rejected
from shared.programmes import Programmes
from shared.programmes.path import Decision


class DecisionRow(BaseModel):
    """What was decided on one application; not to pass it needs a reason."""

    application: Text
    verdict: Text
    opinion: Reasoning
    reason: Text | None = None
    stage: Text | None = None


class DecisionsIn(BaseModel):
    """Up to 500 decisions."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "decisions": [
                    {
                        "application": "0190f7e2c3d4",
                        "verdict": "not_recognise",
                        "opinion": "核心技术依据不足。",
                        "reason": "core_technology_unproven",
                    }
                ]
            }
        }
    )

    decisions: list[DecisionRow] = Field(min_length=1, max_length=AT_MOST)

    def refuse_other_words(self, words: Sequence[str]) -> None:
        """Raises Rejected (invalid-request) for a verdict that is none in any programme."""
        quoted = [f"'{word}'" for word in words]
        expected = f"must be {', '.join(quoted[:-1])} or {quoted[-1]}"
        wrong = tuple(
            FieldError(f"decisions.{n}.verdict", expected)
            for n, row in enumerate(self.decisions)
            if row.verdict not in words
        )
        if wrong:
            raise Rejected(
                "Nothing was changed. Put the fields named under `errors` right and send it again.",
                wrong,
                code="invalid-request",
            )


def verdict_words(programmes: Programmes) -> Sequence[str]:
    """The words of all verdicts in all programmes."""
    return tuple(dict.fromkeys(_words(programmes)))


def _words(programmes: Programmes) -> Iterator[str]:
    for programme in programmes:
        for stage in programme.way.of_kind(Decision):
            yield stage.verdicts.passed.id
            yield stage.verdicts.failed.id
