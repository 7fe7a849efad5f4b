"""The words in which a derived link says why it holds."""

from __future__ import annotations

from collections.abc import Mapping

REASONS = {
    "same": (
        "与{year}年方案的举措{key}是同一事项（标题相似度{likeness}）",
        "the same matter as measure {key} of the plan for {year} (titles {likeness} alike)",
    ),
    "raised": ("目标“{subject}”由{old}改为{new}", "target “{subject}” tightened from {old} to {new}"),
    "lowered": ("目标“{subject}”由{old}放宽为{new}", "target “{subject}” relaxed from {old} to {new}"),
    "earlier": ("时限由{old}提前到{new}", "due on {new} where it was {old}"),
    "later": ("时限由{old}推迟到{new}", "due only on {new} where it was {old}"),
    "lead": ("牵头单位由{old}改为{new}", "led by {new} instead of {old}"),
    "unchanged": ("目标、时限和牵头单位均未收紧", "neither target nor deadline nor lead asks more"),
    "dropped": (
        "{year}年方案中没有标题相似度达到{least}的举措承接",
        "no measure of the plan for {year} has a title {least} alike and carries it on",
    ),
    "above": (
        "{place}{year}年方案的举措{key}要求做同一事项（标题相似度{likeness}），该方案层级更高、早于或同于本年",
        "measure {key} of the plan of {place} for {year}, a level above and of this year or the one before, "
        "asks for the same (titles {likeness} alike)",
    ),
    "alike": (
        "与{place}{year}年方案的举措{key}标题相似度{likeness}",
        "its title and that of measure {key} of the plan of {place} for {year} are {likeness} alike",
    ),
}


def say(name: str, lang: str, values: Mapping[str, str]) -> str:
    """Return a part of a reason.

    Examples
    --------
    >>> say("earlier", "en", {"old": "2024-12-31", "new": "2025-10-31"})
    'due on 2025-10-31 where it was 2024-12-31'
    """
    return REASONS[name][lang == "en"].format(**values)
