"""A correction of an announced list replaces what was published of an application."""

from services.intake.consumers.news_of import news_of
from services.intake.domain.application import Application, Outcome
from services.intake.domain.hearing import correct_outcome
from services.intake.domain.news import News
from services.intake.domain.timeline import TimelineItem, timeline_item
from shared.contracts.outcomes import OutcomeCorrected
from shared.messaging.incoming import Incoming

_DONE = {
    "removed": ("已移出", "was taken off the announced list"),
    "added": ("已补列入", "was added to the announced list"),
    "reprinted": ("印文已改正", "is printed correctly"),
}


def outcome_corrected(incoming: Incoming[OutcomeCorrected]) -> News:
    """Shows the result as corrected, and why; what was announced stays in the timeline."""
    event = incoming.event
    done, done_en = _DONE[event.change]

    def item(application: Application) -> TimelineItem:
        stage = application.path.stage(event.stage)
        basis, basis_en = (f"（{event.basis}）", f" ({event.basis})") if event.basis else ("", "")
        return timeline_item(
            event.at,
            "outcome_corrected",
            stage.by,
            zh=f"{stage.name.zh}：名单更正第{event.correction}号，第{event.entry}号条目{done}。"
            f"理由：{event.reason}{basis}",
            en=f"{stage.name.en}: by correction {event.correction}, entry {event.entry} {done_en}. "
            f"The reason: {event.reason}{basis_en}",
        )

    def change(application: Application) -> Application:
        if event.change == "reprinted":
            return application
        return correct_outcome(application, Outcome(event.outcome, event.at, event.correction))

    return news_of(incoming, item, change)
