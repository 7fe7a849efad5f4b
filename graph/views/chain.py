"""The chain of policy links around a measure in words: what it needs, what it is part of, what needs it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.views.cells import visible
from graph.views.wording import say
from graph.vocabulary.iris import path_of

FURTHER = {"link-kind/prerequisite", "link-kind/part-of"}
"""Kinds of link that are followed from measure to measure; the others are shown only around the first."""

DEPTH = 4
"""How many links away from the first measure the chain still shows."""


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """A policy link with its ends; titles and reasons are "" where there are none.

    `facts` are paths of nodes that the reason speaks of, `places` where the words stand
    that it rests on, as start, end and the words ("" where the document is not at hand).
    """

    link: str
    kind: str
    kind_zh: str
    kind_en: str
    start: str
    start_title: str
    end: str
    end_title: str
    reason: str = ""
    reason_en: str = ""
    facts: tuple[str, ...] = ()
    places: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A link of a chain, and how many links away from the first measure it is, from 1."""

    link: LinkFacts
    depth: int


def chain_of(node: str, links_of: Callable[[str], Sequence[LinkFacts]]) -> list[Step]:
    """Return the links around a node, the nearest first, each once.

    Parameters
    ----------
    node
        The IRI of a measure or plan.
    links_of
        Returns the links that start from a node or lead to it.

    Notes
    -----
    Only prerequisites and parts lead on, both ways, up to `DEPTH` links: what a next
    year's measure continues is a link of this one, and not of those that need it.
    """
    met, seen = {node}, set()
    found: list[Step] = []
    nearest = [node]
    for depth in range(1, DEPTH + 1):
        following = []
        for here in nearest:
            for link in links_of(here):
                leads_on = path_of(link.kind) in FURTHER
                if link.link in seen or not (leads_on or depth == 1):
                    continue
                seen.add(link.link)
                found.append(Step(link, depth))
                other = link.end if link.start == here else link.start
                if leads_on and other not in met:
                    met.add(other)
                    following.append(other)
        nearest = following
    return found


def describe_chain(node: str, steps: Sequence[Step], lang: str) -> str:
    """Return the chain as text, "" for none: a link a line, its reason and evidence below it."""
    if not steps:
        return ""
    lines = [say("chain.title", lang)]
    for step in steps:
        lines += ["  " * step.depth + line for line in _link(step.link, node, lang)]
    return "".join(f"{visible(line).rstrip()}\n" for line in lines)


def _link(link: LinkFacts, node: str, lang: str) -> list[str]:
    kind = link.kind_zh if lang == "zh" else link.kind_en
    start, end = _end(link.start, link.start_title, node, lang), _end(link.end, link.end_title, node, lang)
    lines = [say("chain.link", lang, start=start, kind=kind, end=end)]
    reason = link.reason_en if lang == "en" and link.reason_en else link.reason
    if reason:
        lines.append("    " + say("chain.why", lang, reason=reason))
    for start_at, end_at, words in link.places:
        place = say("show.span", lang, start=start_at, end=end_at)
        lines.append("    " + place + (f"  {say('show.words', lang, words=words)}" if words else ""))
    if link.facts:
        lines.append("    " + say("chain.facts", lang, facts=", ".join(map(path_of, link.facts))))
    lines.append(f"    <{path_of(link.link)}>")
    return lines


def _end(iri: str, title: str, node: str, lang: str) -> str:
    """Return the end of a link: its key and title, with its path where it is not the node that is shown."""
    if iri == node:
        return say("chain.here", lang)
    path = path_of(iri)
    return f"{title} <{path}>" if title else f"<{path}>"
