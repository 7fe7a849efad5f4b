"""Changes as a user writes them (市A局,市B办=市C局), their names resolved, applied one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.errors import UserError, fail, one_of
from graph.network.change_names import Known
from graph.network.twomode import AgencyNode, MeasureNode, TwoMode
from graph.network.whatif import dropped, expanded, led, merged, moved
from graph.questions.library import near_names
from graph.vocabulary.iris import node, path_of

COMMA = re.compile("[,，]")
COLON = re.compile("[:：](?!//)")
EQUALS = re.compile("[=＝]")
FORMS = {
    "merge": "AGENCY,AGENCY=NAME",
    "split": "MEASURE,MEASURE:AGENCY=NAME",
    "lead": "MEASURE=AGENCY",
    "move": "MEASURE,MEASURE:FROM=TO",
    "drop": "MEASURE,MEASURE",
    "expand": "GROUP",
}
"""How each change is written."""


def changed(network: TwoMode, changes: Sequence[tuple[str, str]], known: Known | None = None) -> TwoMode:
    """Return the network after changes, applied in order; each may name what an earlier one made.

    Parameters
    ----------
    network
        The network of a plan.
    changes
        Pairs of a verb and its text, written as `FORMS` says. An agency is named by label,
        spelling, path or IRI, a measure by key, title, path or IRI. Commas, colons and
        equals signs may be full-width.
    known
        Spellings, agencies beyond the plan, members of groups.

    Raises
    ------
    UserError
        When a text is not of its form, or a name means nothing or several things.

    Examples
    --------
    >>> from graph.network.twomode import from_roles
    >>> town = from_roles({"1": {"fin": "lead", "hea": "responsible"}, "2": {"hea": "responsible"}})
    >>> after = changed(town, [("merge", "fin,hea=Office"), ("lead", "2=Office")])
    >>> [(agency.label, agency.iri.rpartition("/")[2]) for agency in after.agencies], after.sizes()
    ([('Office', 'a1')], {'1': 1, '2': 1})
    """
    for verb, text in changes:
        one_of("whatif", verb, tuple(VERBS))
        network = VERBS[verb](_Reading(network, known or Known(), verb, text))
    return network


@dataclass(frozen=True, slots=True)
class _Reading:
    """One change that is being read: the network so far, and what was written."""

    network: TwoMode
    known: Known
    verb: str
    text: str

    def fault(self, what: str, remedy: str) -> UserError:
        return fail(f"--{self.verb} {self.text}", what, remedy)

    def parts(self, text: str, sign: re.Pattern[str]) -> tuple[str, str]:
        """Return what stands on both sides of the first sign; neither may be empty."""
        sides = [side.strip() for side in sign.split(text, maxsplit=1)]
        if len(sides) < 2 or not all(sides):
            raise self.fault("is not of the form that is asked for.", f"Write {FORMS[self.verb]}.")
        return sides[0], sides[1]

    def agency(self, name: str) -> AgencyNode:
        """Return the agency that a name means: one of the network, else one that is known."""
        inside = {agency.iri: agency for agency in self.network.agencies}
        for nodes in (inside, self.known.others):
            found = [iri for iri in nodes if name in self.names(nodes[iri])]
            if len(found) > 1:
                paths = ", ".join(map(path_of, sorted(found)))
                raise self.fault(f'several agencies are called "{name}".', f"Name one: {paths}.")
            if found:
                return nodes[found[0]]
        every = sorted({each for agency in inside.values() for each in self.names(agency)})
        raise self.fault(f'no agency of the plan is called "{name}".', _near(name, every))

    def agencies(self, names: str) -> list[AgencyNode]:
        """Return the agencies of a list, each once."""
        found = [self.agency(name.strip()) for name in COMMA.split(names)]
        return list({agency.iri: agency for agency in found}.values())

    def names(self, agency: AgencyNode) -> tuple[str, ...]:
        path = path_of(agency.iri)
        labels = filter(None, (agency.label, agency.label_en))
        return (
            *labels,
            *self.known.spellings.get(agency.iri, ()),
            agency.iri,
            path,
            path.removeprefix("agency/"),
        )

    def measures(self, names: str) -> dict[str, MeasureNode]:
        """Return the measures of a list, by IRI."""
        found = [self.measure(name.strip()) for name in COMMA.split(names)]
        return {measure.iri: measure for measure in found}

    def measure(self, name: str) -> MeasureNode:
        """Return the measure that a name means."""
        known = [(each.key, each.iri, path_of(each.iri)) for each in self.network.measures]
        for ways in (known, [(each.title,) for each in self.network.measures]):
            found = [measure for measure, own in zip(self.network.measures, ways, strict=True) if name in own]
            if len(found) > 1:
                keys = ", ".join(measure.key for measure in found)
                raise self.fault(f'several measures are called "{name}".', f"Name one by its key: {keys}.")
            if found:
                return found[0]
        every = [measure.key for measure in self.network.measures]
        raise self.fault(f'the plan has no measure "{name}".', _near(name, every))

    def held(self, measures: Mapping[str, MeasureNode], agency: AgencyNode) -> None:
        """Refuse measures in which an agency does not take part."""
        for iri, measure in measures.items():
            if (agency.iri, iri) not in self.network.roles:
                own = [
                    each.key for each in self.network.measures if (agency.iri, each.iri) in self.network.roles
                ]
                what = f"{agency.label} has no part in measure {measure.key}."
                raise self.fault(what, f"It has a part in {', '.join(own) or 'none'}.")

    def new(self, name: str, model: AgencyNode, among: Sequence[AgencyNode]) -> AgencyNode:
        """Return an agency of a new name, or the one of `among` that has it; all else as `model`."""
        taken = [agency for agency in self.network.agencies if name in self.names(agency)]
        if taken:
            if taken[0] in among:
                return taken[0]
            remedy = "Name it among them, or give another name." if among else "Move measures to it instead."
            raise self.fault(f'the plan has an agency "{name}" already.', remedy)
        made = node("agency", "what-if")
        count = sum(agency.iri.startswith(made) for agency in self.network.agencies)
        free = next(
            iri
            for iri in (f"{made}/a{number}" for number in range(1, count + 2))
            if iri not in {agency.iri for agency in self.network.agencies}
        )
        return replace(model, iri=free, label=name, label_en="")


def _merge(change: _Reading) -> TwoMode:
    """Merge; the agency named first gives the new one its level and system."""
    names, name = change.parts(change.text, EQUALS)
    agencies = change.agencies(names)
    absent = [each for each in agencies if each not in change.network.agencies]
    if absent or len(agencies) < 2:
        what = f"{absent[0].label} is not in the plan." if absent else "names one agency only."
        raise change.fault(what, f"Name two or more of the plan's agencies: {FORMS['merge']}.")
    model = replace(agencies[0], is_group=all(each.is_group for each in agencies))
    return merged(change.network, [each.iri for each in agencies], change.new(name, model, agencies))


def _split(change: _Reading) -> TwoMode:
    asked, name = change.parts(change.text, EQUALS)
    measures, giver = _given(change, asked)
    return moved(change.network, measures, giver.iri, change.new(name, giver, ()))


def _move(change: _Reading) -> TwoMode:
    asked, taker = change.parts(change.text, EQUALS)
    measures, giver = _given(change, asked)
    return moved(change.network, measures, giver.iri, change.agency(taker))


def _given(change: _Reading, asked: str) -> tuple[dict[str, MeasureNode], AgencyNode]:
    keys, giver = change.parts(asked, COLON)
    measures, agency = change.measures(keys), change.agency(giver)
    change.held(measures, agency)
    return measures, agency


def _lead(change: _Reading) -> TwoMode:
    key, names = change.parts(change.text, EQUALS)
    return led(change.network, change.measure(key).iri, change.agencies(names))


def _drop(change: _Reading) -> TwoMode:
    return dropped(change.network, change.measures(change.text))


def _expand(change: _Reading) -> TwoMode:
    group = change.agency(change.text.strip())
    if group not in change.network.agencies:
        remedy = "Name a group of the plan, with its groups as one each (--groups one)."
        raise change.fault(f"{group.label} is no agency of the plan.", remedy)
    if not change.known.members.of.get(group.iri):
        what = "has no known members." if group.is_group else "is no group."
        raise change.fault(f"{group.label} {what}", "Name a group whose members the graph holds.")
    return expanded(change.network, group.iri, change.known.members)


VERBS: Mapping[str, Callable[[_Reading], TwoMode]] = {
    "merge": _merge,
    "split": _split,
    "lead": _lead,
    "move": _move,
    "drop": _drop,
    "expand": _expand,
}


def _near(name: str, names: Sequence[str]) -> str:
    near = near_names(name, list(names)) or [each for each in names if name in each or each in name][:3]
    return f"Near: {', '.join(near)}." if near else "See tiaokuai rank and tiaokuai hotspots for its names."
