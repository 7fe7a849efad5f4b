"""The words that a coded plan has for comparators, bases, deadlines and rules, as a reader sees them."""

from __future__ import annotations

from graph.views.phrases import Phrase

VALUE_PHRASES: dict[str, Phrase] = {
    "value.at-least": Phrase("不低于", "at least"),
    "value.at-most": Phrase("不超过", "at most"),
    "value.more-than": Phrase("超过", "more than"),
    "value.less-than": Phrase("少于", "less than"),
    "value.exactly": Phrase("等于", "exactly"),
    "value.about": Phrase("约", "about"),
    "value.between": Phrase("介于", "between"),
    "value.level": Phrase("水平", "level"),
    "value.increase": Phrase("增加", "increase"),
    "value.decrease": Phrase("减少", "decrease"),
    "value.new": Phrase("新增", "new"),
    "value.by-date": Phrase("某日前", "by a date"),
    "value.within-year": Phrase("年内", "within the year"),
    "value.recurring": Phrase("定期", "recurring"),
    "value.ongoing": Phrase("持续", "ongoing"),
    "value.daily": Phrase("每日", "daily"),
    "value.weekly": Phrase("每周", "weekly"),
    "value.monthly": Phrase("每月", "monthly"),
    "value.quarterly": Phrase("每季度", "quarterly"),
    "value.half-yearly": Phrase("每半年", "half-yearly"),
    "value.yearly": Phrase("每年", "yearly"),
    "value.first-listed-leads": Phrase("列第一位者牵头", "the first listed leads"),
    "value.group-added": Phrase("各项均另加一类单位", "a group is added to every measure"),
    "value.no-lead-responsible-leads": Phrase(
        "无牵头单位时责任单位牵头", "without a lead the responsible lead"
    ),
    "value.asterisk-leads": Phrase("带星号者牵头", "an asterisk marks the lead"),
}
