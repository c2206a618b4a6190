"""An application took part in an activity beside its path."""

from services.intake.domain.news import News
from services.intake.domain.timeline import timeline_item
from shared.contracts.activities import ActivityAttended
from shared.heard import Position
from shared.messaging.incoming import Incoming


def activity_attended(incoming: Incoming[ActivityAttended]) -> News | None:
    """Notes as what, or that the record was put right; None for who has no application there."""
    event = incoming.event
    if event.application is None:
        return None
    name, day = event.name, event.held_on
    roles_zh = "、".join(role.zh for role in event.role_names)
    roles_en = ", ".join(role.en for role in event.role_names)
    if event.reason is None:
        zh = f"{name.zh}（{day}）：{roles_zh}。"
        en = f"{name.en} ({day}): {roles_en}."
    elif event.roles:
        zh = f"{name.zh}（{day}）的登记已更正为：{roles_zh}。理由：{event.reason}"
        en = f"{name.en} ({day}): the record was put right: {roles_en}. Why: {event.reason}"
    else:
        zh = f"{name.zh}（{day}）的参加登记已撤回。理由：{event.reason}"
        en = f"{name.en} ({day}): the record was taken back. Why: {event.reason}"
    item = timeline_item(event.at, "took_part", event.office_role, zh=zh, en=en)
    # Each attendance counts its events by itself, and an application may have several.
    position = Position(f"{incoming.stream}/{event.attendance}", incoming.seq)
    return News(event.application, position, incoming.at, lambda _: item)
