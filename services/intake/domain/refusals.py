"""Why intake refuses to do something; each reason has a code of its own."""

from collections.abc import Collection, Iterable
from datetime import datetime

from services.intake.domain.supplement_round import AskedItem
from shared.calendar import BEIJING
from shared.errors import FieldError, Rejected
from shared.values import Bilingual


def in_beijing(instant: datetime) -> str:
    """The instant as people in China read it, to the second."""
    return f"{clock_time(instant)} Beijing time"


def clock_time(instant: datetime) -> str:
    """What clocks in China show, to the second, such as 2019-07-12 23:59:59."""
    return f"{instant.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"


class CallClosed(Rejected):
    """The round takes no applications at this instant."""

    def __init__(self, round_id: str, opens_at: datetime, closes_at: datetime, at: datetime):
        period = f"from {in_beijing(opens_at)} until before {in_beijing(closes_at)}"
        super().__init__(
            f"The round {round_id} takes applications {period}; this arrived at {in_beijing(at)}.",
            (FieldError("round", f"{round_id} takes applications {period}"),),
            code="call-closed",
        )


class KeyReused(Rejected):
    """The Idempotency-Key came before with something else."""

    def __init__(self) -> None:
        super().__init__(
            "This Idempotency-Key was used for a request with another content. Nothing was "
            "changed. Use a new key for a new request, and the same one only to repeat it as it "
            "was.",
            (FieldError("Idempotency-Key", "must be a new one for another content"),),
            code="key-reused",
        )


class NotADraft(Rejected):
    """Only drafts may be changed."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"This application was submitted as {number} and is no longer a draft. "
            "What is missing can be sent when a supplement is asked for.",
            code="not-a-draft",
        )


class NotSubmitted(Rejected):
    """What was asked for needs a submitted application, and this is a draft."""

    def __init__(self) -> None:
        super().__init__("This application is a draft; submit it first.", code="not-submitted")


class AlreadySubmitted(Rejected):
    """It was submitted before, with another Idempotency-Key."""

    def __init__(self, number: str, received_at: datetime) -> None:
        super().__init__(
            f"This application was submitted already: number {number}, received "
            f"{in_beijing(received_at)}. Nothing more is needed.",
            code="already-submitted",
        )


class RulesChanged(Rejected):
    """A version of the programme has come into force that the draft does not fit."""

    def __init__(self, version: str, errors: Iterable[FieldError]) -> None:
        super().__init__(
            f"Since this draft was opened the rules have changed: version {version} is in force. "
            "Put the fields named under `errors` right, erase (null) the answers that are no "
            "longer asked for, and submit it again.",
            tuple(errors),
            code="rules-changed",
        )


class NotEligible(Rejected):
    """The programme does not take this application, for reasons of its own."""

    def __init__(self, reasons: Iterable[Bilingual], errors: Iterable[FieldError]) -> None:
        all_reasons = " ".join(f"{reason.en} ({reason.zh})" for reason in reasons)
        super().__init__(
            f"The application can't be submitted. {all_reasons} What can be done about it stands "
            "under `errors`.",
            tuple(errors),
            code="not-eligible",
        )


class TooManyApplications(Rejected):
    """The enterprise has submitted as many applications as the programme allows a round."""

    def __init__(self, most: int, category: Bilingual | None = None) -> None:
        of = "" if category is None else f" of the category {category.en} ({category.zh})"
        super().__init__(
            f"At most {most} applications an enterprise{of} may be submitted in this round, and "
            "that many have been.",
            code="too-many-applications",
        )


class SupplementNotAsked(Rejected):
    """Nobody asked for a supplement, or the case has moved on."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail, code="supplement-not-asked")


class SupplementItemNotAsked(Rejected):
    """Something was sent that the notification did not name."""

    def __init__(self, items: Iterable[str], asked: Iterable[str]) -> None:
        wanted = ", ".join(asked)
        super().__init__(
            f"Only what was asked for can be sent: {wanted}. Nothing was changed.",
            tuple(FieldError(item, f"was not asked for; asked for: {wanted}") for item in items),
            code="supplement-item-not-asked",
        )


class SupplementLate(Rejected):
    """It arrived at or after the instant when it was due."""

    def __init__(self, due_at: datetime, at: datetime, staged: Collection[str] = ()) -> None:
        taken = (
            f" What you had handed in before is taken as it stands: {', '.join(staged)}."
            if staged
            else ""
        )
        super().__init__(
            f"The supplement had to arrive before {in_beijing(due_at)}; this one arrived at "
            f"{in_beijing(at)}. Nothing was changed.{taken}",
            code="supplement-late",
        )


class SupplementAlreadyReceived(Rejected):
    """This round's supplement arrived before, with another Idempotency-Key."""

    def __init__(self, supplement_round: int, received_at: datetime) -> None:
        super().__init__(
            f"Supplement {supplement_round} was received at {in_beijing(received_at)}; "
            "one is taken for each notification.",
            code="supplement-already-received",
        )


class SupplementEmpty(Rejected):
    """There is neither a file nor an answer in it."""

    def __init__(self) -> None:
        super().__init__(
            "There is neither a file nor an answer in this supplement.", code="supplement-empty"
        )


class SupplementIncomplete(Rejected):
    """It was to be sent while something that was asked for is still empty."""

    def __init__(self, empty: Iterable[AskedItem], due_at: datetime | None) -> None:
        until = "" if due_at is None else f" before {in_beijing(due_at)}"
        super().__init__(
            "Nothing was sent, and what you have handed in stays. Something that was asked for is "
            f"still empty, as named under `errors`. Hand it in{until} and send then; or send it "
            "with `as_it_stands=true`, after which nothing can be added in this round.",
            tuple(
                FieldError(item.requirement, f"{item.name.en} ({item.name.zh}) is still empty")
                for item in empty
            ),
            code="supplement-incomplete",
        )


class AlreadyWithdrawn(Rejected):
    """A withdrawn application does not change any more."""

    def __init__(self, at: datetime) -> None:
        super().__init__(
            f"This application was withdrawn at {in_beijing(at)}.", code="already-withdrawn"
        )


class AlreadyAnnounced(Rejected):
    """The list that concerns the application was announced; that is final."""

    def __init__(self) -> None:
        super().__init__(
            "The result was announced already, so the application cannot be withdrawn any more.",
            code="already-announced",
        )


class AlreadyNotAccepted(Rejected):
    """The application ended in formal review; there is nothing left to withdraw."""

    def __init__(self) -> None:
        super().__init__(
            "The application was not accepted in formal review, so there is nothing to withdraw.",
            code="already-not-accepted",
        )


class AlreadyEnded(Rejected):
    """The application did not pass a stage; there is nothing left to withdraw."""

    def __init__(self, stage: Bilingual) -> None:
        super().__init__(
            f"The application did not pass {stage.en} ({stage.zh}), so there is nothing to "
            "withdraw.",
            code="already-ended",
        )


class InvalidFields(Rejected):
    """Some fields do not fit the programme."""

    def __init__(self, errors: Iterable[FieldError]) -> None:
        super().__init__(
            "Nothing was changed. Put the fields named under `errors` right and send it again.",
            tuple(errors),
            code="invalid-request",
        )
