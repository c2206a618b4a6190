"""Whose reports of failed deliveries count, of all mail that anybody may send to a mailbox."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.utils import parseaddr

_PASSED = re.compile(r"\s*(dmarc|dkim|spf)\s*=\s*pass\b(.*)", re.IGNORECASE | re.DOTALL)
_DOMAIN = re.compile(
    r"\b(?:header\.from|header\.d|header\.i|smtp\.mailfrom|smtp\.helo)\s*=\s*"
    r"\"?(?:[^\s;@\"]*@)?([\w.-]+)",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Reporters:
    """The domains whose reports count, and who says that a mail is really from them.

    `checked_by` is what the mailbox's own server calls itself in `Authentication-Results` (RFC
    8601), where it writes such.
    """

    domains: tuple[str, ...]
    checked_by: str | None = None

    def vouch_for(self, raw: bytes) -> bool:
        """Whether the mail is from one of the domains, as far as that can be seen.

        A report that our own server has made carries no result; what came from outside does, and
        has to have passed for the domain that it says it is from.
        """
        message = message_from_bytes(raw)
        domain = _domain(parseaddr(str(message.get("From", "")))[1])
        if not any(_belongs(domain, trusted) for trusted in self.domains):
            return False
        results = list(self._results(message))
        return not results or any(_aligned(domain, passed) for passed in _passed(results[0]))

    def _results(self, message: Message) -> Iterator[str]:
        """What our own server found, the newest first."""
        if self.checked_by is None:
            return
        for header in message.get_all("Authentication-Results", ()):
            server, _, results = _COMMENT.sub(" ", str(header)).partition(";")
            if server.split()[:1] == [self.checked_by]:
                yield results


def domains_in(text: str) -> tuple[str, ...]:
    """The domains of a list with commas."""
    return tuple(d for each in text.split(",") if (d := each.strip().strip(".").casefold()))


def _passed(results: str) -> Sequence[str]:
    """The domains for which some check was passed."""
    found = (_PASSED.match(each) for each in results.split(";"))
    return [domain for one in found if one for domain in _DOMAIN.findall(one[2])]


def _aligned(domain: str, passed: str) -> bool:
    passed = passed.strip(".").casefold()
    return _belongs(domain, passed) or _belongs(passed, domain)


def _belongs(domain: str, to: str) -> bool:
    return bool(to) and (domain == to or domain.endswith(f".{to}"))


def _domain(address: str) -> str:
    return address.rpartition("@")[2].strip(".").casefold()
