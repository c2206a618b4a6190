"""Reads an OpenAPI document of ours into what the page shows."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from shared.http.documented import MEDIA_TYPE
from shared.http.openapi import ROLES
from shared.http.translated import X_ZH
from shared.languages import Language
from shared.pages.reference.operation import (
    Answer,
    Content,
    Field,
    Operation,
    Parameter,
    Refusal,
    Section,
    Text,
)

Document = Mapping[str, Any]
DEEPEST = 4
"""Levels of fields that are shown below the outermost; an example shows the rest."""

OPERATORS = frozenset({"health", "metrics"})
"""Sections for the house's own network, which no front door leads to."""


def sections(document: Document, base: str, language: Language) -> tuple[Section, ...]:
    """The operations by what they are about; `base` is where their addresses begin."""
    reader = _Reader(document, base, language)
    by_name: dict[str, list[Operation]] = {}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            (name,) = operation["tags"]
            if name not in OPERATORS:
                by_name.setdefault(name, []).append(reader.operation(method, path, operation))
    tags = {tag["name"]: tag for tag in document["tags"]}
    return tuple(
        Section(text_of(tags[name], "name", language), tuple(found))
        for name, found in by_name.items()
    )


def text_of(given: Document, name: str, language: Language) -> Text:
    """The text of this name in the language, or in English where it has no other."""
    translated = given.get(X_ZH, {}).get(name) if language == "zh" else None
    return Text(translated, "zh") if translated else Text(given.get(name, ""), "en")


class _Reader:
    def __init__(self, document: Document, base: str, language: Language) -> None:
        self._schemas: Document = document["components"]["schemas"]
        self._base = base
        self._language = language

    def operation(self, method: str, path: str, given: Document) -> Operation:
        description = self._text(given, "description")
        does, _, audience = description.words.rpartition("\n\n")
        parameters = tuple(map(self._parameter, given.get("parameters", ())))
        bodies = tuple(self._contents(given.get("requestBody", {})))
        roles = tuple(given.get(ROLES, ()))
        return Operation(
            anchor=re.sub(r"[^a-z0-9]+", "-", f"{method} {path}".casefold()).strip("-"),
            method=method.upper(),
            path=path,
            summary=self._text(given, "summary"),
            description=Text(does or audience, description.language),
            roles=roles,
            parameters=parameters,
            bodies=bodies,
            answers=tuple(
                Answer(
                    status,
                    self._text(response, "description"),
                    tuple(self._contents(response)),
                )
                for status, response in given["responses"].items()
                if status < "300"
            ),
            refusals=tuple(self._refusals(given["responses"])),
            command=self._command(method.upper(), path, parameters, bodies, signed_in=bool(roles)),
            found_by=" ".join([method, path, *_texts(given), *_texts(given.get(X_ZH, {}))]),
        )

    def _text(self, given: Document, name: str) -> Text:
        return text_of(given, name, self._language)

    def _parameter(self, given: Document) -> Parameter:
        return Parameter(
            name=given["name"],
            where=given["in"],
            kind=self._kind(given["schema"]),
            required=given.get("required", False),
            meaning=self._text(given, "description"),
            example=_shown(_example(given["schema"])),
        )

    def _contents(self, given: Document) -> Iterator[Content]:
        for media_type, content in given.get("content", {}).items():
            schema = content.get("schema", {})
            fields = tuple(self._fields(schema, "", 0)) if media_type != MEDIA_TYPE else ()
            example = content.get("example")
            yield Content(media_type, fields, None if example is None else _shown(example))

    def _fields(self, schema: Document, before: str, depth: int) -> Iterator[Field]:
        schema = self._resolved(schema)
        required = schema.get("required", ())
        for name, part in schema.get("properties", {}).items():
            path = f"{before}{name}"
            meaning = self._text(part, "description")
            yield Field(path, self._kind(part), name in required, meaning)
            inner, many = self._inner(part)
            # A tree names itself among its parts: it is shown once.
            if depth < DEEPEST and "properties" in inner and inner is not schema:
                yield from self._fields(inner, f"{path}{'[]' if many else ''}.", depth + 1)

    def _inner(self, part: Document) -> tuple[Document, bool]:
        found = self._resolved(part)
        if found.get("type") == "array":
            return self._resolved(found.get("items", {})), True
        return found, False

    def _resolved(self, schema: Document) -> Document:
        if "properties" in schema:
            return schema
        for several in ("anyOf", "oneOf", "allOf"):
            if several in schema:
                return self._resolved(schema[several][0])
        if "$ref" in schema:
            return self._resolved(self._schemas[schema["$ref"].rpartition("/")[2]])
        return schema

    def _kind(self, schema: Document) -> str:
        if "const" in schema:
            return json.dumps(schema["const"], ensure_ascii=False)
        if "enum" in schema:
            return " | ".join(map(str, schema["enum"]))
        kinds = schema.get("anyOf") or schema.get("oneOf")
        if kinds:
            return " | ".join(dict.fromkeys(map(self._kind, kinds)))
        if "$ref" in schema:
            return self._kind(self._resolved(schema))
        if schema.get("type") == "array":
            return f"[{self._kind(schema.get('items', {}))}]"
        return str(schema.get("format") or schema.get("type") or "JSON")

    def _refusals(self, responses: Document) -> Iterator[Refusal]:
        for status, response in responses.items():
            examples = response.get("content", {}).get(MEDIA_TYPE, {}).get("examples", {})
            for code, example in examples.items():
                problem = {**example["value"], X_ZH: example.get(X_ZH, {})}
                title, detail = self._text(problem, "title"), self._text(problem, "detail")
                yield Refusal(status, code, title, detail)

    def _command(
        self,
        method: str,
        path: str,
        parameters: tuple[Parameter, ...],
        bodies: tuple[Content, ...],
        *,
        signed_in: bool,
    ) -> str:
        """The call as curl makes it, with the examples."""
        query = []
        lines = []
        for parameter in parameters:
            if parameter.where == "path":
                path = path.replace(f"{{{parameter.name}}}", parameter.example)
            elif parameter.required and parameter.where == "query":
                query.append(f"{parameter.name}={parameter.example}")
            elif parameter.required and parameter.where == "header":
                lines.append(f"-H {_quoted(f'{parameter.name}: {parameter.example}')}")
        address = f"{self._base}{path}{'?' if query else ''}{'&'.join(query)}"
        lines.insert(0, f"curl {'' if method == 'GET' else f'-X {method} '}{_quoted(address)}")
        if signed_in:
            lines.append('-H "Authorization: Bearer $TOKEN"')
        lines += _body_of(bodies)
        return " \\\n  ".join(lines)


def _texts(given: Document) -> tuple[str, str]:
    return given.get("summary", ""), given.get("description", "")


def _body_of(bodies: tuple[Content, ...]) -> list[str]:
    for body in bodies:
        if body.media_type == "application/json" and body.example:
            compact = json.dumps(json.loads(body.example), ensure_ascii=False)
            return ["-H 'Content-Type: application/json'", f"-d {_quoted(compact)}"]
        if body.media_type == "multipart/form-data":
            return ["-F M01=@申请表.pdf"]
    return [f"-H 'Content-Type: {body.media_type}' --data-binary @FILE" for body in bodies][:1]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _example(schema: Document) -> Any:
    for key in ("example", "const", "default"):
        if schema.get(key) is not None:
            return schema[key]
    for key in ("examples", "enum"):
        if schema.get(key):
            return schema[key][0]
    for several in schema.get("anyOf", ()):
        if (found := _example(several)) is not None:
            return found
    return None


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)
