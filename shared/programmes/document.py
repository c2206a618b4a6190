"""A YAML document that remembers the line of everything in it."""

from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from typing import Any, Self

import yaml

from shared.programmes.errors import Problem, ProgrammeInvalid
from shared.programmes.reference_kinds import Loc
from shared.programmes.scalars import expected_for, value_of

# libyaml reads three times as fast; a build of PyYAML may lack it.
_Loader: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Document:
    """Parses `text`; raises ProgrammeInvalid for what is not YAML, and for impossible values.

    A repeated key is refused too.
    """

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        loader = _Loader(text)
        try:
            self._root = loader.get_single_node()
            self._loader = loader
            problems = list(self._repeated_keys(self._root, ()))
            if problems:
                raise ProgrammeInvalid(problems)
            self.data: Any = self._plain(self._root, (), problems)
            if problems:
                raise ProgrammeInvalid(problems)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise ProgrammeInvalid(
                [Problem(file, line, "", f"expected valid YAML: {error.problem}")]
            ) from error
        except yaml.YAMLError as error:
            raise ProgrammeInvalid(
                [Problem(file, 1, "", f"expected valid YAML: {error}")]
            ) from error
        finally:
            loader.dispose()

    @classmethod
    def read(cls, file: Path) -> Self:
        """The document in a file; raises ProgrammeInvalid also when it is not text in UTF-8."""
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise ProgrammeInvalid([Problem(str(file), 1, "", "expected text in UTF-8")]) from error
        return cls(text, str(file))

    def locate(self, loc: Loc, *, absent: bool = False) -> tuple[int, str]:
        """The line and the field path of a location, both starting from the top of the document.

        Parts that the document does not have, such as the tag of a union, are passed over; with
        `absent` the last part is a field that should be there, and belongs to the path.
        """
        node, path = self._root, ""
        line = node.start_mark.line if node else 0
        for i, part in enumerate(loc):
            step = _step(node, part)
            if step is not None:
                line, node = step
                path = _joined(path, part)
            elif absent and i == len(loc) - 1:
                path = _joined(path, part)
        return line + 1, path

    def locate_field(self, loc: Loc) -> tuple[int, str]:
        """The line of a field that may not be there, or of what should hold it, and its path."""
        node, line = self._root, 0
        for part in loc:
            step = _step(node, part)
            line, node = (line, None) if step is None else step
        return line + 1, reduce(_joined, loc, "")

    def keys(self, loc: Loc) -> tuple[str, ...]:
        """The keys of the mapping at this location; parts that are not there are passed over."""
        node = self._root
        for part in loc:
            step = _step(node, part)
            node = node if step is None else step[1]
        if not isinstance(node, yaml.MappingNode):
            return ()
        return tuple(str(key.value) for key, _ in node.value)

    def problem(self, loc: Loc, message: str, *, absent: bool = False) -> Problem:
        """A problem at this location of the document."""
        return Problem(self.file, *self.locate(loc, absent=absent), message)

    def _plain(self, node: yaml.Node | None, loc: Loc, problems: list[Problem]) -> Any:
        """The value of a node; what none can be made of is added to the problems."""
        if isinstance(node, yaml.MappingNode):
            return {
                key.value: self._plain(item, (*loc, key.value), problems)
                for key, item in node.value
            }
        if isinstance(node, yaml.SequenceNode):
            items = enumerate(node.value)
            return tuple(self._plain(item, (*loc, i), problems) for i, item in items)
        if node is None:
            return None
        try:
            return value_of(self._loader, node)
        except ValueError:
            problems.append(self.problem(loc, expected_for(node)))
            return None

    def _repeated_keys(
        self, node: yaml.Node | None, parents: tuple[yaml.Node, ...]
    ) -> Iterator[Problem]:
        if node is None or isinstance(node, yaml.ScalarNode):
            return
        if any(node is parent for parent in parents):
            line = node.start_mark.line + 1
            yield Problem(self.file, line, "", "expected no alias inside its own anchor")
            return
        children = node.value
        if isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, _ in node.value:
                if not isinstance(key, yaml.ScalarNode) or key.tag != "tag:yaml.org,2002:str":
                    line = key.start_mark.line + 1
                    yield Problem(self.file, line, "", "expected a plain word as a key")
                elif key.value in seen:
                    line = key.start_mark.line + 1
                    yield Problem(self.file, line, key.value, "expected this key only once here")
                else:
                    seen.add(key.value)
            children = [value for _, value in node.value]
        for child in children:
            yield from self._repeated_keys(child, (*parents, node))


def _step(node: yaml.Node | None, part: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == part:
                return key.start_mark.line, value
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        item = node.value[part]
        return item.start_mark.line, item
    return None


def _joined(path: str, part: str | int) -> str:
    if isinstance(part, int):
        return f"{path}[{part}]"
    return f"{path}.{part}" if path else part
