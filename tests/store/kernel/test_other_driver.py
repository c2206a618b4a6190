"""The stores work on PyMongo's own async client, though only one file knows of drivers."""

import os
import subprocess
import sys

from deploy.local.infra import Infra
from deploy.local.places import PROJECT

OF_EACH_KIND = (
    "tests/store/kernel/test_parking.py",
    "tests/store/kernel/test_transactions.py",
    "tests/store/intake/test_files_store.py",
    "tests/store/review/test_meetings.py",
    "tests/store/notify/test_failed_deliveries.py",
    "tests/store/stats/test_checkpoints.py",
)
"""Cursors, aggregations, transactions, sessions of one instant, bulk writes and GridFS."""


def test_stores_pass_their_tests_on_the_other_driver(infra: Infra) -> None:
    told = {"LAUREL_MONGO": infra.mongo.address, "LAUREL_KAFKA": infra.kafka.address}
    plugins = ("-p", "tests.other_driver.plugin", "-p", "no:cacheprovider")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *plugins, *OF_EACH_KIND],
        cwd=PROJECT,
        env=os.environ | told,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout
    assert "MongoDB by AsyncMongoClient" in ran.stdout
