"""The phrases of what the report says of itself: data, methods, source and citation."""

from __future__ import annotations

from graph.views.phrases import Phrase, same

METHOD_PHRASES: dict[str, Phrase] = {
    # The report: data health
    "health.heading": Phrase("数据质量", "Quality of the data"),
    "health.doubts.zero": Phrase("没有一条分工标注了疑问。", "No assignment is marked as doubtful."),
    "health.doubts.some": Phrase(
        "有{n}条分工标注了疑问，有待核对；构建时会逐条列出。",
        "{n} assignments are marked as doubtful and wait to be checked; the build prints each of them.",
        "One assignment is marked as doubtful and waits to be checked; the build prints it.",
    ),
    "health.open_ends.zero": Phrase(
        "没有标为未列全的单位名单。", "No list of agencies is marked as left open."
    ),
    "health.open_ends.some": Phrase(
        "有{n}处单位名单未列全（{keys}）。没有写出的单位无法计入，负荷可能偏低。",
        "{N} lists of agencies are left open ({keys}). Agencies that are not named cannot be counted, so"
        " loads may be too low.",
        "One list of agencies is left open ({keys}). Agencies that are not named cannot be counted, so loads"
        " may be too low.",
    ),
    "health.groups.zero": Phrase("没有名称指一类单位。", "No list names a group of bodies."),
    "health.groups.some": Phrase(
        "有{n}个名称各指一类单位，每类只按一个单位计算，实际需要协同的单位更多：{names}。",
        "{N} groups of bodies count as one agency each; in practice more bodies have to work together:"
        " {names}.",
        "One group of bodies counts as one agency; in practice more bodies have to work together: {names}.",
    ),
    "health.members": Phrase(
        "一类单位按一个单位计算；其成员另以自己的名称列入的，成员也单独计算。",
        "A group counts as one agency even where a member is also named by itself; the member then counts"
        " too.",
    ),
    "health.proposed.zero": Phrase("没有标为待核定的单位名称。", "No name is marked as awaiting review."),
    "health.proposed.some": Phrase(
        "有{n}个单位名称是编码时新提出的，待核定；构建时会逐条列出。",
        "{N} names of agencies are new from the coding and await review; the build prints each of them.",
        "One name of an agency is new from the coding and awaits review; the build prints it.",
    ),
    "health.page": Phrase(
        "下表是数据质量页各类条目的数目；每一条的位置和处理办法见该页。",
        "The table counts the entries of the page on data health, which gives the place"
        " of each and what to do about it.",
    ),
    "caption.report-health": Phrase("数据质量各类条目", "Entries on the page on data health"),
    # The report: methods
    "methods.heading": Phrase("计算方法", "Methods"),
    "methods.n": Phrase(
        "n 是一项举措涉及的不同单位数。一个单位在同一举措中有两个角色，只计一次。",
        "n is the number of different agencies of a measure. An agency with two roles in a measure counts"
        " once.",
    ),
    "methods.pairings": Phrase(
        "举措 m 的协同对数：P(m) = n(n−1)/2。例如 4 个单位有 6 对。",
        "Pairings of a measure m: P(m) = n(n−1)/2. Four agencies, for example, make 6 pairings.",
    ),
    "methods.load": Phrase(
        "单位 u 的协同负荷：L(u) = Σ(n−1)，对 u 列入的全部举措求和。一项举措的单位很多时，"
        "一项就能使负荷大增。",
        "Load of an agency u: L(u) = Σ(n−1), summed over the measures that name u. One measure with many"
        " agencies can make up much of a load.",
    ),
    "methods.betweenness": Phrase(
        "中介中心性：其他单位两两之间的最短路径中，经过该单位的比例（Freeman 1977；算法见 Brandes 2001）。"
        "两个单位之间的距离是 1/强度，强度是两者同列的举措数：同列越多，距离越近。",
        "Betweenness: of the shortest paths between every two other agencies, the share that runs through"
        " this"
        " agency (Freeman 1977; algorithm by Brandes 2001). The distance between two agencies is"
        " 1/strength,"
        " where strength is the number of measures they share: the more they share, the nearer they are.",
    ),
    "methods.newman": Phrase(
        "tables/rank.csv 另有纽曼权重：每两个单位对每项同列的举措计 1/(n−1)，"
        "使大举措不致淹没小举措（Newman 2001）；一个单位的权重是它与各协同单位的合计。"
        "它等于该单位与至少一个其他单位同列的举措数，因为每项这样的举措对 n−1 个协同单位合计 Σ 1/(n−1) = 1。"
        "除此之外，不应作更多解读。",
        "tables/rank.csv also has Newman strength (Newman 2001): for every two agencies, each measure they"
        " share counts 1/(n−1), so that large measures do not drown small ones; the strength of an agency is"
        " the sum over its partners. It equals the number of its measures shared with at least one other"
        " agency, as each such measure gives Σ 1/(n−1) over n−1 partners = 1. Nothing more should be read"
        " into it.",
    ),
    "methods.ties": Phrase(
        "平均每个协同单位的共同举措数（tables/rank.csv）：协同负荷除以协同单位数。",
        "Shared measures per partner (tables/rank.csv): the load divided by the number of partners.",
    ),
    "methods.span": Phrase(
        "牵头协同对数（tables/rank.csv）：Σ(n−1)，只对该单位牵头的举措求和；同一举措的其他牵头单位也计入。",
        "Pairings in measures it leads (tables/rank.csv): Σ(n−1), summed only over the measures that the"
        " agency leads; other leads of the same measure count as well.",
    ),
    "methods.closeness": Phrase(
        "接近中心性：能到达的其他单位数的平方，除以其他单位总数与到各单位距离之和的乘积（距离同上；"
        "Wasserman、Faust 1994，式5.22；Opsahl等 2010）。",
        "Closeness: the square of the number of agencies within reach, over the number of all others times"
        " the sum of the distances to them (distance as above; Wasserman and Faust 1994, equation 5.22;"
        " Opsahl et al. 2010).",
    ),
    "methods.constraint": Phrase(
        "结构约束：一个单位的联系在多大程度上集中于彼此也有联系的单位（Burt 1992，式2.4）；越高越受限。",
        "Constraint: how far the ties of an agency lie with agencies that are tied to each other too (Burt"
        " 1992, equation 2.4); the higher, the more constrained.",
    ),
    "methods.effective_size": Phrase(
        "有效规模：协同单位数，减去它们彼此联系造成的重复（Burt 1992，式2.2）。",
        "Effective size: the number of partners less what their ties to each other make redundant (Burt 1992,"
        " equation 2.2).",
    ),
    "methods.brokerage": Phrase(
        "居间次数：由甲经该单位到丙的三元组数，联系从牵头单位指向参加单位。甲、乙、丙同属一个系统为协调者；"
        "甲、丙同属一个系统而乙不是，为顾问；乙、丙同属，为守门者；甲、乙同属，为代表者；三者各异，为联络者"
        "（Gould、Fernandez 1989）。",
        "Brokerage: triples in which work can come from A to C through the agency only, along ties from lead"
        " to supporter. Coordinator: all three in one system; consultant: A and C in one, the agency in"
        " another; gatekeeper: the agency and C in one; representative: A and the agency in one; liaison:"
        " three systems (Gould and Fernandez 1989).",
    ),
    "methods.chance": Phrase(
        "超出随机水平：每两个有举措的单位检验一次。三种零模型："
        "超几何模型只使各单位的举措数不变（Tumminello等 2011）；"
        "双部配置模型（BiCM）使各单位的举措数、各举措的单位数在平均意义上不变（Saracco等 2017）；"
        "固定度序列模型（FDSM）使两者都严格不变，靠抽样得出（Neal 2014）。"
        "按Benjamini-Hochberg方法控制错误发现率（Benjamini、Hochberg 1995）。",
        "Beyond chance: a test for every two agencies with measures. Three null models: the hypergeometric"
        " model keeps the number of measures of each agency (Tumminello et al. 2011); the bipartite"
        " configuration model (BiCM) keeps that and the number of agencies of each measure on average"
        " (Saracco et al. 2017); the fixed degree sequence model (FDSM) keeps both exactly, by sampling"
        " (Neal 2014). The false discovery rate is controlled (Benjamini and Hochberg 1995).",
    ),
    "methods.groups": Phrase(
        "一类单位（例如“各区政府”）的算法：{rule}。", "Groups of bodies (“all districts”): {rule}."
    ),
    "methods.standing": Phrase(
        "网络地位（tables/rank.csv）：把各单位的协同负荷和协同单位数分别与全部单位的中位数比较，两项都高于中位数为主导，"
        "一项高于为关键，都不高于为辅助。与是否牵头无关：从不牵头的单位也可以是主导。",
        "Standing in the network (tables/rank.csv): load and number of partners, each compared with the"
        " median of all agencies: leading where both are above it, key where one is, auxiliary where neither"
        " is. It says nothing of leading a measure: an agency that leads none can be leading in the network.",
    ),
    "methods.ranks": Phrase(
        "数值相同的单位名次相同，其后的名次空出。名次相近的，应视为没有实质差别。",
        "Ties share a rank; the next rank is skipped. Ranks that lie close together should be read as equal.",
    ),
    "methods.sources": Phrase("文献", "Sources"),
    "source.brandes": same(
        "U. Brandes (2001). A faster algorithm for betweenness centrality."
        " Journal of Mathematical Sociology 25(2), 163–177. doi:10.1080/0022250X.2001.9990249"
    ),
    "source.benjamini": same(
        "Y. Benjamini, Y. Hochberg (1995). Controlling the false discovery rate: a practical and powerful"
        " approach to multiple testing. Journal of the Royal Statistical Society B 57(1), 289–300."
        " doi:10.1111/j.2517-6161.1995.tb02031.x"
    ),
    "source.burt": same(
        "R. S. Burt (1992). Structural Holes: The Social Structure of Competition. Harvard University Press."
    ),
    "source.gould": same(
        "R. V. Gould, R. M. Fernandez (1989). Structures of mediation: a formal approach to brokerage in"
        " transaction networks. Sociological Methodology 19, 89–126. doi:10.2307/270949"
    ),
    "source.saracco": same(
        "F. Saracco, M. J. Straka, R. Di Clemente, A. Gabrielli, G. Caldarelli, T. Squartini (2017)."
        " Inferring monopartite projections of bipartite networks: an entropy-based approach."
        " New Journal of Physics 19, 053022. doi:10.1088/1367-2630/aa6b38"
    ),
    "source.freeman": same(
        "L. C. Freeman (1977). A set of measures of centrality based on betweenness."
        " Sociometry 40(1), 35–41. doi:10.2307/3033543"
    ),
    "source.opsahl": same(
        "T. Opsahl, F. Agneessens, J. Skvoretz (2010). Node centrality in weighted networks: generalizing"
        " degree and shortest paths. Social Networks 32(3), 245–251. doi:10.1016/j.socnet.2010.03.006"
    ),
    "source.wasserman": same(
        "S. Wasserman, K. Faust (1994). Social Network Analysis: Methods and Applications."
        " Cambridge University Press. doi:10.1017/CBO9780511815478"
    ),
    "source.neal": same(
        "Z. Neal (2014). The backbone of bipartite projections: inferring relationships from co-authorship,"
        " co-sponsorship, co-attendance and other co-behaviors. Social Networks 39, 84–97."
        " doi:10.1016/j.socnet.2014.06.001"
    ),
    "source.tumminello": same(
        "M. Tumminello, S. Miccichè, F. Lillo, J. Piilo, R. N. Mantegna (2011). Statistically validated"
        " networks in bipartite complex systems. PLoS ONE 6(3), e17994. doi:10.1371/journal.pone.0017994"
    ),
    "source.newman": same(
        "M. E. J. Newman (2001). Scientific collaboration networks. II. Shortest paths,"
        " weighted networks, and centrality. Physical Review E 64, 016132. doi:10.1103/PhysRevE.64.016132"
    ),
    # The report: provenance
    "origin.heading": Phrase("来源、选项与版本", "Source, options and versions"),
    "origin.file": Phrase("原文件", "Source file"),
    "origin.sha256": Phrase("原文件校验值（即文件指纹，SHA-256）", "Checksum of the source file (SHA-256)"),
    "origin.text": Phrase("文本校验值（SHA-256）", "Checksum of its text (SHA-256)"),
    "origin.reader": Phrase("读取程序", "Reader"),
    "origin.plan": Phrase("方案编号", "Plan identifier"),
    "origin.option": Phrase("选项：{name}", "Option: {name}"),
    "origin.version": Phrase("版本：{name}", "Version: {name}"),
    "origin.checksum": Phrase("校验值（SHA-256）：{name}", "Checksum (SHA-256): {name}"),
    # The report: citation
    "cite.heading": Phrase("如何引用", "How to cite"),
    "cite.plan": Phrase(
        "方案：{issuers}《{title}》{status}，{details}。",
        "The plan: {issuers}“{title}”{status}, {details}.",
    ),
    "cite.status": Phrase("（{status}）", " ({status})"),
    "cite.tool": Phrase(
        "本报告：条块（Tiaokuai）{version}，《{title}》协同负荷报告，方案编号 {plan}。",
        "This report: Tiaokuai {version}, coordination load report on “{title}”, plan identifier {plan}.",
    ),
    "cite.sentences": Phrase(
        "数据不保存方案的语句，只保存编号、标题、单位名称、短语和它们在原文中的字符位置。"
        "核对原文请使用上列原文件。",
        "The data do not store the sentences of the plan. They hold only numbers, titles, names of"
        " agencies, short"
        " phrases and their positions in the text. To check the wording, use the source file listed above.",
    ),
}
