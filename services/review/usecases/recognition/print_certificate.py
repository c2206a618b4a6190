"""Prints a certificate or plaque, sealed if there is a seal."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from services.review.domain.official import Official
from services.review.domain.recognition.paper import paper
from services.review.domain.recognition.refusals import CertificateVoid
from services.review.ports import Printer
from services.review.usecases.recognition.verify import Verify
from shared.errors import NotFound
from shared.pdf.document import Language

Sealed = Callable[[bytes], Awaitable[bytes]]
Coded = Callable[[str], str]


@dataclass(frozen=True)
class PrintCertificate:
    """For whoever announces what is recognised, and for the holder itself."""

    verify: Verify
    printer: Printer
    code: Coded
    seal: Sealed | None
    base: str

    async def __call__(
        self,
        number: str,
        languages: tuple[Language, ...],
        *,
        reader: Official | str | None,
        at: datetime,
    ) -> bytes:
        """The document as PDF; `reader` is an official, or the code of an enterprise.

        Raises NotFound, also for another holder's, Rejected (forbidden), CertificateVoid, and what
        printer and seal raise.
        """
        found = await self.verify(number, at=at)
        if found is None:
            raise NotFound("certificate", number)
        if isinstance(reader, Official):
            reader.check_acts(found.programme, found.programme.way.final)
        elif reader != found.recognition.subject:
            raise NotFound("certificate", number)
        one = found.certificate
        if one.voided is not None:
            raise CertificateVoid(one.number, one.voided.replaced_by)
        address = f"{self.base}/review/certificates/{quote(one.number, safe='')}"
        document = paper(
            found.recognition,
            one,
            found.programme,
            address,
            self.code(address),
            languages,
        )
        pdf = await self.printer(document, at=one.issued_at)
        return pdf if self.seal is None else await self.seal(pdf)
