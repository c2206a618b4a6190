"""Two certificates in memory: one holds, and replaces one that is void."""

from typing import cast

from services.review.domain.recognition.certifying import issue, replace
from services.review.domain.recognition.recognition import Recognition
from services.review.ports import Held, HeldRecognition, Recognitions
from shared.programmes import Bilingual, CertificateKind
from tests.pages.sample_list import DURING
from tests.unit.review.builders import PROGRAMME, jiangmen
from tests.unit.review.test_register import a_recognition

KIND = CertificateKind(
    id="certificate",
    document="certificate",
    name=Bilingual(zh="证书", en="Certificate"),
    numbering="粤高品{serial:4}",
)
VOID, VALID = "粤高品0001", "粤高品0002"


def _found() -> Recognition:
    recognition = a_recognition().model_copy(update={"programme": PROGRAMME})
    first = issue(recognition, jiangmen(), KIND, 1, "b", by="o", at=DURING).recognition
    return replace(first, jiangmen(), VOID, KIND, 2, "r", by="o", at=DURING).recognition


class FakeRegister:
    """The part of the port that pages use."""

    async def with_certificate(self, number: str) -> HeldRecognition | None:
        found = _found()
        return None if found.certificate(number) is None else Held(found, None)


FAKE_REGISTER = cast(Recognitions, FakeRegister())
