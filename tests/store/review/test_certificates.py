"""Numbers on a real MongoDB: without a gap or double, whoever issues beside or dies."""

import asyncio
import sys
from datetime import UTC, datetime, timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from deploy.audit.audit import certificates_are_numbered_without_a_gap
from deploy.audit.journal_side import JournalEvent
from services.review.api.recognition.certificates import CertificateOut
from services.review.domain.recognition.entering import enter
from services.review.usecases.activities.plan_activity import PlanActivity, PlannedActivity
from services.review.usecases.recognition.certify import AT_ONCE, BatchOrder, Certify, HandOver
from services.review.usecases.recognition.print_certificate import PrintCertificate
from services.review.usecases.recognition.rename_holder import NewName, RenameHolder
from services.review.usecases.recognition.verify import Verify
from services.review.usecases.rules import Rules
from shared.errors import NotFound, Rejected
from shared.pdf.codes import qr_code
from shared.pdf.making import PdfMaker
from shared.programmes import After, Bilingual, CertificateKind, Programmes, Validity
from shared.programmes.activities import Activity
from shared.signing.statements import Statements
from shared.values import Bilingual as Words
from tests.store.review.conftest import CLOSED_AT, Stored
from tests.unit.pdf.reading import by_pypdf, compact
from tests.unit.review.builders import CALENDAR, CITY, OFFICER, PROGRAMME, jiangmen
from tests.unit.review.test_register_sheet import a_row

AFTER = After(
    validity=Validity(years=50),
    certificates=(
        CertificateKind(
            id="certificate",
            document="certificate",
            name=Bilingual(zh="证书", en="Certificate"),
            numbering="GD{year}-{serial:5}",
        ),
        CertificateKind(
            id="plaque",
            document="plaque",
            name=Bilingual(zh="牌匾", en="Plaque"),
            numbering="SF{serial:4}",
        ),
    ),
)
RULES = Rules(Programmes([jiangmen().model_copy(update={"after": AFTER})]), CALENDAR)
BATCH = "2020-03"
CERTIFICATES, PLAQUES = BatchOrder("certificate", BATCH, None), BatchOrder("plaque", BATCH, None)


async def registered(stored: Stored, count: int) -> None:
    rows = [a_row(n, number=f"SF-{n:04}") for n in range(count)]
    new = enter(rows, {}, RULES.programmes.newest(PROGRAMME), by="o", at=CLOSED_AT).new
    await stored.recognitions.enter(new, CLOSED_AT)


def certifying(stored: Stored) -> Certify:
    return Certify(stored.recognitions, stored.activities, RULES)


async def audited(stored: Stored) -> tuple[str, ...]:
    """What the audit says of the numbers."""
    events: list[JournalEvent] = []
    async for record in stored.database["recognitions"].find({}, {"events": 1}):
        for event in record["events"]:
            data = event["data"]
            identity = (event["id"], event["type"], "register.v1", record["_id"], event["seq"])
            events.append(JournalEvent(*identity, data))
    return certificates_are_numbered_without_a_gap(events).wrong


async def test_200_numbers_that_four_processes_give_have_no_gap_and_no_double(
    stored: Stored, mongo_uri: str, database: str
) -> None:
    await registered(stored, 200)
    processes = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.store.review.certifier"),
            *(mongo_uri, database, "certificate"),
            stdout=asyncio.subprocess.PIPE,
        )
        for _ in range(4)
    ]
    printed = [(await process.communicate())[0].decode().split() for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0, 0]
    numbers = [number for one in printed for number in one]
    assert sorted(numbers) == [f"GD2020-{n:05}" for n in range(1, 201)]
    assert await audited(stored) == ()
    page = await Verify(stored.recognitions, RULES).ledger(
        PROGRAMME, after="", limit=500, at=CLOSED_AT
    )
    assert [one.certificate.number for one in page.documents] == sorted(numbers)
    assert len({one.recognition.id for one in page.documents}) == 200


async def test_a_batch_is_issued_once_and_only_by_those_who_announce(stored: Stored) -> None:
    await registered(stored, 3)
    certify = certifying(stored)
    given = await certify.issue(PROGRAMME, PLAQUES, official=OFFICER, at=CLOSED_AT)
    assert given == ["SF0001", "SF0002", "SF0003"]
    assert await certify.issue(PROGRAMME, PLAQUES, official=OFFICER, at=CLOSED_AT) == []
    other = BatchOrder("certificate", BATCH, "2019")
    assert await certify.issue(PROGRAMME, other, official=OFFICER, at=CLOSED_AT) == []
    with pytest.raises(Rejected, match="forbidden"):
        await certify.issue(PROGRAMME, PLAQUES, official=CITY, at=CLOSED_AT)
    medals = BatchOrder("medal", BATCH, None)
    with pytest.raises(Rejected, match="unknown-certificate-kind"):
        await certify.issue(PROGRAMME, medals, official=OFFICER, at=CLOSED_AT)


async def test_a_process_that_dies_in_the_transaction_takes_no_number(
    stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    await registered(stored, 3)
    certify = certifying(stored)

    async def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(stored.recognitions, "_number", killed)
        with pytest.raises(Killed):
            await certify.issue(PROGRAMME, PLAQUES, official=OFFICER, at=CLOSED_AT)
    given = await certify.issue(PROGRAMME, PLAQUES, official=OFFICER, at=CLOSED_AT)
    assert given == ["SF0001", "SF0002", "SF0003"]


async def test_void_and_replaced_numbers_stay_in_the_ledger_and_are_never_given_anew(
    stored: Stored,
) -> None:
    await registered(stored, 3)
    certify = certifying(stored)
    await certify.issue(PROGRAMME, PLAQUES, official=OFFICER, at=CLOSED_AT)
    lost = await certify.reissue("SF0001", "lost", "遗失", official=OFFICER, at=CLOSED_AT)
    assert (lost.certificate.number, lost.certificate.replaces) == ("SF0004", "SF0001")
    await certify.void("SF0002", "印制错误", official=OFFICER, at=CLOSED_AT)
    given = await certify.issue(PROGRAMME, PLAQUES, official=OFFICER, at=CLOSED_AT)
    assert given == ["SF0005"]
    verify = Verify(stored.recognitions, RULES)
    first = await verify.ledger(PROGRAMME, after="", limit=3, at=CLOSED_AT)
    assert first.next is not None
    rest = await verify.ledger(PROGRAMME, after=first.next, limit=3, at=CLOSED_AT)
    shown = [(one.certificate.number, one.status) for one in (*first.documents, *rest.documents)]
    assert shown == [
        ("SF0001", "void"),
        ("SF0002", "void"),
        ("SF0003", "valid"),
        ("SF0004", "valid"),
        ("SF0005", "valid"),
    ]
    assert rest.next is None
    assert await audited(stored) == ()


async def test_it_is_handed_over_and_renamed(stored: Stored) -> None:
    await registered(stored, 1)
    certify = certifying(stored)
    (number,) = await certify.issue(PROGRAMME, CERTIFICATES, official=OFFICER, at=CLOSED_AT)
    order = HandOver("ceremony-2020", CLOSED_AT.date(), "市民中心")
    for _ in range(2):
        done = await certify.hand_over(number, order, official=OFFICER, at=CLOSED_AT)
    assert done.certificate.handed_over is not None
    new = NewName(Words(zh="新名", en="New"), CLOSED_AT.date(), "更名")
    rename = RenameHolder(stored.recognitions, RULES)
    await rename(PROGRAMME, done.recognition.id, new, official=OFFICER, at=CLOSED_AT)
    renamed = await certify.reissue(number, "renamed", "更名", official=OFFICER, at=CLOSED_AT)
    assert (renamed.certificate.number, renamed.certificate.edition) == (number, 2)
    assert renamed.certificate.holder.en == "New"
    assert await audited(stored) == ()
    with pytest.raises(NotFound):
        await certify.void("SF9999", "r", official=OFFICER, at=CLOSED_AT)


async def test_everybody_is_told_what_a_number_is_worth_with_a_proof(stored: Stored) -> None:
    await registered(stored, 2)
    certify = certifying(stored)
    await certify.issue(PROGRAMME, CERTIFICATES, official=OFFICER, at=CLOSED_AT)
    await certify.void("GD2020-00002", "印制错误", official=OFFICER, at=CLOSED_AT)
    verify, key = Verify(stored.recognitions, RULES), Ed25519PrivateKey.generate()
    statements = Statements(key)
    late = datetime(2099, 1, 1, tzinfo=UTC)
    worth = {}
    for number, at in (
        ("ＧＤ2020 - 00001", CLOSED_AT),
        ("GD2020-00001", late),
        ("GD2020-00002", CLOSED_AT),
        ("GD2020-00003", CLOSED_AT),
    ):
        out = CertificateOut.of(number, await verify(number, at=at), at, statements)
        assert out.signed is not None
        public = jwt.PyJWK.from_dict(statements.key_set["keys"][0])
        said = jwt.decode(out.signed, public.key, ["EdDSA"], options={"verify_iat": False})
        assert (said["status"], said["number"]) == (out.status, out.number)
        assert jwt.get_unverified_header(out.signed)["typ"] == "laurel-status+jwt"
        other = Ed25519PrivateKey.generate().public_key()
        with pytest.raises(jwt.InvalidSignatureError):
            jwt.decode(out.signed, other, ["EdDSA"], options={"verify_iat": False})
        worth[number, at] = out.status
    assert list(worth.values()) == ["valid", "expired", "void", "not_found"]
    private = {"registered_by", "by", "issued_by", "reason"}
    assert private.isdisjoint(CertificateOut.model_json_schema()["$defs"]["CertificateFacts"])


async def test_those_that_have_run_out_keep_nobody_from_a_document(stored: Stored) -> None:
    over = [a_row(n, number=f"A-{n:04}", until=CLOSED_AT.date()) for n in range(AT_ONCE)]
    new = enter(over, {}, RULES.programmes.newest(PROGRAMME), by="o", at=CLOSED_AT).new
    await stored.recognitions.enter(new, CLOSED_AT)
    await registered(stored, 1)
    later = CLOSED_AT + timedelta(days=2)
    given = await certifying(stored).issue(PROGRAMME, PLAQUES, official=OFFICER, at=later)
    assert given == ["SF0001"]


async def test_a_version_that_is_not_in_force_yet_decides_nothing(stored: Stored) -> None:
    await registered(stored, 1)
    now = RULES.programmes.newest(PROGRAMME)
    renamed = Bilingual(zh="新办法", en="New rules")
    later = CLOSED_AT.date() + timedelta(days=9)
    changes = {"version": "2099.1", "effective_from": later, "after": None, "name": renamed}
    rules = Rules(Programmes([now, now.model_copy(update=changes)]), CALENDAR)
    certify = Certify(stored.recognitions, stored.activities, rules)
    (number,) = await certify.issue(PROGRAMME, PLAQUES, official=OFFICER, at=CLOSED_AT)
    lost = await certify.reissue(number, "lost", "r", official=OFFICER, at=CLOSED_AT)
    assert lost.certificate.replaces == number
    found = await Verify(stored.recognitions, rules)(number, at=CLOSED_AT)
    assert found is not None
    assert found.programme.name == now.name


async def test_a_number_is_printed_as_the_office_has_it_and_found_as_it_is_typed(
    stored: Stored,
) -> None:
    await registered(stored, 2)
    (kind, _) = AFTER.certificates
    wide = kind.model_copy(update={"numbering": "粤科（{year}）{serial:5}号"})
    after = AFTER.model_copy(update={"certificates": (wide,)})
    rules = Rules(Programmes([jiangmen().model_copy(update={"after": after})]), CALENDAR)
    certify, verify = (
        Certify(stored.recognitions, stored.activities, rules),
        Verify(stored.recognitions, rules),
    )
    await certify.issue(PROGRAMME, CERTIFICATES, official=OFFICER, at=CLOSED_AT)
    for typed in ("粤科（2020）00001号", "粤科(2020) 00001号", "粤科（２０２０）００００１号"):
        found = await verify(typed, at=CLOSED_AT)
        assert found is not None
        assert (found.certificate.number, found.status) == ("粤科（2020）00001号", "valid")
    lost = await certify.reissue("粤科(2020)00001号", "lost", "r", official=OFFICER, at=CLOSED_AT)
    assert lost.certificate.replaces == "粤科（2020）00001号"
    page = await verify.ledger(PROGRAMME, after="", limit=9, at=CLOSED_AT)
    assert [one.certificate.number for one in page.documents] == [
        f"粤科（2020）{n:05}号" for n in (1, 2, 3)
    ]


async def test_a_number_is_found_in_small_letters_and_shown_as_it_is_printed(
    stored: Stored,
) -> None:
    await registered(stored, 1)
    (kind, _) = AFTER.certificates
    capitals = kind.model_copy(update={"numbering": "GD-{year}-{serial:3}"})
    after = AFTER.model_copy(update={"certificates": (capitals,)})
    rules = Rules(Programmes([jiangmen().model_copy(update={"after": after})]), CALENDAR)
    certify = Certify(stored.recognitions, stored.activities, rules)
    await certify.issue(PROGRAMME, CERTIFICATES, official=OFFICER, at=CLOSED_AT)
    for typed in ("GD-2020-001", "gd-2020-001", "ｇｄ－2020－001"):
        found = await Verify(stored.recognitions, rules)(typed, at=CLOSED_AT)
        assert found is not None
        assert (found.certificate.number, found.status) == ("GD-2020-001", "valid")
    assert await Verify(stored.recognitions, rules)("gd-2020-002", at=CLOSED_AT) is None


async def test_a_number_that_another_programme_gave_is_refused_and_takes_nothing(
    stored: Stored,
) -> None:
    await registered(stored, 2)
    await stored.database["certificate_numbers"].insert_one(
        {"_id": "SF0002", "programme": "another", "place": "x/1", "recognition": "x"}
    )
    certify = certifying(stored)
    with pytest.raises(Rejected, match="certificate-number-taken"):
        await certify.issue(PROGRAMME, PLAQUES, official=OFFICER, at=CLOSED_AT)
    assert await stored.database["certificate_series"].find_one({}) is None


async def test_a_document_is_printed_for_its_holder_and_its_office(stored: Stored) -> None:
    await registered(stored, 1)
    certify = certifying(stored)
    await certify.issue(PROGRAMME, CERTIFICATES, official=OFFICER, at=CLOSED_AT)
    coded: list[str] = []

    def code(address: str) -> str:
        coded.append(address)
        return qr_code(address)

    async def seal(pdf: bytes) -> bytes:
        return pdf + b"% sealed"

    verify = Verify(stored.recognitions, RULES)
    make = PrintCertificate(verify, PdfMaker(), code, seal, "https://laurel.example.cn")
    number, holder = "GD2020-00001", "91350100M000100Y43"
    pdf = await make(number, ("zh", "en"), reader=holder, at=CLOSED_AT)
    assert pdf.endswith(b"% sealed")
    assert coded == ["https://laurel.example.cn/review/certificates/GD2020-00001"]
    read = compact(by_pypdf(pdf))
    assert "某某公司" in read
    assert "GD2020-00001" in read
    assert await make(number, ("zh",), reader=OFFICER, at=CLOSED_AT)
    for other in ("another", None):
        with pytest.raises(NotFound):
            await make(number, ("zh",), reader=other, at=CLOSED_AT)
    with pytest.raises(Rejected, match="forbidden"):
        await make(number, ("zh",), reader=CITY, at=CLOSED_AT)
    await certify.void(number, "印制错误", official=OFFICER, at=CLOSED_AT)
    with pytest.raises(Rejected, match="certificate-void"):
        await make(number, ("zh",), reader=OFFICER, at=CLOSED_AT)


async def test_a_handover_is_at_an_activity_that_was_held_and_another_name_is_refused(
    stored: Stored,
) -> None:
    await registered(stored, 1)
    ceremony = Activity(
        id="ceremony", kind="ceremony", name=Bilingual(zh="颁证仪式", en="Ceremony")
    )
    changes = {"after": AFTER, "activities": (ceremony,)}
    rules = Rules(Programmes([jiangmen().model_copy(update=changes)]), CALENDAR)
    certify = Certify(stored.recognitions, stored.activities, rules)
    (number,) = await certify.issue(PROGRAMME, CERTIFICATES, official=OFFICER, at=CLOSED_AT)
    day = CLOSED_AT.date()
    planning = PlanActivity(stored.activities, rules)
    key = f"{PROGRAMME}.2019.activities.ceremony.1"

    async def hand_over(activity: str) -> None:
        order = HandOver(activity, day, "市民中心")
        await certify.hand_over(number, order, official=OFFICER, at=CLOSED_AT)

    with pytest.raises(Rejected, match="unknown-activity") as nowhere:
        await hand_over("ceremony-2020")
    assert nowhere.value.errors[0].message == "must be planned first"
    planned = PlannedActivity(PROGRAMME, "2019", "ceremony", 1, day, "市民中心")
    await planning(planned, official=OFFICER, at=CLOSED_AT)
    with pytest.raises(Rejected, match="unknown-activity") as misspelt:
        await hand_over(key.replace("ceremony", "ceremoni"))
    assert misspelt.value.errors[0].message == f"must be one that there is, such as {key}"
    with pytest.raises(Rejected, match="activity-not-held"):
        await hand_over(key)
