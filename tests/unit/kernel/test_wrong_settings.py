"""A wrong setting is named, with what it is and what was wanted; a secret never is shown."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from services.intake.settings import Settings as IntakeSettings
from services.notify.settings import Settings as NotifySettings
from services.review.settings import Settings as ReviewSettings
from services.stats.settings import Settings as StatsSettings
from shared.service import read_settings
from shared.settings import CalendarSettings, ServiceSettings

RIGHT = {
    "LAUREL_ENV": "production",
    "LAUREL_KAFKA": "kafka:9092",
    "LAUREL_MONGO": "mongodb://db/?replicaSet=rs0",
    "LAUREL_DATABASE": "laurel_x",
    "LAUREL_ISSUER": "https://login.example.cn",
    "LAUREL_JWKS": "https://login.example.cn/keys",
}
SECRET = "hush-7391"
SASL = {
    "LAUREL_KAFKA_SECURITY": "SASL_SSL",
    "LAUREL_KAFKA_USER": "laurel",
    "LAUREL_KAFKA_PASSWORD": SECRET,
}


class Told:
    """What a service says about an environment."""

    def __init__(self, patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._patch = patch
        self._capsys = capsys

    def of(
        self, changes: Mapping[str, str | None], kind: type[ServiceSettings] = IntakeSettings
    ) -> list[str]:
        """The lines about wrong settings; RIGHT with these changes, None removes one."""
        for name, value in {**RIGHT, **changes}.items():
            if value is None:
                self._patch.delenv(name, raising=False)
            else:
                self._patch.setenv(name, value)
        with pytest.raises(SystemExit) as exit_:
            read_settings(kind)
        assert exit_.value.code == 78
        return self._capsys.readouterr().err.splitlines()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Told:
    return Told(monkeypatch, capsys)


def test_the_environment_that_the_other_tests_spoil_is_right(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in (RIGHT | SASL).items():
        monkeypatch.setenv(name, value)
    settings = read_settings(IntakeSettings)
    assert settings.cluster().arguments()["sasl_plain_password"] == SECRET
    assert SECRET not in repr(settings) + str(settings) + repr(settings.cluster())


def test_variable_value_and_what_was_wanted_are_told(told: Told) -> None:
    [line] = told.of({"LAUREL_HTTP_PORT": "80800"})
    assert line == (
        "setting LAUREL_HTTP_PORT is '80800': should be less than or equal to 65535; "
        "wanted: port to listen on"
    )


def test_a_missing_one_is_told_with_an_example(told: Told) -> None:
    [line] = told.of({"LAUREL_KAFKA": None})
    assert line == (
        "setting LAUREL_KAFKA is missing; wanted: bootstrap servers, host:port[,host:port], "
        "for example kafka-1:9092,kafka-2:9092"
    )


def test_all_that_is_wrong_is_told_at_once(told: Told) -> None:
    wrong = {
        "LAUREL_KAFKA": "kafka",
        "LAUREL_MONGO": None,
        "LAUREL_ISSUER": "https://issuer.laurel.test",
        "LAUREL_JWKS": "file:keys.json",
        "LAUREL_CLOCK_FILE": "clock",
        "LAUREL_SMTP": "mail",
        "LAUREL_PROGRAMMES": "/nowhere",
        "LAUREL_MAIL_AT_ONCE": "many",
        "LAUREL_LOGS": "xml",
    }
    lines = told.of(wrong, NotifySettings)
    assert {line.split()[1] for line in lines} == {*wrong, "LAUREL_MAIL_FROM", "LAUREL_PORTAL"}


def test_what_production_alone_needs_is_missing_there(told: Told) -> None:
    mail = {"LAUREL_SMTP": "mail:25", "LAUREL_MAIL_FROM": "L <l@example.cn>", "LAUREL_PORTAL": None}
    [line] = told.of(mail, NotifySettings)
    assert line.startswith("setting LAUREL_PORTAL is missing; wanted: where the portal is")


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("LAUREL_MONGO", f"mongodb://laurel:p@ss{SECRET}@db/", "percent-encoded"),
        ("LAUREL_MONGO", f"mongodb://laurel:{SECRET}@db:port/", "host:port"),
        ("LAUREL_MONGO", f"laurel:{SECRET}@db", "mongodb://"),
        ("LAUREL_MONGO", f"mongodb://laurel:{SECRET}@db/?tls=perhaps", "options"),
        ("LAUREL_KAFKA_PASSWORD", SECRET, "would not be used"),
        ("LAUREL_SMTP_PASSWORD", SECRET, "LAUREL_SMTP_USER"),
    ],
)
def test_a_wrong_secret_is_named_and_not_shown(
    told: Told, variable: str, value: str, says: str
) -> None:
    notify = {
        "LAUREL_SMTP": "mail:25",
        "LAUREL_MAIL_FROM": "L <l@example.cn>",
        "LAUREL_PORTAL": "https://portal.example.cn",
    }
    [line] = told.of(notify | {variable: value}, NotifySettings)
    assert variable in line
    assert says in line
    assert SECRET not in line


@pytest.mark.parametrize(
    ("changes", "variable"),
    [
        ({"LAUREL_KAFKA_USER": None}, "LAUREL_KAFKA_USER"),
        ({"LAUREL_KAFKA_PASSWORD": None}, "LAUREL_KAFKA_PASSWORD"),
        ({"LAUREL_KAFKA_SECURITY": "TLS"}, "LAUREL_KAFKA_SECURITY"),
        ({"LAUREL_KAFKA_MECHANISM": "GSSAPI"}, "LAUREL_KAFKA_MECHANISM"),
        ({"LAUREL_KAFKA_CA_FILE": "/nowhere/ca.pem"}, "LAUREL_KAFKA_CA_FILE"),
        ({"LAUREL_KAFKA_CA_FILE": __file__}, "LAUREL_KAFKA_CA_FILE"),
        ({"LAUREL_KAFKA_CERTIFICATE_FILE": __file__}, "LAUREL_KAFKA_KEY_FILE"),
        ({"LAUREL_REQUIRE_TLS": "true"}, "LAUREL_MONGO"),
    ],
)
def test_a_half_or_wrong_login_at_kafka_is_told_before_anything_connects(
    told: Told, changes: dict[str, str | None], variable: str
) -> None:
    [line] = told.of({**SASL, **changes})
    assert line.split()[1] == variable
    assert SECRET not in line


def test_durations_are_seconds_or_iso_8601(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    for value in ("0.5", "PT0.5S"):
        for name, right in (RIGHT | {"LAUREL_POLL_EVERY": value}).items():
            monkeypatch.setenv(name, right)
        assert read_settings(ReviewSettings).poll_every.total_seconds() == 0.5
    [line] = told.of({"LAUREL_POLL_EVERY": "often"}, ReviewSettings)
    assert line.startswith("setting LAUREL_POLL_EVERY is 'often'")


@pytest.mark.parametrize(("now", "seconds"), [(None, 0.7), ("", 0.7), ("0.5", 0.5)])
def test_a_setting_is_read_by_its_former_name_where_the_new_one_is_not_set(
    told: Told, monkeypatch: pytest.MonkeyPatch, now: str | None, seconds: float
) -> None:
    for name, right in (RIGHT | {"LAUREL_LOOK_EVERY": "0.7"}).items():
        monkeypatch.setenv(name, right)
    if now is not None:
        monkeypatch.setenv("LAUREL_POLL_EVERY", now)
    assert read_settings(ReviewSettings).poll_every.total_seconds() == seconds
    wrong: dict[str, str | None] = {"LAUREL_LOOK_EVERY": "often", "LAUREL_POLL_EVERY": None}
    [line] = told.of(wrong, ReviewSettings)
    assert "is 'often'" in line
    assert "LAUREL_LOOK_EVERY" in line


def test_a_file_that_the_setting_names_is_looked_at(told: Told, tmp_path: Path) -> None:
    [line] = told.of({"LAUREL_SECRETS": str(tmp_path / "gone")})
    assert line.startswith(f"setting LAUREL_SECRETS is '{tmp_path / 'gone'}'")


COUNTING = pytest.mark.parametrize("kind", [ReviewSettings, StatsSettings])


@COUNTING
def test_a_calendar_that_cannot_be_read_is_told_with_its_faults(
    told: Told, tmp_path: Path, kind: type[CalendarSettings]
) -> None:
    file = tmp_path / "days.yaml"
    file.write_text("days: {2019-07-05: {kind: perhaps}}")
    [*_, line] = told.of({"LAUREL_CALENDAR": str(file)}, kind)
    assert "LAUREL_CALENDAR" in line
    assert "days.2019-07-05.kind" in line


@COUNTING
def test_a_service_counts_by_the_calendar_that_it_is_given(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: type[CalendarSettings]
) -> None:
    file = tmp_path / "days.yaml"
    reason = "{zh: 台风, en: typhoon}"
    file.write_text(f"days: {{2019-07-05: {{kind: holiday, reason: {reason}}}}}", encoding="utf-8")
    for name, value in (RIGHT | {"LAUREL_CALENDAR": str(file)}).items():
        monkeypatch.setenv(name, value)
    assert not read_settings(kind).days().day(date(2019, 7, 5)).working
    monkeypatch.delenv("LAUREL_CALENDAR")
    assert read_settings(kind).days().day(date(2019, 7, 5)).working
