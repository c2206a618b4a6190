"""The list of agencies is read whole, or refused by its line without telling a password."""

import pytest

from deploy.settings import logins_in


def test_each_line_is_a_login_with_its_password() -> None:
    lines = "agency-tax: correct-horse-battery\n\n  agency-bank:another-horse-battery  \n"

    assert logins_in(lines) == {
        "agency-tax": "correct-horse-battery",
        "agency-bank": "another-horse-battery",
    }
    assert logins_in("") == {}


@pytest.mark.parametrize(
    "line",
    [
        "tax: correct-horse-battery",
        "agency-tax: too-short",
        "agency-Tax: correct-horse-battery",
        "agency-tax correct-horse-battery",
        "agency-first: correct-horse-battery",
    ],
)
def test_a_line_that_is_none_is_named_and_its_password_is_not(line: str) -> None:
    with pytest.raises(ValueError, match="line 2 is not a login") as refused:
        logins_in(f"agency-first: correct-horse-battery\n{line}")
    assert "horse" not in str(refused.value)
