"""What a decision takes: a verdict in the stage's own words, with its reasoning."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Any

from pydantic import ConfigDict, Field, StringConstraints

from services.review.api.bounds import Reasoning, Text
from services.review.api.bulk import AT_MOST
from shared.errors import FieldError, Rejected
from shared.http.also_wrong import readable
from shared.http.plain import NOT_BLANK
from shared.http.request_body import RequestBody
from shared.http.sent import SentDay
from shared.programmes import Programmes
from shared.programmes.path import Decision


class DecisionRow(RequestBody):
    """What was decided on one application; not to pass it needs a reason."""

    application: Text
    verdict: Text
    opinion: Reasoning
    reason: Text | None = None
    stage: Text | None = None


class DecisionsIn(RequestBody):
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
        rows = ((f"decisions.{n}.verdict", row.verdict) for n, row in enumerate(self.decisions))
        refuse_other_words(rows, words)


LetterNumber = Annotated[
    str,
    StringConstraints(min_length=1, max_length=100, strip_whitespace=True),
    Field(json_schema_extra=NOT_BLANK),
]


class LetterIn(RequestBody):
    """A letter of the office that the caller's token speaks for, about up to 500 applications.

    It says the same of all of them. What another part of the same letter says of others is sent
    by itself, under the same number.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "number": "国科发区〔2018〕45号",
                "date": "2018-04-10",
                "verdict": "recognise",
                "opinion": "同意认定。",
                "applications": ["0190f7e2c3d4", "0190f7e2c3d5"],
            }
        }
    )

    number: LetterNumber
    date: SentDay
    verdict: Text
    opinion: Reasoning
    reason: Text | None = None
    stage: Text | None = None
    applications: list[Text] = Field(min_length=1, max_length=AT_MOST)

    def refuse_other_words(self, words: Sequence[str]) -> None:
        """Raises Rejected (invalid-request) for a verdict that is none in any programme."""
        refuse_other_words([("verdict", self.verdict)], words)

    @staticmethod
    def field_of(row: int, field: str) -> str:
        """Where a field that is wrong for one application stands in the letter."""
        return f"applications.{row}" if field == "application" else field


def refuse_other_words(given: Iterable[tuple[str, str]], words: Sequence[str]) -> None:
    """Raises Rejected (invalid-request) for the fields whose verdict is none in any programme."""
    if wrong := tuple(_other_words(given, words)):
        raise Rejected(
            "Nothing was changed. Put the fields named under `errors` right and send it again.",
            wrong,
            code="invalid-request",
            zh="未作任何更改。请改正 `errors` 中列出的各项后重新发送。",
        )


def readable_other_words(sent: Any, words: Sequence[str]) -> Iterator[FieldError]:
    """The same faults, of the verdicts that can be read in a body of rows or of a letter."""
    rows = readable(list[Any], sent, "decisions") or []
    verdicts = [readable(Text, row, "verdict") for row in rows[:AT_MOST]]
    read = ((f"decisions.{n}.verdict", verdict) for n, verdict in enumerate(verdicts))
    given = [*read, ("verdict", readable(Text, sent, "verdict"))]
    yield from _other_words(((field, word) for field, word in given if word is not None), words)


def _other_words(given: Iterable[tuple[str, str]], words: Sequence[str]) -> Iterator[FieldError]:
    quoted = [f"'{word}'" for word in words]
    expected = f"must be {', '.join(quoted[:-1])} or {quoted[-1]}"
    zh = f"须为下列之一：{'、'.join(words)}"
    for field, word in given:
        if word not in words:
            yield FieldError(field, expected, zh)


def verdict_words(programmes: Programmes) -> Sequence[str]:
    """The words of all verdicts in all programmes."""
    return tuple(dict.fromkeys(_words(programmes)))


def _words(programmes: Programmes) -> Iterator[str]:
    for programme in programmes:
        for stage in programme.way.of_kind(Decision):
            yield stage.verdicts.passed.id
            yield stage.verdicts.failed.id
