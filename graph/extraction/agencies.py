"""Agencies of a plan: each spelling leads to a body of the register, or to a proposal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from graph.extraction.agency_names import FULL_WIDTH, LEVELS, Proposal, Setting, name_agency
from graph.extraction.clean import fold
from graph.model import Agency
from graph.vocabulary.agencies import Register
from graph.vocabulary.gazetteer import full_name, level_character
from graph.vocabulary.places import ancestors


class Resolved(NamedTuple):
    """What a spelling names: a known `path`, a `proposal`, or several `conflict` paths."""

    path: str = ""
    proposal: Proposal | None = None
    conflict: tuple[str, ...] = ()

    @property
    def body(self) -> tuple[str, ...]:
        """Return what is equal for all spellings of one body."""
        if self.proposal:
            return (self.proposal.place, self.proposal.slug)
        return (self.path,) if self.path else self.conflict


@dataclass(frozen=True, slots=True, eq=False)
class Agencies:
    """The agencies of one plan: each spelling is looked at once, each body has one slug.

    `given` are spellings that a person's file settles (`spellings_of`): what is there is not
    weighed again.
    """

    setting: Setting
    register: Register
    given: Mapping[str, frozenset[str]] = field(default_factory=dict)
    seen: dict[str, Resolved] = field(default_factory=dict)
    slugs: dict[tuple[str, str], str] = field(default_factory=dict)
    holders: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)

    def resolve(self, spelling: str) -> Resolved:
        """Return what `spelling` names: the register first, then a proposal.

        A spelling whose full name the register has is the register's body (郑州市发展改革委);
        two spellings with one full name get one proposal. Several known bodies are a conflict.
        Traditional characters are looked up as simplified.
        """
        known = self.seen.get(spelling)
        if known is None:
            known = self.seen[spelling] = self._look_up(spelling)
        return known

    def _look_up(self, spelling: str) -> Resolved:
        register, place = self.register, self.setting.place.code
        plain = fold(spelling)
        paths = register.candidates(plain.translate(FULL_WIDTH), place)
        given = [path for path in paths if path in self.given.get(spelling, ())]
        if len(given) == 1:
            return Resolved(given[0])
        if len(paths) == 1 and self._is_own(paths[0], plain):
            return Resolved(paths[0])
        proposal = name_agency(plain, self.setting)
        paths = tuple(path for path in paths if self._fits(path, proposal))
        if not paths:
            named = register.by_spelling.get(proposal.label, ())
            paths = tuple(path for path in named if register.agencies[path].place == proposal.place)
        if len(paths) == 1:
            return Resolved(paths[0])
        if paths:
            return Resolved(conflict=paths)
        return Resolved(proposal=replace(self._beside_others(proposal), spelling=spelling))

    def _is_own(self, path: str, spelling: str) -> bool:
        """Return whether the plan's own place has the body, and its spelling says no other level."""
        place = self.setting.place
        ours = spelling.startswith(level_character(place)) or not spelling.startswith(LEVELS)
        return ours and self.register.agencies[path].place == place.code

    def _fits(self, path: str, proposal: Proposal) -> bool:
        """Return whether a known body can be the one named, by its place.

        市发展改革委 in the plan of a county-level city is that city's, not the one around it,
        and the groups of another place are never meant.
        """
        agency = self.register.agencies[path]
        place = self.setting.place.code
        if agency.is_group:
            return agency.place == place
        if proposal.spelling.startswith(LEVELS) and proposal.place != place:
            return agency.place == proposal.place
        if proposal.spelling.startswith(LEVELS) and agency.place in ancestors(self.setting.places, place):
            return False
        return agency.place in (place, proposal.place, *ancestors(self.setting.places, place))

    def _beside_others(self, proposal: Proposal) -> Proposal:
        """Return `proposal` with a slug of its own, and a doubt where another body has its function."""
        place = self.setting.places[proposal.place]
        slug, count = proposal.slug, 1
        while (
            self.slugs.setdefault((proposal.place, slug), proposal.label) != proposal.label
            or f"{place.segment}/{slug}" in self.register.agencies
        ):
            count += 1
            slug = f"{proposal.slug}-{count}"
        doubt = proposal.doubt
        if proposal.kind in ("department", "commission") and proposal.line == "territorial":
            where = full_name(self.setting.places, place) or "国家"
            other = self.holders.setdefault((proposal.place, proposal.functions), proposal.label)
            pair = (other.removeprefix(where), proposal.label.removeprefix(where))
            if pair[0] != pair[1] and _share_a_word(*pair):
                doubt = doubt or f"may be the same body as {other}: both have its function"
        return replace(proposal, slug=slug, doubt=doubt, certain=not doubt)


def spellings_of(agencies: Iterable[Agency]) -> dict[str, frozenset[str]]:
    """Return the paths that each spelling of the agencies leads to."""
    found: dict[str, frozenset[str]] = {}
    for agency in agencies:
        for spelling in (agency.label, *agency.spellings):
            found[spelling] = found.get(spelling, frozenset()) | {agency.path}
    return found


def _share_a_word(one: str, other: str) -> bool:
    """Return whether one name holds the first two characters of the other: 环境保护局 and 生态环境局."""
    return one[:2] in other or other[:2] in one
