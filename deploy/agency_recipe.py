"""How Kafka lets the login of an agency read the outcomes, and nothing else, or shuts it out.

The rights are those that `laurel provision` makes (`deploy/agencies.py`); the commands of Kafka are
for clusters that others administer.
"""

from deploy.agencies import ITERATIONS
from shared.contracts.outcomes import TOPIC

IN = """\
Either add a line to the file of LAUREL_AGENCIES, and run `laurel provision`:

{login}: PASSWORD

or have whoever administers Kafka run:

kafka-configs.sh --bootstrap-server HOST:PORT --alter --entity-type users \\
  --entity-name {login} --add-config 'SCRAM-SHA-512=[iterations={iterations},password=PASSWORD]'
kafka-acls.sh --bootstrap-server HOST:PORT --add --allow-principal User:{login} \\
  --operation Read --topic {topic}
kafka-acls.sh --bootstrap-server HOST:PORT --add --allow-principal User:{login} \\
  --operation Read --group {login}. --resource-pattern-type prefixed

PASSWORD has 16 characters or more, such as `openssl rand -hex 24` prints. Read includes what a
consumer group needs. The agency reads in the group {login}.outcomes, which shows how far it is."""

OUT = """\
Either take the line of {login} out of the file of LAUREL_AGENCIES, and run `laurel provision`,
or have whoever administers Kafka run:

kafka-acls.sh --bootstrap-server HOST:PORT --remove --force --allow-principal User:{login} \\
  --operation Read --topic {topic}
kafka-acls.sh --bootstrap-server HOST:PORT --remove --force --allow-principal User:{login} \\
  --operation Read --group {login}. --resource-pattern-type prefixed
kafka-configs.sh --bootstrap-server HOST:PORT --alter --entity-type users \\
  --entity-name {login} --delete-config SCRAM-SHA-512"""


def recipe(login: str, topic_prefix: str, *, let_in: bool) -> str:
    """What an operator does, as text to read and to copy."""
    text = IN if let_in else OUT
    return text.format(login=login, topic=f"{topic_prefix}.{TOPIC}", iterations=ITERATIONS)
