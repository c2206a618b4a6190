"""Reading what becomes of the values that documents printed."""

from fastapi import APIRouter, Depends

from services.stats.domain.printed import PrintedReport
from services.stats.ports import Clock
from services.stats.usecases.read_document import ReadDocument
from shared.http.auth import public
from shared.http.documented import refusals
from shared.programmes.printed import Documents
from shared.record import Record
from shared.values import Bilingual


class DocumentLink(Record):
    """A document, and the round that it prints figures of."""

    name: str
    title: Bilingual
    source: Bilingual
    programme: str
    round: str


class DocumentLinks(Record):
    """Every document that there are verdicts on."""

    documents: tuple[DocumentLink, ...]


def routes(documents: Documents, read: ReadDocument, clock: Clock) -> APIRouter:
    """Routes that everybody may read."""
    router = APIRouter(
        prefix="/stats/v1/documents", tags=["figures"], dependencies=[Depends(public)]
    )

    @router.get("", summary="The documents whose printed values are compared")
    async def all_documents() -> DocumentLinks:
        """Each is about one round."""
        return DocumentLinks(
            documents=tuple(
                DocumentLink(
                    name=name,
                    title=each.title,
                    source=each.source,
                    programme=each.programme,
                    round=each.round,
                )
                for name, each in documents
            )
        )

    @router.get(
        "/{name}",
        summary="Every printed value of a document beside what is computed",
        responses=refusals("unknown-document"),
    )
    async def one_document(name: str) -> PrintedReport:
        """Each value has a verdict: equal to what is computed, entered from outside, or impossible
        by what is printed; or else different, or not explained.
        """
        return await read(name, at=clock.now())

    return router
