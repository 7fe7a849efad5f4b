"""The words of attributions compiled into patterns, from the roles of the ontology."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from graph.vocabulary.roles import PERSON, RoleWords, shipped_roles

OTHER = "other"
JOINING = "会同"
# The strongest role that a run of verbs names holds: 牵头负责 leads, 指导落实 supervises.
PRECEDENCE = ("lead", "supervising", "cooperating", "responsible")
HAN = "\u4e00-\u9fff"
TAIL = "(?:单位|部门|处室|科室|机构|主体|领导|人|方|股室)"
# A verb ends its group, so a separator follows it; 牵头 and 负责 are told without one.
ENDING = r"(?=$|[,;。、\s)〕\]】:|]|下同)"
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
    roles: RoleWords

    def label_role(self, label: str) -> str:
        """Return what follows a label: a role, `deadline`, `person`, or `other`.

        The longest known label wins, then the stem that stands first.
        """
        known = self.roles.labels.get(label)
        if known:
            return known
        if label.endswith(("领导", "负责人", "责任人", "联系人")):
            return PERSON
        inside = [(-len(word), role) for word, role in self.roles.labels.items() if word in label]
        if inside:
            return min(inside)[1]
        stems = [
            (label.find(stem), -len(stem), role) for stem, role in self.roles.stems.items() if stem in label
        ]
        return min(stems)[2] if stems else OTHER

    def verb_role(self, run: str) -> str:
        """Return the role that a run of verbs names."""
        named = {role for verb, role in self.roles.verbs.items() if verb in run}
        return next((role for role in PRECEDENCE if role in named), "responsible")


def compile_words(roles: RoleWords) -> Words:
    """Return the patterns for the role words of an ontology."""
    labels = _alternatives((*roles.labels, *roles.stems))
    verbs = _alternatives(verb for verb in roles.verbs if verb != JOINING)
    manners = _alternatives(roles.manners)
    label = rf"(?:{labels})(?:责任|负责|组织实施|协同|配合|工作)*{TAIL}?(?:\([^()]{{1,8}}\))?\s*[:|]"
    run = rf"(?:{manners}){{0,3}}(?:{verbs})(?:{verbs}|{manners}|工作){{0,4}}"
    named = rf"作?为(?:{labels})"
    token = (
        rf"(?P<inner>{INNER})|(?P<label>{label})"
        rf"|(?P<verb>(?:{named}|{run}){ENDING}|(?<=[{HAN})])(?:牵头负责|牵头|负责)(?=[{HAN}]))"
        rf"|(?P<join>{JOINING})|(?P<mark>[、,;\s|。])|(?P<other>[{HAN}]{{2,12}}[:|])"
    )
    return Words(
        token=re.compile(token),
        label=re.compile(label),
        verb=re.compile(run + ENDING),
        roles=roles,
    )


@cache
def shipped_words() -> Words:
    """Return the patterns for the shipped ontology."""
    return compile_words(shipped_roles())


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
