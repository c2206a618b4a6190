"""Puts the Chinese texts of an interface into its OpenAPI document, beside the English ones.

What has a text in Chinese has a member `x-zh`, which holds the same members in Chinese.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from shared.http.documented import MEDIA_TYPE
from shared.http.in_chinese import Doing, InChinese
from shared.http.titles import ZH

X_ZH = "x-zh"
Part = dict[str, Any]
AUDIENCES: Mapping[str, str] = {
    "For everybody.": "无须登录。",
    "For the house's own network.": "仅供系统内部网络使用。",
}
"""Whom an operation without roles is for, as its description ends."""


def translate(document: Part, chinese: InChinese) -> None:
    """Adds every text that there is in Chinese; what has none stays as it is."""
    _add(document["info"], description=chinese.about)
    operations = list(_operations(document))
    tags = dict.fromkeys(tag for _, operation in operations for tag in operation.get("tags", ()))
    document["tags"] = [{"name": tag} for tag in tags]
    for tag in document["tags"]:
        _add(tag, name=chinese.sections.get(tag["name"]))
    for name, schema in schemas_of(document):
        _add(schema, description=chinese.answers.get(name))
        for field, part in schema.get("properties", {}).items():
            _add(part, description=chinese.field(name, field))
    for response in document["components"].get("responses", {}).values():
        _refuse(response, chinese)
    for key, operation in operations:
        doing = chinese.operations.get(key)
        _translate(operation, doing, chinese)
        for status, response in operation["responses"].items():
            _refuse(response, chinese)
            said = None if doing is None else doing.answers.get(status)
            _add(response, description=said or _of_schema(response, chinese))


def schemas_of(document: Part) -> Iterator[tuple[str, Part]]:
    """Every schema by its name, those of forms among them, which stand with their operation."""
    yield from document["components"]["schemas"].items()
    for _, operation in _operations(document):
        for content in operation.get("requestBody", {}).get("content", {}).values():
            schema = content.get("schema", {})
            if "title" in schema:
                yield schema["title"], schema


def _operations(document: Part) -> Iterator[tuple[str, Part]]:
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            yield f"{method.upper()} {path}", operation


def _translate(operation: Part, doing: Doing | None, chinese: InChinese) -> None:
    if doing is not None:
        description = f"{doing.description}\n\n{_audience(operation['description'])}"
        _add(operation, summary=doing.summary, description=description)
    for parameter in operation.get("parameters", ()):
        name = parameter["name"].lower()
        own = None if doing is None else doing.parameters.get(name)
        _add(parameter, description=own or chinese.fields.get(name))


def _audience(description: str) -> str:
    *_, audience = description.rpartition("\n\n")
    roles = audience.removeprefix("For: ").removesuffix(".").replace(", ", "、")
    return AUDIENCES.get(audience, f"适用角色：{roles}。")


def _refuse(response: Part, chinese: InChinese) -> None:
    examples = response.get("content", {}).get(MEDIA_TYPE, {}).get("examples", {})
    for code, example in examples.items():
        _add(example, title=ZH.get(code), detail=chinese.refusals.get(code))
    titles = dict.fromkeys(ZH[code] for code in examples if code in ZH)
    _add(response, description="；".join(titles))


def _of_schema(response: Part, chinese: InChinese) -> str | None:
    for content in response.get("content", {}).values():
        schema = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
        if schema in chinese.answers:
            return chinese.answers[schema]
    return None


def _add(part: Part, **texts: str | None) -> None:
    said = {name: text for name, text in texts.items() if text}
    if said:
        part[X_ZH] = said
