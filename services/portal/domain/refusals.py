"""Why nobody is signed in."""


class SignInRefused(Exception):
    """The issuer, or what it said, does not let this person in. The text is for the log."""


class SignInNeeded(Exception):
    """This page is for people who are signed in."""


class NotItsForm(Exception):
    """A form came without the token that its page had given."""
