"""A holder takes another name after its certificate was given."""

from datetime import timedelta
from typing import Any

import pytest

from services.review.domain.case import Step
from services.review.usecases.rules import Rules
from shared.programmes import After, Bilingual, CertificateKind, Programme, Programmes, Validity
from tests.builders import NOON
from tests.bus.review.conftest import ROUND_PATH, Review
from tests.clients.waiting import until
from tests.unit.review.builders import CALENDAR, PROGRAMME, RECOMMENDED_AT, decided, jiangmen

CERTIFICATE = CertificateKind(
    id="certificate",
    document="certificate",
    name=Bilingual(zh="证书", en="Certificate"),
    numbering="GD{year}-{serial:5}",
)
REGISTER = f"/review/v1/register/{PROGRAMME}"
OLD = {"zh": "江门某某科技有限公司", "en": "Jiangmen Example Technology"}
NEW = {"zh": "新名科技有限公司", "en": "New Name Technology"}


@pytest.fixture
def by_rules() -> Rules:
    after = After(validity=Validity(years=3), certificates=(CERTIFICATE,))
    changed = jiangmen().model_copy(update={"after": after})
    certifying = Programme.model_validate(changed.model_dump(exclude_unset=True))
    return Rules(Programmes([certifying]), CALENDAR)


async def recognised(review: Review) -> tuple[str, dict[str, Any]]:
    """A list that was announced with one entry, and its recognition."""
    await review.stores.cases.open(Step(decided("a1")), NOON)
    review.now(RECOMMENDED_AT + timedelta(days=1))
    list_ = f"/review/v1/lists/{(await review.confirm(f'{ROUND_PATH}/lists'))['list']}"
    await review.confirm(f"{list_}/notice")
    review.now(RECOMMENDED_AT + timedelta(days=30))
    await review.confirm(f"{list_}/announcement")

    async def registered() -> list[dict[str, Any]]:
        return list((await review.ask(None, "GET", REGISTER))["recognitions"])

    (found,) = await until("the register", registered, bool)
    return list_, found


async def test_edge_case_3_after_the_certificate_it_is_reissued_with_number_and_expiry_kept(
    review: Review,
) -> None:
    list_, held = await recognised(review)
    batch = {"kind": "certificate", "batch": "2019"}
    issued = await review.ask("officer", "POST", f"{REGISTER}/certificates", json=batch)
    (number,) = issued["numbers"]
    path = f"/review/v1/certificates/{number}"
    before = await review.ask(None, "GET", path)
    assert before["certificate"]["holder"] == OLD

    review.now(RECOMMENDED_AT + timedelta(days=200))
    since = (RECOMMENDED_AT + timedelta(days=190)).date().isoformat()
    renamed = {"name": NEW, "since": since, "reason": "核准变更登记通知书。"}
    one = f"{REGISTER}/{held['recognition']}"
    found = await review.ask("officer", "PUT", f"{one}/holder", json=renamed)
    assert (found["holder"], found["former_names"]) == (
        NEW,
        [{"name": OLD, "until_before": since}],
    )
    again = await review.ask(
        "officer", "POST", f"{path}/reissue", json={"why": "renamed", "reason": "企业更名。"}
    )
    assert again["number"] == number
    after = await review.ask(None, "GET", path)
    facts = after["certificate"]
    assert (after["status"], facts["holder"], facts["edition"]) == ("valid", NEW, 2)
    for kept in ("recognition", "subject", "since", "until", "replaced_by", "voided_at"):
        assert facts[kept] == before["certificate"][kept], kept
    ledger = await review.ask(None, "GET", f"{REGISTER}/certificates")
    assert [(each["number"], each["status"]) for each in ledger["certificates"]] == [
        (number, "valid")
    ]
    (entry,) = (await review.ask(None, "GET", list_))["entries"]
    assert entry["enterprise"] == OLD
