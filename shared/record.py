"""What every stored record and every answer built from records has in common."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """Immutable; a field that a newer version stored is ignored by older readers."""

    model_config = ConfigDict(frozen=True, extra="ignore")
