"""What the views of the network page are called, in the form of `graph.views.phrases`."""

from __future__ import annotations

from graph.views.phrases import Phrase

VIEW_PHRASES: dict[str, Phrase] = {
    "view.section": Phrase("部分", "Section"),
    "view.sector": Phrase("领域", "Sector"),
    "view.topic": Phrase("B-READY 主题", "B-READY topic"),
    "view.system": Phrase("系统", "System"),
    # What a measure promises: the basis, a number with its unit, a comparison
    "promise.at-least": Phrase("{basis}不低于{value}", "{basis}at least {value}"),
    "promise.at-most": Phrase("{basis}不超过{value}", "{basis}at most {value}"),
    "promise.more-than": Phrase("{basis}超过{value}", "{basis}more than {value}"),
    "promise.less-than": Phrase("{basis}少于{value}", "{basis}less than {value}"),
    "promise.exactly": Phrase("{basis}{value}", "{basis}{value}"),
    "promise.about": Phrase("{basis}约{value}", "{basis}about {value}"),
    "promise.between": Phrase("{basis}{value}至{maximum}", "{basis}{value} to {maximum}"),
    "basis.increase": Phrase("增加", "an increase of "),
    "basis.decrease": Phrase("减少", "a decrease of "),
    "basis.new": Phrase("新增", "new: "),
    # When something is due
    "due.by-date": Phrase("限期完成", "by a date"),
    "due.within-year": Phrase("年内", "within the year"),
    "due.recurring": Phrase("定期", "recurring"),
    "due.ongoing": Phrase("持续推进", "ongoing"),
    "due.daily": Phrase("每日", "daily"),
    "due.weekly": Phrase("每周", "weekly"),
    "due.monthly": Phrase("每月", "monthly"),
    "due.quarterly": Phrase("每季度", "quarterly"),
    "due.half-yearly": Phrase("每半年", "half-yearly"),
    "due.yearly": Phrase("每年", "yearly"),
}
