"""What the interfaces mean in Chinese, beside the English that the code says of itself."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Self

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints

# libyaml reads three times as fast; a build of PyYAML may lack it.
_Loader: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
NONE: Mapping[str, Text] = {}


class Doing(BaseModel):
    """One operation: what it does, and what only it says of its answers and parameters."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    summary: Text
    description: Text
    answers: Mapping[str, Text] = NONE
    parameters: Mapping[str, Text] = NONE


class InChinese(BaseModel):
    """The Chinese texts of an interface, by what they are about.

    `operations` by `METHOD /path`, `sections` by tag, `answers` by the schema that is answered,
    `fields` by name or `Schema.name` as in `Words`, parameters by name among them, `refusals` by
    the code of the problem: what the example of one says.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    about: Text | None = None
    sections: Mapping[str, Text] = NONE
    operations: Mapping[str, Doing] = {}
    answers: Mapping[str, Text] = NONE
    fields: Mapping[str, Text] = NONE
    refusals: Mapping[str, Text] = NONE

    @classmethod
    def read(cls, file: Path) -> Self:
        """The texts of a file; raises ValueError for what is no such text or stands there twice."""
        with file.open(encoding="utf-8") as stream:
            loader = _Loader(stream)
            try:
                return cls.model_validate(_once(loader.get_single_node()))
            finally:
                loader.dispose()

    def and_of(self, own: "InChinese") -> "InChinese":
        """These with those of one interface, whose own texts go first."""
        return InChinese(
            about=own.about,
            sections={**self.sections, **own.sections},
            operations={**self.operations, **own.operations},
            answers={**self.answers, **own.answers},
            fields={**self.fields, **own.fields},
            refusals={**self.refusals, **own.refusals},
        )

    def field(self, schema: str, name: str) -> str | None:
        """What a field of a schema means; None where nobody says."""
        return self.fields.get(f"{schema}.{name}", self.fields.get(name))


def _once(node: yaml.Node | None) -> Any:
    """The value of a node whose texts are text alone, and whose keys are there once."""
    if not isinstance(node, yaml.MappingNode):
        return node.value if isinstance(node, yaml.ScalarNode) else None
    found: dict[str, Any] = {}
    for key, value in node.value:
        if key.value in found:
            raise ValueError(f"line {key.start_mark.line + 1} repeats {key.value!r}")
        found[key.value] = _once(value)
    return found
