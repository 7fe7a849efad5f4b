"""Which media type and which language a client likes best (RFC 9110, sections 12.5.1 and 12.5.4)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

QUALITY = re.compile(r"[01](?:\.[0-9]{0,3})?")
MOST_RANGES = 100
LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Range:
    """One range of an Accept header: a type, a subtype, either of which may be *, and its weight."""

    type: str
    subtype: str
    quality: float

    def fits(self, media_type: str) -> bool:
        """Whether a media type lies in the range."""
        type_, _, subtype = media_type.partition("/")
        return self.type in ("*", type_) and self.subtype in ("*", subtype)

    @property
    def precision(self) -> int:
        """Return 2 for a whole type, 1 for type/*, 0 for */*."""
        return (self.type != "*") + (self.subtype != "*")


def choose(accept: str, offered: Iterable[str]) -> str | None:
    """Return the media type of `offered` (the preferred first) that fits best, None where none does.

    The most exact range that a type lies in gives its weight; an empty header takes anything.

    Examples
    --------
    >>> choose("text/csv;q=0.5, application/json", ["text/csv", "application/json"])
    'application/json'
    >>> choose("text/*, text/csv;q=0", ["text/csv", "text/html"]), choose("image/png", ["text/csv"])
    ('text/html', None)
    """
    ranges = sorted(_ranges(accept or "*/*"), key=lambda each: -each.precision)
    best, highest = None, 0.0
    for media_type in offered:
        quality = next((each.quality for each in ranges if each.fits(media_type)), 0.0)
        if quality > highest:
            best, highest = media_type, quality
    return best


def choose_language(accept: str) -> str:
    """Return zh or en, whichever an Accept-Language header likes better; "" where it names neither.

    Examples
    --------
    >>> choose_language("zh-CN,zh;q=0.9,en;q=0.8"), choose_language("fr, en-GB;q=0.5"), choose_language("*")
    ('zh', 'en', '')
    """
    best, highest = "", 0.0
    for part in accept.split(",")[:MOST_RANGES]:
        tag, *parameters = (each.strip().lower() for each in part.split(";"))
        language, quality = tag.partition("-")[0], _quality(parameters)
        if language in LANGUAGES and quality > highest:
            best, highest = language, quality
    return best


def _ranges(accept: str) -> list[Range]:
    found = []
    for part in accept.split(",")[:MOST_RANGES]:
        media_range, *parameters = (each.strip().lower() for each in part.split(";"))
        type_, slash, subtype = media_range.partition("/")
        if slash and type_ and subtype:
            found.append(Range(type_, subtype, _quality(parameters)))
    return found


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            return min(float(value.strip()), 1.0) if QUALITY.fullmatch(value.strip()) else 0.0
    return 1.0
