"""What has a text somewhere, as MongoDB is asked for it."""

import re

from shared.mongo import Document


def containing(text: str) -> Document:
    """The condition on a field that has this text, in small or large letters."""
    # MongoDB refuses a pattern that holds the character itself.
    pattern = re.escape(text).replace("\0", r"\x00")
    return {"$regex": pattern, "$options": "i"}
