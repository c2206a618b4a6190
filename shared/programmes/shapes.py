"""What the short texts of a definition look like, as patterns and in words."""

ITEM_ID = r"^[A-Za-z][A-Za-z0-9_]{0,39}$"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
MILESTONE_ID = r"^[a-z][a-z0-9_]{0,39}$"
STAGE_ID = r"^[a-z][a-z0-9]*([_-][a-z0-9]+)*$"
ROUND_ID = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,19}$"
VERSION = r"^[0-9]{4}\.[1-9][0-9]*$"
PART = r"^[1-9][0-9]?/[1-9][0-9]?$"
URL = r"^https?://"
DIVISION = r"^[1-9][0-9]{5}$"
ROW_ID = r"^[A-Z][A-Za-z0-9-]{0,19}$"
MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$"
NUMBERING = r"^[^\s{}/%?#]*(\{year\}[^\s{}/%?#]*)?\{serial:[1-9]\}[^\s{}/%?#]*$"

MONTH_DAY = (
    r"^((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    r"|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))$"
)

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
    NUMBERING: "a pattern like GR{year}{serial:5}: no blanks, at most one {year}, then one "
    "{serial:N} with N digits",
    MONTH_DAY: 'a month and a day of every year, like "03-31"',
    DIVISION: 'a division code of GB/T 2260 in quotes, like "441900"',
    ROW_ID: "an id like J01: a capital letter, then up to 19 letters, digits or hyphens",
    MONTH: "a month like 2018-04",
    URL: "an address that begins with http:// or https://",
}
