"""Drafts that wait to be submitted, made through intake's own interface."""

from dataclasses import dataclass
from datetime import datetime

from bench.load import load, request
from bench.stream import CATEGORIES, DISTRICTS, INDUSTRIES, PROGRAMME, ROUND
from deploy.local.stack import LocalStack
from services.intake.domain.application import draft_id
from shared.identity import with_check_character

OPEN_DAY = datetime.fromisoformat("2019-06-03T10:00:00+08:00")
ENTERPRISES = 50


@dataclass(frozen=True)
class Applicant:
    """An enterprise with its token."""

    uscc: str
    token: str


async def register(stack: LocalStack) -> list[Applicant]:
    """Registers the enterprises of the measurement on a day when the round is open."""
    stack.clock.set(OPEN_DAY)
    codes = [with_check_character(f"91440700{n:09}") for n in range(1, ENTERPRISES + 1)]
    applicants = [
        Applicant(code, stack.issuer.mint(code, ["enterprise"], uscc=code)) for code in codes
    ]
    url = stack.url("intake")
    requests = [
        request(
            "PUT",
            f"{url}/intake/v1/enterprises/{one.uscc}",
            {
                "name": {"zh": f"第{n}科技有限公司", "en": f"Technology No. {n}"},
                "district": DISTRICTS[n % len(DISTRICTS)],
                "industry": INDUSTRIES[n % len(INDUSTRIES)],
                "language": "zh",
                "email": f"office{n}@enterprise.example",
            },
            Authorization=f"Bearer {one.token}",
        )
        for n, one in enumerate(applicants)
    ]
    done = await load(url, requests)
    assert set(done.statuses) <= {200, 201}, done.statuses
    return applicants


async def open_drafts(
    stack: LocalStack, applicants: list[Applicant], count: int, wave: str
) -> list[bytes]:
    """Makes `count` drafts and returns the requests that would submit them."""
    url = stack.url("intake")
    makers, submitters = [], []
    for n in range(count):
        one = applicants[n % len(applicants)]
        key = f"{wave}-{n}"
        authorization = f"Bearer {one.token}"
        makers.append(
            request(
                "POST",
                f"{url}/intake/v1/applications",
                {
                    "programme": PROGRAMME,
                    "round": ROUND,
                    "product": {"zh": f"第{n}号控制器", "en": f"Controller No. {n}"},
                    "category": CATEGORIES[n % len(CATEGORIES)],
                    "answers": {},
                },
                Authorization=authorization,
                Idempotency_Key=key,
            )
        )
        submitters.append(
            request(
                "POST",
                f"{url}/intake/v1/applications/{draft_id(one.uscc, key)}/submission",
                Authorization=authorization,
                Idempotency_Key=f"submit-{key}",
            )
        )
    done = await load(url, makers)
    assert set(done.statuses) == {201}, done.statuses
    return submitters
