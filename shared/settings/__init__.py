"""What a process is told from outside: `LAUREL_…` variables or secret files, frozen and typed."""

from shared.settings.base import Settings, secrets_folder
from shared.settings.calendar import CalendarSettings
from shared.settings.faults import WrongSettings, exit_with
from shared.settings.fonts import FontSettings
from shared.settings.mail import MailSettings
from shared.settings.reading import read
from shared.settings.servers import KafkaSettings, ServerSettings
from shared.settings.service import HttpSettings, ServiceSettings, in_production
from shared.settings.units import Duration, Unit

__all__ = [
    "CalendarSettings",
    "Duration",
    "FontSettings",
    "HttpSettings",
    "KafkaSettings",
    "MailSettings",
    "ServerSettings",
    "ServiceSettings",
    "Settings",
    "Unit",
    "WrongSettings",
    "exit_with",
    "in_production",
    "read",
    "secrets_folder",
]
