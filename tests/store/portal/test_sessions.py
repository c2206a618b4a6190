"""Sessions in a real database: found again, ended, and of no use to whoever reads them there."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.fernet import Fernet, MultiFernet

from services.portal.domain.kept_form import KeptForm
from services.portal.domain.person import Person
from services.portal.domain.session import Session, Tokens
from services.portal.store.kept_forms import MongoKeptForms
from services.portal.store.sessions import MongoSessions
from shared.errors import Unavailable
from shared.keeping import Keeper
from shared.mongo import Database, connect

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
PERSON = Person("p1", "王敏", frozenset({"enterprise", "officer"}), "91350100M000100Y43", "o")
SESSION = Session(
    "k1", PERSON, b"form secret", Tokens("bearer", NOW, "renewal"), NOW + timedelta(hours=12)
)


def keeper(*keys: bytes) -> Keeper:
    return Keeper(MultiFernet([Fernet(key) for key in keys]), "LAUREL_SESSION_KEY")


@pytest.fixture
async def house(mongo_uri: str, database: str) -> AsyncIterator[Database]:
    """The portal's database."""
    async with connect(mongo_uri, database) as found:
        yield found


async def test_a_session_is_found_as_it_began_until_it_ends(house: Database) -> None:
    sessions = MongoSessions(house, keeper(Fernet.generate_key()))
    await sessions.prepare()
    await sessions.add(SESSION)
    assert await sessions.find("k1") == SESSION
    assert await sessions.find("k2") is None
    fresh = Tokens("bearer 2", NOW + timedelta(hours=1))
    await sessions.renew(SESSION, fresh)
    found = await sessions.find("k1")
    assert found is not None
    assert found.tokens == fresh
    await sessions.end("k1")
    await sessions.renew(SESSION, fresh)
    found = await sessions.find("k1")
    assert found is not None
    assert (found.tokens, found.secret, found.person) == (None, b"", PERSON)


async def test_nobody_reads_a_token_out_of_the_database(house: Database) -> None:
    sessions = MongoSessions(house, keeper(Fernet.generate_key()))
    await sessions.add(SESSION)
    kept = str(await house["sessions"].find_one({"_id": "k1"}))
    for secret in ("bearer", "renewal", "form secret", b"form secret".hex()):
        assert secret not in kept
    other = MongoSessions(house, keeper(Fernet.generate_key()))
    with pytest.raises(Unavailable, match="LAUREL_SESSION_KEY"):
        await other.find("k1")


async def test_a_key_is_replaced_while_people_are_signed_in(house: Database) -> None:
    old, new = Fernet.generate_key(), Fernet.generate_key()
    await MongoSessions(house, keeper(old)).add(SESSION)
    assert await MongoSessions(house, keeper(new, old)).find("k1") == SESSION


async def test_a_kept_form_is_for_its_sender_its_page_and_its_time(house: Database) -> None:
    forms = MongoKeptForms(house, keeper(Fernet.generate_key()))
    await forms.prepare()
    await forms.keep(KeptForm("f", "p1", "/portal/x", {"a": "字"}, NOW))
    before = NOW - timedelta(seconds=1)
    assert await forms.find("f", "p1", "/portal/x", before) == {"a": "字"}
    assert await forms.find("f", "p2", "/portal/x", before) == {}
    assert await forms.find("f", "p1", "/portal/y", before) == {}
    assert await forms.find("f", "p1", "/portal/x", NOW) == {}
    assert "字" not in str(await house["kept_forms"].find_one({"_id": "f"}))


async def test_what_is_over_is_deleted_by_the_database(house: Database) -> None:
    key = keeper(Fernet.generate_key())
    for store in (MongoSessions(house, key), MongoKeptForms(house, key)):
        await store.prepare()
    for name in ("sessions", "kept_forms"):
        indexes = await house[name].index_information()
        assert [each for each in indexes.values() if each.get("expireAfterSeconds") == 0], name
