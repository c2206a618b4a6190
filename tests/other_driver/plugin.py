"""A plugin of pytest that changes the driver: `pytest -p tests.other_driver.plugin tests/store`."""

import sys

from tests.other_driver import pymongo_async

assert "shared.mongo" not in sys.modules, "somebody has the driver already"
sys.modules["shared.mongo_driver"] = pymongo_async


def pytest_report_header() -> str:
    """Tells which driver it is."""
    return f"MongoDB by {pymongo_async.Client.__name__}"
