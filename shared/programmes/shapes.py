"""What the short texts of a definition look like, as patterns and in words."""

ITEM_ID = r"^[A-Za-z][A-Za-z0-9_]{0,39}$"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
MILESTONE_ID = r"^[a-z][a-z0-9_]{0,39}$"
STAGE_ID = r"^[a-z][a-z0-9]*([_-][a-z0-9]+)*$"
ROUND_ID = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,19}$"
VERSION = r"^[0-9]{4}\.[1-9][0-9]*$"
PART = r"^[1-9][0-9]?/[1-9][0-9]?$"
URL = r"^https?://"

IN_WORDS = {
    ITEM_ID: "an id like M01: a letter, then up to 39 letters, digits or underscores",
    SLUG: "an id like city-office: small letters and digits, in parts joined by hyphens",
    MILESTONE_ID: "an id like not_accepted: a small letter, then up to 39 small letters, digits "
    "or underscores",
    STAGE_ID: "an id like formal-review: small letters and digits, in parts joined by hyphens or "
    "underscores",
    ROUND_ID: 'an id like "2019": up to 20 letters, digits, hyphens or underscores',
    VERSION: 'a version like "2019.1": the year and a number',
    PART: "a fraction like 2/3",
    URL: "an address that begins with http:// or https://",
}
