"""Signing in: what has to come back, from whom, and what is believed of it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.fernet import Fernet, MultiFernet

from services.portal.domain.attempt import LASTS
from services.portal.domain.person import Person
from services.portal.domain.refusals import SignInRefused
from services.portal.domain.session import Session, Tokens
from services.portal.senders.attempts import SealedAttempts
from services.portal.usecases.begin_sign_in import BeginSignIn, Begun
from services.portal.usecases.find_session import FindSession
from services.portal.usecases.finish_sign_in import FinishSignIn, SignedIn
from services.portal.usecases.hashing import hashed
from services.portal.usecases.keep_form import KeepForm
from services.portal.usecases.sign_out import SignOut
from shared.keeping import Keeper
from tests.unit.portal.memory import AnyIssuer, KeptInMemory, SessionsInMemory

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
PERSON = Person("p1", "王敏", frozenset({"enterprise"}), "91350100M000100Y43")


KEEPER = Keeper(MultiFernet([Fernet(Fernet.generate_key())]), "LAUREL_SESSION_KEY")


@dataclass
class Door:
    """All that signing in is made of."""

    sessions: SessionsInMemory = field(default_factory=SessionsInMemory)
    attempts: SealedAttempts = field(default_factory=lambda: SealedAttempts(KEEPER))
    house: AnyIssuer = field(default_factory=lambda: AnyIssuer(PERSON, NOW))

    async def begin(self, to: str = "/portal/") -> Begun:
        return await BeginSignIn(self.attempts, self.house)(to, "zh", NOW)

    async def finish(
        self,
        begun: Begun,
        *,
        sealed: str | None = None,
        former: str | None = None,
        at: datetime = NOW,
    ) -> SignedIn:
        finish = FinishSignIn(
            self.attempts, self.house, self.house, self.sessions, timedelta(hours=12)
        )
        held = begun.sealed if sealed is None else sealed
        return await finish(begun.state, "good", held, former, at)

    async def found(self, cookie: str, at: datetime = NOW) -> Session:
        found = await FindSession(self.sessions, self.house)(cookie, at)
        assert found is not None
        return found


async def test_who_comes_back_is_signed_in_and_goes_where_they_wanted() -> None:
    door = Door()
    done = await door.finish(await door.begin("/portal/inbox"))
    assert done.to == "/portal/inbox"
    assert (await door.found(done.cookie)).person == PERSON


async def test_the_store_never_holds_what_the_browser_holds() -> None:
    door = Door()
    done = await door.finish(await door.begin())
    assert list(door.sessions.all) == [hashed(done.cookie)]


async def test_two_tabs_sign_in_side_by_side() -> None:
    door = Door()
    first, second = await door.begin("/portal/a"), await door.begin("/portal/b")
    assert (await door.finish(second)).to == "/portal/b"
    assert (await door.finish(first)).to == "/portal/a"


async def test_a_sign_in_that_another_browser_began_is_refused() -> None:
    door = Door()
    theirs, ours = await door.begin(), await door.begin()
    with pytest.raises(SignInRefused, match="another sign-in"):
        await door.finish(theirs, sealed=ours.sealed)
    assert door.sessions.all == {}


async def test_what_was_not_sealed_as_a_sign_in_is_none() -> None:
    door = Door()
    for sealed in ("", "made up", "gAAAAA==", KEEPER.keep(b'["token", null]')):
        with pytest.raises(SignInRefused, match="under way"):
            await door.finish(await door.begin(), sealed=sealed)


async def test_what_the_browser_keeps_tells_it_nothing() -> None:
    door = Door()
    begun = await door.begin("/portal/secret")
    assert begun.state not in begun.sealed
    assert "secret" not in begun.sealed


async def test_a_sign_in_that_took_too_long_is_refused() -> None:
    door = Door()
    state = await door.begin()
    with pytest.raises(SignInRefused, match="under way"):
        await door.finish(state, at=NOW + LASTS)


async def test_a_session_that_was_there_before_ends_and_its_name_is_not_kept() -> None:
    door = Door()
    first = await door.finish(await door.begin())
    second = await door.finish(await door.begin(), former=first.cookie)
    assert second.cookie != first.cookie
    assert (await door.found(first.cookie)).is_over(NOW)
    planted = await door.finish(await door.begin(), former="planted")
    assert planted.cookie != "planted"


async def test_a_token_that_ends_soon_is_renewed() -> None:
    door = Door()
    done = await door.finish(await door.begin())
    later = NOW + timedelta(minutes=59, seconds=30)
    found = await door.found(done.cookie, later)
    assert found.tokens == Tokens("t2", NOW + timedelta(hours=3), "r2")
    assert (await door.found(done.cookie, later)).tokens == found.tokens
    assert door.house.renewed == 1


async def test_a_session_whose_token_is_not_renewed_ends_with_it() -> None:
    door = Door()
    door.house.renews = False
    done = await door.finish(await door.begin())
    assert not (await door.found(done.cookie, NOW + timedelta(minutes=59))).is_over(NOW)
    after = NOW + timedelta(hours=1)
    assert (await door.found(done.cookie, after)).is_over(after)


async def test_a_session_ends_at_its_time_however_often_it_was_renewed() -> None:
    door = Door()
    done = await door.finish(await door.begin())
    after = NOW + timedelta(hours=12)
    found = await door.found(done.cookie, after)
    assert found.is_over(after)
    assert door.house.renewed == 0


async def test_who_signed_out_is_out_though_the_browser_kept_the_cookie() -> None:
    door = Door()
    done = await door.finish(await door.begin())
    await SignOut(door.sessions)(done.cookie)
    assert (await door.found(done.cookie)).is_over(NOW)


async def test_what_was_typed_is_kept_for_its_sender_and_its_page() -> None:
    door, forms = Door(), KeptInMemory()
    done = await door.finish(await door.begin())
    name = await KeepForm(forms)(done.session, "/portal/x", {"a": "字"}, NOW)
    [kept] = forms.all.values()
    assert (kept.id, kept.subject, kept.path) == (name, "p1", "/portal/x")
    assert kept.fields == {"a": "字"}
    assert kept.until > NOW


async def test_a_form_is_known_by_a_token_for_its_own_path_and_session() -> None:
    door = Door()
    one = (await door.finish(await door.begin())).session
    other = (await door.finish(await door.begin())).session
    token = one.form_token("/portal/x")
    assert one.gave(token, "/portal/x")
    assert not one.gave(token, "/portal/y")
    assert not other.gave(token, "/portal/x")
    assert not one.gave("", "/portal/x")
