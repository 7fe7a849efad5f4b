"""The concepts and schemes of bready.ttl, made from the facts of bready.yaml: Turtle, a subject at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bready_facts import Record, counted, earlier, iri, origin, other_names, targets
from turtle_text import Pairs, block, decimal, literal, matches

OWN_TRANSLATION = (
    "类别和子类别的中文名称为自行翻译，并非世界银行官方译名；主题、支柱的中文名称见于国内公开文件或译著，"
    "主题与支柱交叉概念的中文名称由两者拼合而成。"
)
SHARED_NOTES = (
    "The numbering 1.1, 1.1.1 is the World Bank's; the last number of an indicator is its place in its "
    "subcategory. The two letters of a topic (BE, BL ...) are a local choice: the official files number the "
    "topics 01 to 10.",
    "Points are the standard maxima: each topic and pillar runs from 0 to 100.",
    "Definitions are our own short wording, not the World Bank's. The report's own titles of a topic under a "
    "pillar are given only where they were seen (Business Entry).",
)
EARLIER_MAPPING = (
    "Mapped to 2025 and never back, by our own comparison of names, numbers and points: exactMatch the same "
    "name and points; closeMatch renamed or reweighted; broadMatch merged into one; narrowMatch split. "
    "Topics, pillars and topic-pillars keep name and range and are exact matches, whatever changed below."
)
OLDER_MAPPING = (
    "Mapped to B-READY 2025 and never back: the topic by the relation chosen, single categories or "
    "subcategories by relatedMatch. Mappings are our own unless the area's note says otherwise."
)
SCHEMES = {
    "bready-2025": (
        "世界银行营商环境成熟度 2025",
        "World Bank Business Ready (B-READY) 2025",
        "世界银行 2025 年版营商环境评价的主题、支柱、类别、子类别和指标。",
        "The topics, pillars, categories, subcategories and indicators of the 2025 edition.",
    ),
    "bready-2024": (
        "世界银行营商环境成熟度 2024",
        "World Bank Business Ready (B-READY) 2024",
        "世界银行 2024 年版营商环境评价的主题、支柱、类别和子类别。",
        "The topics, pillars, categories and subcategories of the 2024 edition.",
    ),
    "doing-business-2020": (
        "世界银行营商环境报告 2020",
        "World Bank Doing Business 2020",
        "世界银行《营商环境报告》2020 年版的评价领域。",
        "The areas of the last edition of Doing Business.",
    ),
    "china-index": (
        "中国营商环境评价指标体系",
        "China's national business environment index",
        "中国营商环境评价的一级指标。",
        "The first-level indicators of China's own evaluation.",
    ),
}


def concept(scheme: str, *, notation: str = "", en: str, zh: str = "") -> Pairs:
    """Return what every concept states."""
    pairs = [("a", "skos:Concept"), ("skos:inScheme", f"<scheme/{scheme}>")]
    if notation:
        pairs.append(("skos:notation", literal(notation)))
    labels = [literal(zh, "zh")] if zh else []
    return [*pairs, ("skos:prefLabel", ", ".join([*labels, literal(en, "en")]))]


def seen_labels(record: Record) -> Pairs:
    """Return the other Chinese names that a source was seen to use."""
    others = [literal(name, "zh") for name in other_names(record)]
    return [("skos:altLabel", ", ".join(others))] if others else []


def named(scheme: str, notes: list[str]) -> str:
    """Return a concept scheme with its notes (the Chinese ones are told by their script)."""
    zh, en, definition_zh, definition_en = (literal(text) for text in SCHEMES[scheme])
    tagged = [literal(note, "zh" if re.match(r"[\u4e00-\u9fff]", note) else "en") for note in notes]
    return block(
        f"scheme/{scheme}",
        [
            ("a", "skos:ConceptScheme"),
            ("skos:prefLabel", f"{zh}@zh, {en}@en"),
            ("skos:definition", f"{definition_zh}@zh, {definition_en}@en"),
            ("skos:note", ", ".join(tagged)),
        ],
    )


def same_in_2025(edition: str, *parts: str) -> Pairs:
    """Return the exact match of a 2024 topic, pillar or topic by pillar: these did not change."""
    return matches([("exactMatch", iri("2025", *parts))]) if edition == "2024" else []


def pillars(source: Record, edition: str) -> Iterator[str]:
    """Yield the three pillars."""
    for number, pillar in enumerate(source["pillars"], 1):
        pairs = concept(f"bready-{edition}", notation=pillar["notation"], en=pillar["en"], zh=pillar["zh"])
        pairs += [*seen_labels(pillar), ("skos:topConceptOf", f"<scheme/bready-{edition}>")]
        if edition == "2025":
            pairs.append(("skos:definition", literal(pillar["definition"], "en")))
        yield block(iri(edition, f"pillar-{number}"), pairs + same_in_2025(edition, f"pillar-{number}"))


def topics(source: Record, edition: str) -> Iterator[str]:
    """Yield every topic with what is below it."""
    mapped_from = earlier(source) if edition == "2024" else {}
    mappings = {subject: matches(pairs) for subject, pairs in mapped_from.items()}
    for topic in source["topics"]:
        letters = topic["abbreviation"]
        pairs = concept(f"bready-{edition}", notation=letters, en=topic["en"], zh=topic["zh"])
        pairs += [*seen_labels(topic), ("skos:topConceptOf", f"<scheme/bready-{edition}>")]
        if edition == "2025":
            pairs.append(("skos:definition", literal(topic["definition"], "en")))
        yield "\n# " + topic["en"] + "\n"
        yield block(iri(edition, letters), pairs + same_in_2025(edition, letters))
        for number, within in enumerate(topic[f"edition_{edition}"]["pillars"], 1):
            yield topic_in_pillar(topic, source["pillars"][number - 1], within, edition, number)
            yield from categories(within, edition, letters, str(number), mappings)


def topic_in_pillar(topic: Record, pillar: Record, within: Record, edition: str, number: int) -> str:
    """Return the concept of one topic seen under one pillar."""
    en, zh = f"{topic['en']}: {pillar['en']}", f"{topic['zh']}：{pillar['zh']}"
    letters, scheme = topic["abbreviation"], f"bready-{edition}"
    pairs = concept(scheme, notation=f"{letters} {number}", en=en, zh=zh)
    if within["subtitle_status"] == "seen":
        pairs.append(("skos:altLabel", literal(within["subtitle_en"], "en")))
    pairs.append(("skos:broader", f"<{iri(edition, letters)}>"))
    pairs.append(("tk:inPillar", f"<{iri(edition, f'pillar-{number}')}>"))
    pairs.append(("tk:points", decimal(within["points"])))
    return block(iri(edition, letters, str(number)), pairs + same_in_2025(edition, letters, str(number)))


def categories(
    within: Record, edition: str, letters: str, number: str, mappings: dict[str, Pairs]
) -> Iterator[str]:
    """Yield the categories of one topic and pillar, their subcategories and (2025) indicators."""
    for category in within["categories"]:
        yield scored(category, edition, letters, number, mappings)
        for subcategory in category["subcategories"]:
            yield scored(subcategory, edition, letters, category["notation"], mappings)
            if edition == "2025":
                yield from indicators(subcategory, letters)


def scored(item: Record, edition: str, letters: str, parent: str, mappings: dict[str, Pairs]) -> str:
    """Return a category or subcategory: names, parent, points and (2024) mappings to 2025."""
    subject, notation = iri(edition, letters, item["notation"]), f"{letters} {item['notation']}"
    pairs = concept(f"bready-{edition}", notation=notation, en=item["en"], zh=item["zh"])
    pairs.append(("skos:broader", f"<{iri(edition, letters, parent)}>"))
    pairs.append(("tk:points", decimal(item["points"])))
    return block(subject, pairs + mappings.get(subject, []))


def indicators(subcategory: Record, letters: str) -> Iterator[str]:
    """Yield the 2025 indicators of one subcategory, numbered by their place in it."""
    for place, indicator in enumerate(subcategory["indicators"], 1):
        number = f"{subcategory['notation']}.{place}"
        pairs = concept("bready-2025", notation=f"{letters} {number}", en=indicator["en"])
        pairs.append(("skos:broader", f"<{iri('2025', letters, subcategory['notation'])}>"))
        pairs.append(("tk:points", decimal(indicator["points"])))
        if indicator.get("non_scored"):
            pairs.append(("skos:note", literal("Reported but not scored.", "en")))
        if "name_note" in indicator:
            pairs.append(("skos:note", literal(f"Name partly seen: {indicator['name_note']}.", "en")))
        yield block(iri("2025", letters, number), pairs)


def edition_schemes(source: Record) -> Iterator[str]:
    """Yield the schemes of both editions."""
    licence = f"Data licence: {source['scheme']['data_licence']}."
    not_scored = next(e for e in source["editions"] if e["id"] == "bready-2025")["n_indicators_not_scored"]
    yield named(
        "bready-2025",
        [
            counted(source, "2025")
            + f" {not_scored} indicators are not scored. Indicators are in English only.",
            origin(source, "r25") + f" {source['sources']['r25']['note']}",
            *SHARED_NOTES,
            licence,
            OWN_TRANSLATION,
        ],
    )
    yield named(
        "bready-2024",
        [
            counted(source, "2024") + " The indicators of 2024 are left out.",
            origin(source, "r24"),
            EARLIER_MAPPING,
            *SHARED_NOTES,
            licence,
            OWN_TRANSLATION,
        ],
    )


def mapped(area: Record, scheme: str, letters: dict[str, str]) -> str:
    """Return an area of an older scheme with its match among the topics and categories of 2025."""
    word = re.sub(r"^(db|cn)-", "", area["id"])
    pairs = concept(scheme, en=area["en"], zh=area["zh"]) + matches(targets(area, letters))
    status = area["mapping_status"].replace(" :", ":")
    if status != "own mapping":
        pairs.append(("skos:note", literal(f"{status[0].upper()}{status[1:]}.", "en")))
    if area.get("scored_in_2020") is False:
        pairs.append(("skos:note", literal("Not part of the 2020 score (recalled, no source read).", "en")))
    return block(f"{scheme}/{word}", pairs)


def older_schemes(source: Record) -> Iterator[str]:
    """Yield Doing Business 2020 and China's national index with their areas."""
    letters = {topic["id"]: topic["abbreviation"] for topic in source["topics"]}
    business, china = source["doing_business"], source["china_national_index"]
    yield "\n# Doing Business 2020\n"
    yield named(
        "doing-business-2020",
        [
            f"The report presents {business['n_areas']} areas. Names and order seen in secondary sources.",
            OLDER_MAPPING,
        ],
    )
    yield from (mapped(area, "doing-business-2020", letters) for area in business["areas"])
    seen_in = "; ".join(source["sources"][key]["where"] for key in china["source"])
    yield "\n# China's national index\n"
    yield named(
        "china-index",
        [
            f"{china['n_first_level']} first-level indicators; the names of the {china['n_second_level']} of "
            f"the second level were not found. Seen in: {seen_in}.",
            "English names are our own translations.",
            OLDER_MAPPING,
        ],
    )
    yield from (mapped(area, "china-index", letters) for area in china["indicators"])
