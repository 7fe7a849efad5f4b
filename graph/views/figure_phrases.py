"""The phrases of the report's figures: captions, and texts for whoever does not see them."""

from __future__ import annotations

from graph.views.phrases import Phrase

FIGURE_PHRASES: dict[str, Phrase] = {
    "caption.figure-load": Phrase(
        "各单位的协同负荷，按角色分（末尾数字为协同负荷；在同一举措中有两个角色的，两处都计；†为一类单位）",
        "Load of the heaviest agencies by role (the number at the end is the load; an agency with two roles"
        " in a measure stands in both parts; † a group of bodies)",
    ),
    "caption.figure-ranks": Phrase(
        "按协同负荷的名次及其95%区间（圆点为名次，横线为区间；†为一类单位）",
        "Ranks by load with their 95% intervals (dot: the rank, line: the interval; † a group of bodies)",
    ),
    "caption.figure-brokerage": Phrase(
        "居间次数，按类别分（末尾数字为合计；†为一类单位）",
        "Brokerage by kind (the number at the end is the whole; † a group of bodies)",
    ),
    "caption.figure-sections": Phrase(
        "单位与部分：各单位在各部分中的举措数（颜色越深越多；†为一类单位）",
        "Agencies by section: measures of each (the darker, the more; † a group of bodies)",
    ),
    "caption.figure-coverage": Phrase(
        "各主题、各支柱触及的子类别数／子类别总数（颜色越深比例越高）",
        "Subcategories reached, of how many, by topic and pillar (the darker, the larger the share)",
    ),
    "caption.figure-timeline": Phrase(
        "时限（圆点表示截止日，箭头表示没有截止日；虚线表示没有写明起始日）",
        "Deadlines (dot: due day, arrow: no due day; a dashed line has no stated beginning)",
    ),
    "alt.value": Phrase("{name}（{value}）", "{name} ({value})"),
    "alt.load": Phrase(
        "横条图，共{count}条，每条一个单位，按角色分段。最长的是：{first}。",
        "Bar chart of {count} agencies, each bar parted by role. The longest: {first}.",
    ),
    "alt.brokerage": Phrase(
        "横条图，共{count}条，每条一个单位，按居间类别分段。最长的是：{first}。",
        "Bar chart of {count} agencies, each bar parted by kind of brokerage. The longest: {first}.",
    ),
    "alt.ranks": Phrase(
        "名次图，共{count}个单位，每个单位一条横线。区间最宽的是{name}：第{best}至第{worst}。",
        "Ranks of {count} agencies, each with a line for its interval. The widest: {name}, {best} to"
        " {worst}.",
    ),
    "alt.sections": Phrase(
        "矩阵图，{agencies}个单位乘{sections}个部分。涉及部分最多的是{name}：{reached}个部分。",
        "Matrix of {agencies} agencies by {sections} sections. Spread widest: {name}, in {reached} sections.",
    ),
    "alt.coverage": Phrase(
        "矩阵图，{topics}个主题乘3个支柱。触及子类别最多的主题是{name}：{reached}个。",
        "Matrix of {topics} topics by three pillars. Most subcategories reached: {name}, {reached}.",
    ),
    "alt.timeline.all": Phrase(
        "时间线，从{first}到{last}，列出全部{all}个时限，每行一个。",
        "Timeline from {first} to {last} with all {all} deadlines, a row each.",
    ),
    "alt.timeline": Phrase(
        "时间线，从{first}到{last}，列出{all}个时限中的{shown}个，每行一个。",
        "Timeline from {first} to {last} with {shown} of {all} deadlines, a row each.",
    ),
    "pillar.I": Phrase("I 监管框架", "I Regulatory framework"),
    "pillar.II": Phrase("II 公共服务", "II Public services"),
    "pillar.III": Phrase("III 办事效率", "III Operational efficiency"),
    "column.coordinator": Phrase("协调者", "coordinator"),
    "column.itinerant": Phrase("顾问", "consultant"),
    "column.gatekeeper": Phrase("守门者", "gatekeeper"),
    "column.representative": Phrase("代表者", "representative"),
    "column.liaison": Phrase("联络者", "liaison"),
    "column.unplaced": Phrase("未归类", "not placed"),
    "column.brokerage": Phrase("居间次数", "Brokerage"),
}
