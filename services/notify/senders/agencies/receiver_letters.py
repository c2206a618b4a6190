"""What an agency is told of its receiver, in Chinese and English."""

from datetime import datetime

from jinja2 import FileSystemLoader

from services.notify.domain.agencies.failing import DISABLED_AFTER
from services.notify.domain.agencies.subscription import Befell, Subscription
from services.notify.domain.contact import Language
from services.notify.domain.notice import Letter
from services.notify.senders.letters import TEMPLATES, environment


class ReceiverLetters:
    """A text for what befell it and each language, its first line the subject; one HTML for all."""

    def __init__(self) -> None:
        loader = FileSystemLoader(TEMPLATES)
        self._plain = environment(loader, autoescape=False)
        self._html = environment(loader, autoescape=True).get_template("receiver.html")

    def write(self, subscription: Subscription, of: Befell, since: datetime) -> tuple[Letter, str]:
        """The letter in the agency's language and its HTML; `since` when it fails."""
        language: Language = subscription.mail_to.language if subscription.mail_to else "zh"
        template = self._plain.get_template(f"receiver_{of}.{language}.txt")
        written = template.render(
            subscription=subscription,
            since=since,
            disabled_at=since + DISABLED_AFTER,
            days=DISABLED_AFTER.days,
        )
        subject, _, text = written.partition("\n")
        text = text.lstrip("\n")
        paragraphs = [part for part in text.split("\n\n") if part.strip()]
        html = self._html.render(language=language, subject=subject, paragraphs=paragraphs)
        return Letter(language=language, subject=subject, text=text), html
