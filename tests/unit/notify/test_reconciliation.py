"""The reconciliation is what any subscriber can compute from the messages that it has."""

import os
import subprocess
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from services.notify.domain.agencies.reconciliation import Counted, reconcile

KINDS = ["recognised", "revoked", "corrected"]


@st.composite
def messages(draw: st.DrawFn) -> list[Counted]:
    """Messages of some subjects, each with its own sequence."""
    found: list[Counted] = []
    for subject in draw(st.lists(st.sampled_from("abcde"), max_size=30)):
        sequence = 1 + sum(each.subject == subject for each in found)
        outcome = draw(st.none() | st.sampled_from(KINDS))
        kind = draw(st.sampled_from(KINDS))
        found.append(Counted(f"review/{subject}/{sequence}", kind, subject, sequence, outcome))
    return found


@given(messages(), st.integers())
def test_the_order_in_which_messages_came_makes_no_difference(
    found: list[Counted], seed: int
) -> None:
    assert reconcile(Random(seed).sample(found, len(found))) == reconcile(found)


@given(messages(), st.data())
def test_one_message_less_is_found_by_the_digest(found: list[Counted], data: st.DataObject) -> None:
    if not found:
        return
    missing = data.draw(st.integers(0, len(found) - 1))
    rest = found[:missing] + found[missing + 1 :]
    assert reconcile(rest).digest != reconcile(found).digest


@given(messages())
def test_every_subject_with_an_outcome_stands_at_one(found: list[Counted]) -> None:
    known = {each.subject for each in found if each.outcome is not None}
    assert sum(reconcile(found).subjects.values()) == len(known)
    assert sum(reconcile(found).by_type.values()) == reconcile(found).messages == len(found)


def test_the_latest_outcome_counts_whatever_leaves_it_as_it_is() -> None:
    of = [
        Counted("i/a/9", "revoked", "a", 9, "revoked"),
        Counted("i/a/4", "recognised", "a", 4, "recognised"),
        Counted("i/a/10", "certificate", "a", 10, None),
        Counted("i/b/2", "recognised", "b", 2, "recognised"),
    ]
    assert reconcile(of).subjects == {"recognised": 1, "revoked": 1}


def test_the_digest_is_that_of_the_shell() -> None:
    ids = ["review/b/10", "review/B/2", "review/a/10", "review/a/9", "review/é/1"]
    counted = [Counted(each, "t", each, 1, None) for each in ids]
    made = subprocess.run(
        "sort | sha256sum",
        shell=True,
        input="".join(f"{each}\n" for each in ids).encode(),
        capture_output=True,
        env={**os.environ, "LC_ALL": "C"},
        check=True,
    )
    assert made.stdout.split()[0].decode() == reconcile(counted).digest


def test_nothing_at_all_has_a_digest_too() -> None:
    assert reconcile([]).messages == 0
    assert len(reconcile([]).digest) == 64
