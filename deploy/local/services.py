"""How the services and the mail catcher are run locally."""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local.issuer import AUDIENCE, ISSUER, Issuer
from deploy.local.places import PROGRAMMES, Places
from deploy.local.ports import Ports
from deploy.local.supervisor import Process
from deploy.local.trial_keys import TrialKeys

SERVICES = ("intake", "review", "stats", "notify")
PORTAL = "portal"
"""What has pages for those who sign in, over the services; they do without it."""
SIGN_IN = "sign-in"
"""The development issuer's page on which one chooses who to be; it comes with the portal."""
HOST = "127.0.0.1"
LOOPBACK = "127.0.0.0/8,::1"


@dataclass(frozen=True)
class Services:
    """The processes of a stack; a second replica of stats is named `stats-2`."""

    places: Places
    ports: Ports
    kafka: str
    mongo: str
    topic_prefix: str
    database_prefix: str
    programmes: Path = PROGRAMMES
    passed_on: Mapping[str, str] = field(default_factory=dict)

    def url(self, name: str) -> str:
        """Its public base URL."""
        return f"http://{HOST}:{self.ports.of(name)}"

    @property
    def smtp(self) -> str:
        """The mail catcher's SMTP address, host:port."""
        return f"{HOST}:{self.ports.of('smtp')}"

    def env(self, name: str) -> dict[str, str]:
        """The whole environment of a service's process."""
        service = name.partition("-")[0]
        ours = {
            "LAUREL_ENV": "local",
            "LAUREL_KAFKA": self.kafka,
            "LAUREL_MONGO": self.mongo,
            "LAUREL_DATABASE": f"{self.database_prefix}_{service}",
            "LAUREL_TOPIC_PREFIX": self.topic_prefix,
            "LAUREL_HTTP_HOST": HOST,
            "LAUREL_HTTP_PORT": str(self.ports.of(name)),
            "LAUREL_CLOCK_FILE": str(self.places.clock),
            "LAUREL_ISSUER": ISSUER,
            "LAUREL_AUDIENCE": AUDIENCE,
            "LAUREL_JWKS": f"file:{Issuer(self.places.issuer).jwks}",
            "LAUREL_PROGRAMMES": str(self.programmes),
            "LAUREL_SMTP": self.smtp,
            "PYTHONUNBUFFERED": "1",
        }
        if service == "review":
            keys = TrialKeys(self.places.issuer)
            ours |= {"LAUREL_STATUS_KEY": str(keys.status_key), "LAUREL_SEAL": str(keys.seal)}
        if service == "notify":
            ours |= {
                "LAUREL_WEBHOOK_KEY": str(TrialKeys(self.places.issuer).webhook_key),
                "LAUREL_WEBHOOK_INSIDE": LOOPBACK,
                "LAUREL_WEBHOOK_PLAIN": "true",
            }
        if service == PORTAL:
            ours |= {
                "LAUREL_PORTAL": f"{self.url(name)}/portal",
                "LAUREL_SERVICES": " ".join(f"{each}={self.url(each)}" for each in SERVICES),
                "LAUREL_DISCOVERY": f"{self.url(SIGN_IN)}/.well-known/openid-configuration",
                "LAUREL_SESSION_KEY": str(TrialKeys(self.places.issuer).session_key),
            }
        urls = {f"LAUREL_{each.upper()}_URL": self.url(each) for each in SERVICES}
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("LAUREL_")}
        return {**inherited, **ours, **urls, **self.passed_on}

    def processes(self, names: Sequence[str]) -> list[Process]:
        """What to run for these services; with the portal comes a page to sign in on."""
        run = [
            self._process(name, [f"services.{name.partition('-')[0]}"], self.env(name))
            for name in names
        ]
        return [*run, self.sign_in()] if PORTAL in names else run

    def sign_in(self) -> Process:
        """What to run for the development issuer's page."""
        outside, port = self.url(SIGN_IN), str(self.ports.of(SIGN_IN))
        back = f"{self.url(PORTAL)}/portal/signed-in"
        command = ["deploy.local.sign_in", str(self.places.issuer), port, HOST]
        return self._process(SIGN_IN, [*command, outside, outside, back], dict(os.environ))

    def mail(self) -> Process:
        """What to run for the mail catcher."""
        ports = [str(self.ports.of("smtp")), str(self.ports.of("mail"))]
        command = ["deploy.local.mail", str(self.places.mail), *ports]
        return self._process("mail", command, dict(os.environ))

    def _process(self, name: str, module: list[str], env: dict[str, str]) -> Process:
        ready = f"{self.url(name)}/health/ready"
        return Process(name, [sys.executable, "-m", *module], env, self.places.log(name), ready)
