"""The parts of the report on B-READY: the matrix of topics and pillars, and why each measure is aligned."""

from __future__ import annotations

from dataclasses import dataclass

from graph.table import Column, Table
from graph.views.blocks import Block, Grid, Heading, Paragraph
from graph.views.coverage import by_topic, matrix
from graph.views.phrases import Phrase
from graph.views.report_figures import coverage_figure
from graph.views.wording import joined, natural, say
from graph.vocabulary.iris import path_of

WORDS = {
    "heading": Phrase("对标世界银行营商环境成熟度", "What the plan does for B-READY"),
    "none": Phrase("方案尚无已采纳的对标。", "No accepted alignment joins the plan to B-READY."),
    "summary": Phrase(
        "对标按2025年版作出：触及{all}个子类别中的{reached}个；换算为2024年版，触及{all_2024}个中的{reached_2024}个。"
        "方案起草者不可能知道2025年版；逐项换算是否完全对应，见 tables/alignments_2024.csv。",
        "Alignments are with the edition of 2025: {reached} of {all} subcategories are reached; seen in the"
        " edition of 2024, {reached_2024} of {all_2024}. The authors of the plan could not know the edition"
        " of 2025; tables/alignments_2024.csv tells for each alignment whether its counterpart is exact.",
    ),
    "reading": Phrase(
        "触及只表示有举措与之相关，不表示得分。一项举措可计入几个支柱，在合计中只计一次；"
        "只对到主题、没有对到支柱的计入“未分支柱”。触及分值是所触及子类别在世界银行方法中的分值之和；"
        "每个主题共300分，总分值因四舍五入略有出入。",
        "Reached means that some measure bears on it, not that it would be scored. A measure may count under"
        " several pillars and counts once in the whole; one that is aligned with a topic but no pillar of it"
        " counts under “No pillar”. Points are those that the World Bank's method gives to the subcategories:"
        " 300 for every topic, but for rounding.",
    ),
    "links": Phrase("附件三：举措之间的关联及理由", "Annex 3: Links between measures, with reasons"),
    "why": Phrase("附件二：对标的理由", "Annex 2: Reasons for the alignments"),
    "links.table": Phrase("举措之间的关联", "Links between measures"),
    "why.table": Phrase("各举措的对标及理由", "Alignments and reasons"),
    "matrix": Phrase(
        "各主题、各支柱的对标举措数（颜色越深举措越多）",
        "Measures by topic and pillar (the darker, the more measures)",
    ),
    "direct": Phrase("直接", "direct"),
    "contributes": Phrase("有助于", "contributes"),
    "coders": Phrase(
        "编码者：{coders}。理由是编码者的原话，没有翻译。",
        "Coders: {coders}. Reasons are in the coder's own words, not translated.",
    ),
}
WHY = (
    Column("key", "text", "举措", "Measure"),
    Column("notation", "text", "概念", "Concept"),
    Column("strength", "text", "强度", "Strength"),
    Column("confidence", "decimal", "置信度", "Confidence"),
    Column("coder", "text", "编码者", "Coder"),
    Column("reason", "text", "理由", "Reason"),
)


HEAT = ("regulatory_framework", "public_services", "operational_efficiency", "no_pillar")


LINKS = (
    Column("start_key", "text", "举措", "Measure"),
    Column("kind", "text", "关联类型", "Kind of link"),
    Column("end", "text", "指向", "Leads to"),
    Column("reason", "text", "理由", "Reason"),
)


@dataclass(frozen=True, slots=True)
class Judgements:
    """Answers of one plan: `coverage` in 2025 and in 2024, `alignments`, and `links-of-plan`."""

    coverage: Table
    coverage_2024: Table
    alignments: Table
    links: Table


def coverage_part(judged: Judgements, lang: str) -> list[Block]:
    """Return the matrix with what it means, or a sentence where nothing is aligned."""
    head = Heading(_say("heading", lang))
    if not accepted(judged.alignments).rows:
        return [head, Paragraph(_say("none", lang))]
    reached, every = reached_of(judged.coverage)
    reached_2024, every_2024 = reached_of(judged.coverage_2024)
    figures = {"all": every, "reached": reached, "all_2024": every_2024, "reached_2024": reached_2024}
    return [
        head,
        Paragraph(_say("summary", lang).format(**figures)),
        *([figure] if (figure := coverage_figure(judged.coverage, lang)) else []),
        Grid(matrix(judged.coverage, lang), _say("matrix", lang), heat=HEAT),
        Paragraph(_say("reading", lang)),
    ]


def why_part(judged: Judgements, lang: str) -> list[Block]:
    """Return the accepted alignments with reason, confidence and coder."""
    found = accepted(judged.alignments)
    if not found.rows:
        return []
    name = "coder_label_en" if lang == "en" else "coder_label"
    rows = tuple(
        (
            row["key"],
            row["notation"],
            _say(path_of(str(row["strength"])).removeprefix("strength/"), lang),
            row["confidence"],
            path_of(str(row["coder"])).removeprefix("coder/"),
            row["reason"],
        )
        for row in found.records()
    )
    coders = dict.fromkeys(
        say("name.coder", lang, coder=path_of(str(row["coder"])).removeprefix("coder/"), label=row[name])
        if row[name]
        else str(row["coder"])
        for row in found.records()
    )
    return [
        Heading(_say("why", lang), new_page=True),
        Paragraph(_say("coders", lang).format(coders=joined(list(coders), lang))),
        Grid(Table("why", WHY, rows), _say("why.table", lang)),
    ]


def links_part(judged: Judgements, lang: str) -> list[Block]:
    """Return the policy links that start in the plan, each with its reason."""
    label = "kind_label_en" if lang == "en" else "kind_label"
    rows = tuple(
        (
            row["start_key"],
            row[label],
            " ".join(str(row[name]) for name in ("end_key", "end_title") if row[name]),
            (row["reason_en"] if lang == "en" else None) or row["reason"],
        )
        for row in sorted(
            judged.links.records(), key=lambda row: (str(row["kind"]), *natural(str(row["start_key"])))
        )
    )
    if not rows:
        return []
    return [
        Heading(_say("links", lang), new_page=True),
        Grid(Table("links", LINKS, rows), _say("links.table", lang)),
    ]


def accepted(alignments: Table) -> Table:
    """Return the alignments that have been accepted."""
    place = alignments.index("status")
    rows = tuple(row for row in alignments.rows if str(row[place]).endswith("status/accepted"))
    return Table(alignments.name, alignments.columns, rows)


def reached_of(coverage: Table) -> tuple[int, int]:
    """Return how many subcategories are reached, and how many there are."""
    wholes = [parts["all"] for parts in by_topic(coverage).values()]
    return (
        sum(int(str(each["reached"])) for each in wholes),
        sum(int(str(each["subcategories"])) for each in wholes),
    )


def _say(key: str, lang: str) -> str:
    return WORDS[key].zh if lang == "zh" else WORDS[key].en
