"""The words of attributions compiled into patterns, from the roles of the ontology."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

from graph.vocabulary.roles import PERSON, RoleWords, shipped_roles

OTHER = "other"
# Labels of a whole clause: the verbs in it say the roles.
DIVISION = "division"
# The zone of 主责单位, which leads where no 牵头单位 does.
MAIN = "main"
JOINING = "会同"
# 会 for 会同 in tables, where no 会计, 会议 is meant: 环保局会市政局.
MEETING = (
    "(?<=[局办厅部院])会(?![计议展员场审商谈办堂所费客馆])(?=[\u4e00-\u9fff]{2})"
    "|(?<=[革设]委)会(?=[省市区县州])"
)
# The strongest role that a run of verbs names holds: 牵头负责 leads, 指导落实 supervises.
PRECEDENCE = ("lead", "supervising", "cooperating", "responsible")
HAN = "\u4e00-\u9fff"
# 按照各自职责分工, 依部门职能, 结合工作实际: in words that vary, each does what it is there for.
PER_DUTY = (
    "(?:按照|根据|依据|依照|结合|按|依|在)(?:各自|部门|单位|有关|相关|工作|任务|行业|业务|属地|分管){0,3}"
    "(?:职能|职责|职权|权限|任务|工作|管理|分工|原则|要求|实际|领域|范围|内){1,4}"
)
# What begins those phrases, 作为 and brackets.
FIRSTS = r"按根依结在作为是(〔\[【“《"
TAIL = "(?:单位|部门|处室|科室|机构|主体|领导|人|方|股室)"
# 责任单位及责任人: persons may stand behind the agencies.
PERSONS = "(?:[及和、与](?:责任|负责|联系)人)"
# A verb ends its group, so a separator follows it; 牵头 and 负责 are told without one.
ENDING = r"(?=$|[,;。、\s)〕\]】:|]|下同)"
# 组织 and 协办 are verbs, but not in 党组织, 群团组织, 市政协办.
NO_VERB = (
    "(?!(?:(?<=党)|(?<=群团)|(?<=社会)|(?<=团体)|(?<=经济)|(?<=自治)|(?<=基层)|(?<=行业))组织|(?<=政)协办)"
)
INNER = (
    r"[(〔\[【](?:[^()〔〕\[\]【】]|[(〔][^()〔〕]{0,60}[)〕]){0,120}[)〕\]】]"
    "|“[^”]{0,60}”|《[^》]{0,80}》"
)


@dataclass(frozen=True, slots=True)
class Words:
    """Patterns over clean text, and the roles of what they match."""

    token: re.Pattern[str]
    label: re.Pattern[str]
    verb: re.Pattern[str]
    known: re.Pattern[str]
    division: re.Pattern[str]
    roles: RoleWords

    def label_role(self, label: str) -> str:
        """Return what follows a label: a role, `deadline`, `person`, `division` or `other`.

        The longest known label wins, then the stem that stands first.
        """
        known = self.roles.labels.get(label)
        if known:
            return known
        if label.endswith(("领导", "人")):
            agencies = re.sub(f"{PERSONS}$", "", label)
            return PERSON if agencies == label else self.label_role(agencies)
        begun = [
            (-len(stem), role)
            for stem, role in (*self.roles.labels.items(), *self.roles.stems.items())
            if label.startswith(stem) and role != DIVISION
        ]
        if begun:
            return min(begun)[1]
        inside = [
            (-len(word), role)
            for word, role in self.roles.labels.items()
            if word in label and role != DIVISION
        ]
        if inside:
            return min(inside)[1]
        stems = [
            (label.find(stem), -len(stem), role) for stem, role in self.roles.stems.items() if stem in label
        ]
        return min(stems)[2] if stems else OTHER

    def zone(self, label: str) -> str:
        """Return what follows a label: its role; none where verbs say the roles; `MAIN` after 主责单位."""
        role = self.label_role(label)
        if role == "lead" and "牵头" not in label and ("主责" in label or "主要责任" in label):
            return MAIN
        return "" if role == DIVISION else role

    def verb_role(self, run: str) -> str:
        """Return the role that a run of verbs names."""
        named = {self.roles.verbs[verb] for verb in self.known.findall(run)}
        return next((role for role in PRECEDENCE if role in named), "responsible")


def compile_words(roles: RoleWords) -> Words:
    """Return the patterns for the role words of an ontology."""
    printed = [word for word, role in roles.labels.items() if role != DIVISION]
    labels = _alternatives((*printed, *roles.stems))
    verbs = _alternatives(verb for verb in roles.verbs if verb != JOINING)
    begins = _beginnings((*printed, *roles.stems, *roles.verbs, *roles.manners))
    manners = f"{PER_DUTY}|{_alternatives(roles.manners)}"
    further = r"(?:\((?:责任|主办|负责|配合)\)|责任|负责|组织实施|协同|配合|工作){0,4}"
    label = rf"(?:{labels}){further}{TAIL}?(?:\([^()]{{1,8}}\))?{PERSONS}?\s*[:|]"
    further_verbs = rf"(?:{verbs}|{manners}|(?:相关)?工作){{0,4}}"
    run = rf"{NO_VERB}(?:{manners}){{0,3}}(?:{verbs}|{PER_DUTY}){further_verbs}"
    named = rf"[作为是]{{1,2}}(?:{labels}){TAIL}?"
    # A label with no colon begins its line, and a name follows it: 牵头单位 市教育局, 责任单位为市教育局.
    bare = (
        rf"(?<![{HAN}(])(?:{labels})(?:责任|配合)?(?:单位|部门|领导|时限|时间)"
        "(?:[ \\n\u2502\u2503]|(?=[省市区县州](?![级直])))"
        rf"|(?<![{HAN}])(?:{labels}){TAIL}?[为是]:?(?=[省市区县州各])"
    )
    # Marks first, then a look-ahead, for speed: most tokens are marks, and most characters begin none.
    token = (
        rf"(?P<mark>[、,;/\s|。\u2500-\u257f])"
        rf"|{begins}(?:(?P<inner>{INNER})|(?P<label>{label}|{bare})"
        rf"|(?P<verb>(?:{named}|{run}){ENDING}|(?<=[{HAN})])(?:牵头负责|牵头|负责)(?!部门|单位|机构|人)(?=[{HAN}]))"
        rf"|(?P<join>{JOINING}|{MEETING}))"
        rf"|(?<![{HAN}])(?P<other>[{HAN}]{{2,12}}[:|])"
    )
    return Words(
        token=re.compile(token),
        label=re.compile(label),
        verb=re.compile(f"{begins}(?:{run}){ENDING}"),
        known=re.compile(verbs),
        division=re.compile(rf"(?:{_alternatives(roles.labels.keys() - set(printed))})\s*[:|]"),
        roles=roles,
    )


@cache
def shipped_words() -> Words:
    """Return the patterns for the shipped ontology."""
    return compile_words(shipped_roles())


def _beginnings(words: Collection[str]) -> str:
    """Return a look-ahead for what begins a token: one character tells most text apart, two nearly all."""
    firsts = "".join({word[0] for word in words} | {"会"})
    return f"(?=[{firsts}{FIRSTS}])(?={_alternatives({word[:2] for word in words} | {'会'})}|[{FIRSTS}])"


def _alternatives(words: Iterable[str]) -> str:
    """Return a pattern of any of `words`, the longest first, in which each beginning is tried once."""
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        rests.setdefault(word[:1], []).append(word[1:])
    branches = (
        re.escape(first) + (f"(?:{_alternatives(rest)})" if any(rest) else "")
        for first, rest in rests.items()
    )
    return "|".join(branches)
