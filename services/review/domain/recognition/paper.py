"""What a certificate or plaque says on paper."""

from collections.abc import Mapping
from datetime import date

from services.review.domain.recognition.recognition import Certificate, Recognition
from shared.calendar import beijing_date
from shared.identity import ApplicantCode, CodeKind
from shared.pdf.document import Code, Details, Document, Language, Paragraph, Text
from shared.programmes import Programme
from shared.values import Bilingual

_CODES: Mapping[CodeKind, Bilingual] = {
    "credit": Bilingual(zh="统一社会信用代码", en="Unified social credit code"),
    "division": Bilingual(zh="行政区划代码", en="Division code"),
}
_ENDLESS = Bilingual(zh="未设期限", en="without an end")


def paper(
    found: Recognition,
    certificate: Certificate,
    programme: Programme,
    address: str,
    code: str,
    languages: tuple[Language, ...],
) -> Document:
    """The document; `code` is the QR code of the address under which it is verified."""
    name = programme.name
    until = _ENDLESS if found.until is None else _day(found.until)
    rows: list[tuple[Text, Text]] = [
        (Bilingual(zh="编号", en="Number"), certificate.number),
        (Bilingual(zh="持有人", en="Holder"), certificate.holder),
        (_CODES[ApplicantCode.of(found.subject).kind], found.subject),
        (Bilingual(zh="认定内容", en="Recognised"), found.what),
        (Bilingual(zh="认定日期", en="Since"), _day(found.since)),
        (Bilingual(zh="有效期至", en="Valid until the end of"), until),
        (Bilingual(zh="制发日期", en="Issued"), _day(beijing_date(certificate.issued_at))),
    ]
    if certificate.edition > 1:
        rows.append((Bilingual(zh="更名换发", en="Edition"), str(certificate.edition)))
    holds = Bilingual(
        zh=f"{certificate.holder.zh}经{name.zh}认定，特发此{certificate.name.zh}。",
        en=f"{certificate.holder.en} holds a recognition of the programme {name.en}.",
    )
    check = Bilingual(
        zh=f"扫描下方二维码或访问 {address} 核验本{certificate.name.zh}现时是否有效。",
        en=f"Whether it holds at present is told by the code below, or at {address}",
    )
    return Document(
        title=certificate.name,
        issuer=Bilingual(zh=programme.authority.name.zh, en=programme.authority.name.en),
        reference=certificate.number,
        blocks=(
            Paragraph(holds),
            Details(tuple(rows)),
            Paragraph(check),
            Code(code, Bilingual(zh=f"核验地址 {address}", en=f"Verify at {address}")),
        ),
        languages=languages,
    )


def _day(day: date) -> Bilingual:
    return Bilingual(zh=f"{day.year}年{day.month}月{day.day}日", en=day.isoformat())
