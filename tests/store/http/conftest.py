"""The apps of all services, put together on an empty database and not started."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from fastapi import FastAPI

from services.intake import main as intake
from services.intake import settings as intake_settings
from services.notify import main as notify
from services.notify import settings as notify_settings
from services.review import main as review
from services.review import settings as review_settings
from services.review.usecases.rules import Rules
from services.stats import main as stats
from services.stats import settings as stats_settings
from shared.mongo import connect
from shared.service import Service
from tests.store.review.conftest import stored
from tests.unit.review.builders import rules

__all__ = ["apps", "stored"]


@pytest.fixture
def by_rules() -> Rules:
    """The programmes that review knows; a module of tests may give others."""
    return rules()


@pytest.fixture
async def apps(
    mongo_uri: str, database: str, tmp_path: Path, by_rules: Rules
) -> AsyncIterator[dict[str, FastAPI]]:
    """Each service's app by name."""
    given = {
        "env": "local",
        "kafka": "127.0.0.1:1",
        "mongo": mongo_uri,
        "database": database,
        "issuer": "nobody",
        "jwks": "file:none",
        "clock_file": tmp_path / "clock",
    }
    for_intake = intake_settings.Settings.model_validate(given)
    for_review = review_settings.Settings.model_validate(given)
    webhook_key = tmp_path / "webhook.key"
    webhook_key.write_bytes(Fernet.generate_key())
    for_notify = notify_settings.Settings.model_validate(
        {
            **given,
            "smtp": "127.0.0.1:1",
            "webhook_key": webhook_key,
            "webhook_inside": "127.0.0.0/8,::1",
            "webhook_plain": True,
        }
    )
    for_stats = stats_settings.Settings.model_validate(given)
    async with connect(mongo_uri, database) as db:
        reviewing = Service("review", for_review, db)
        yield {
            "intake": await intake.compose(Service("intake", for_intake, db), for_intake),
            "review": review.app_of(reviewing, for_review, by_rules, review.stores_of(reviewing)),
            "notify": notify.compose(Service("notify", for_notify, db), for_notify),
            "stats": await stats.compose(Service("stats", for_stats, db), for_stats),
        }
