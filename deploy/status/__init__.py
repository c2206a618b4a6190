"""How the whole system is: every replica, Kafka and MongoDB, asked at once."""

from deploy.status.replica import Replica
from deploy.status.system import System, look_around

__all__ = ["Replica", "System", "look_around"]
