"""The documents of a folder of programmes, by their names."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Self

from shared.errors import Rejected, one_of
from shared.programmes.catalogue import Programmes
from shared.programmes.errors import Problem, ProgrammeInvalid
from shared.programmes.printed.loading import load_document
from shared.programmes.printed.model import PrintedDocument


class UnknownDocument(Rejected):
    """There is no document of this name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(
            f"There is no document {name}.",
            (one_of("name", known),),
            code="unknown-document",
            zh=f"没有名为 {name} 的公布文件。",
        )


class Documents:
    """`documents/*.yaml` beside the definitions; each is called as its file."""

    def __init__(self, documents: Mapping[str, PrintedDocument]) -> None:
        self._documents = documents

    @classmethod
    def from_directory(cls, programmes: Path, *, drafts: bool = False) -> Self:
        """Those about published versions, with `drafts` also those about drafts.

        Every file is checked. Raises ProgrammeInvalid with the problems of all files.
        """
        files = sorted((programmes / "documents").glob("*.yaml"))
        if not files:
            return cls({})
        published = {each.key for each in Programmes.from_directory(programmes)}
        known = Programmes.from_directory(programmes, drafts=True)
        found: dict[str, PrintedDocument] = {}
        problems: list[Problem] = []
        for file in files:
            try:
                document = load_document(file, known)
            except ProgrammeInvalid as invalid:
                problems.extend(invalid.problems)
                continue
            version = known.of_round(document.programme, document.round)
            if drafts or version.key in published:
                found[file.stem] = document
        if problems:
            raise ProgrammeInvalid(problems)
        return cls(found)

    def __iter__(self) -> Iterator[tuple[str, PrintedDocument]]:
        return iter(self._documents.items())

    def get(self, name: str) -> PrintedDocument:
        """The document of this name; raises UnknownDocument."""
        try:
            return self._documents[name]
        except KeyError:
            raise UnknownDocument(name, self._documents) from None
