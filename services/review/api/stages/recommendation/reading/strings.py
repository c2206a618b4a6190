"""The texts that the cells of a workbook share."""

from collections.abc import Iterable

from services.review.api.stages.recommendation.reading.worksheet import (
    LONGEST_TEXT,
    local_name,
    unescaped,
    xml_parser,
)


def shared_strings(pieces: Iterable[bytes]) -> list[str]:
    """The texts in their order, without the readings that stand above some."""
    found: list[str] = []
    state = {"text": "", "open": False, "reading": False}

    def start(tag: str, _: dict[str, str]) -> None:
        name = local_name(tag)
        if name == "si":
            state["text"] = ""
        elif name == "rPh":
            state["reading"] = True
        elif name == "t":
            state["open"] = not state["reading"]

    def end(tag: str) -> None:
        name = local_name(tag)
        if name == "si":
            found.append(unescaped(str(state["text"])))
        elif name == "rPh":
            state["reading"] = False
        elif name == "t":
            state["open"] = False

    def characters(data: str) -> None:
        if state["open"] and len(str(state["text"])) < LONGEST_TEXT:
            state["text"] = f"{state['text']}{data}"

    parser = xml_parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = characters
    for piece in pieces:
        parser.Parse(piece, False)
    parser.Parse(b"", True)
    return found
