"""What a user gives for a parameter, read as an RDF term of its type."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

import pyoxigraph as ox

from graph.errors import fail
from graph.questions.library import NODES, Parameter, Question, near_names
from graph.vocabulary.iris import node, path_of
from graph.vocabulary.namespaces import SKOS, XSD

Bound = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def bind(
    question: Question, store: ox.Store, values: Mapping[str, str], plans: Sequence[str]
) -> dict[ox.Variable, Bound]:
    """Return the terms of the parameters that have a value, given or by default.

    `plans` are the ids of the plans that are asked about: a measure or a section is named by
    its key in them.

    Raises
    ------
    UserError
        When a parameter is missing, unknown or not of its type.
    """

    def located(parameter: Parameter, value: str) -> str:
        folders = _folders(parameter, plans)
        return find_node(store, value, folders, question.name, parameter.name)

    return _bind(question, values, located)


def bind_unseen(
    question: Question, values: Mapping[str, str], plans: Sequence[str]
) -> dict[ox.Variable, Bound]:
    """Return the terms of the parameters as `bind` does, where no store can be looked into.

    A node has to be named by its IRI or its path, for labels cannot be looked up; whether it
    is there, only the answer tells.

    Raises
    ------
    UserError
        As `bind` does, and when a node is named by a label or by a key of several plans.
    """

    def located(parameter: Parameter, value: str) -> str:
        if ":" in value:
            return value
        folders = _folders(parameter, plans)
        if value.startswith(tuple(each.partition("/")[0] + "/" for each in folders)):
            return node(value)
        if len(folders) != 1 or not value.isascii():
            what = f'{parameter.name} "{value}" cannot be looked up there.'
            raise fail(question.name, what, f"Give its IRI or its path ({folders[0]}/…), and one --plan.")
        return _path(folders[0], value)

    return _bind(question, values, located)


def _bind(
    question: Question, values: Mapping[str, str], located: Callable[[Parameter, str], str]
) -> dict[ox.Variable, Bound]:
    names = [parameter.name for parameter in question.parameters]
    for name in values:
        if name not in names:
            near = near_names(name, names)
            meant = f"Did you mean {' or '.join(near)}? " if near else ""
            takes = f"It takes {', '.join(names)}." if names else "It takes none."
            raise fail(question.name, f"has no parameter {name}.", meant + takes)
    bound: dict[ox.Variable, Bound] = {}
    for parameter in question.parameters:
        value = values.get(parameter.name, parameter.default)
        if value is None and parameter.required:
            raise fail(question.name, f"needs a value for {parameter.name} ({parameter.en}).")
        if value is not None:
            bound[ox.Variable(parameter.name)] = _term(question, parameter, value, located)
    return bound


def _term(
    question: Question, parameter: Parameter, value: str, located: Callable[[Parameter, str], str]
) -> Bound:
    """Return a user's value as a term of the parameter's type."""
    if parameter.type == "iri" or parameter.type in NODES:
        try:
            return ox.NamedNode(located(parameter, value))
        except ValueError as error:
            raise fail(question.name, f"{parameter.name}={value} is not an IRI.") from error
    check_text(question.name, value)
    if parameter.type == "text":
        return ox.Literal(value)
    try:
        if parameter.type == "integer":
            return ox.Literal(int(value))
        if parameter.type == "decimal" and Decimal(value).is_finite():
            return ox.Literal(f"{Decimal(value):f}", datatype=ox.NamedNode(XSD + "decimal"))
        if parameter.type == "date":
            return ox.Literal(date.fromisoformat(value).isoformat(), datatype=ox.NamedNode(XSD + "date"))
    except (ValueError, ArithmeticError):
        pass
    if parameter.type == "boolean" and value in ("true", "false"):
        return ox.Literal(value == "true")
    raise fail(question.name, f"{parameter.name}={value} is not {parameter.type}.")


def _folders(parameter: Parameter, plans: Sequence[str]) -> list[str]:
    """Return where the path of a node of the parameter's type may begin."""
    pattern = NODES.get(parameter.type, parameter.name)
    return [pattern.format(plan=plan) for plan in plans] if "{plan}" in pattern else [pattern]


def find_node(store: ox.Store, value: str, folders: Sequence[str], where: str, kind: str) -> str:
    """Return the IRI of the node that a user names by IRI, by path, or by label or spelling.

    An IRI may be given whole, as its path (`agency/zhengzhou-410100/cai-zheng-ju`), without
    the kind (`zhengzhou-410100/cai-zheng-ju`), or as a label or spelling (`市财政局`).

    Parameters
    ----------
    store
        An open store.
    value
        What the user wrote.
    folders
        Where a path may begin, so that the user need not write it ("agency"). Below
        "bready/2025" a notation will do as well (BE 1.1.4 for be-1-1-4).
    where, kind
        What the error calls the place and the node.

    Raises
    ------
    UserError
        When no node is called so, or several are.
    """
    check_text(where, value)
    paths = [[value]] if ":" in value else [[node(value)], [_path(each, value) for each in folders]]
    ways = ([iri for iri in iris if _is_there(store, iri)] for iris in paths)
    found = next(filter(None, ways), None) or _labelled(store, value, folders)
    if not found:
        near = difflib.get_close_matches(value, _names(store, folders), n=3)
        remedy = (
            f"Near: {', '.join(near)}."
            if near
            else "Give its path (see tiaokuai query agencies-by-role) or label."
        )
        raise fail(where, f'{kind} "{value}" is not in the graph.', remedy)
    if len(found) > 1:
        raise fail(where, f'several are called "{value}".', f"Name one: {', '.join(map(path_of, found))}.")
    return found[0]


def check_text(where: str, text: str) -> None:
    """Refuse what no text can hold: half a character, as a shell passes on bytes that are not UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise fail(where, f'"{text[:60]}" is not UTF-8.', "Type it again.") from error


def _is_there(store: ox.Store, iri: str) -> bool:
    try:
        term = ox.NamedNode(iri)
    except ValueError:
        return False
    return next(store.quads_for_pattern(term, None, None, None), None) is not None


def _path(folder: str, value: str) -> str:
    """Return the IRI below a folder; a notation of B-READY is turned into the end of one."""
    if folder == NODES["concept"]:
        return node(folder, value.lower().replace(" ", "-").replace(".", "-"))
    return node(folder, value)


def _labelled(store: ox.Store, label: str, folders: Sequence[str]) -> list[str]:
    """Return the IRIs of the nodes with a label or spelling, in order; those below `folders` go first."""
    found = {
        quad.subject.value
        for predicate in ("prefLabel", "altLabel")
        for language in ("zh", "en")
        for quad in store.quads_for_pattern(
            None, ox.NamedNode(SKOS + predicate), ox.Literal(label, language=language), None
        )
        if isinstance(quad.subject, ox.NamedNode)
    }
    fitting = {iri for iri in found if any(iri.startswith(node(each) + "/") for each in folders)}
    return sorted(fitting or found)


def _names(store: ox.Store, folders: Sequence[str]) -> Iterator[str]:
    """Yield what the nodes below `folders` are called: labels, spellings and the ends of their paths."""
    beginnings = tuple(node(each) + "/" for each in folders)
    for predicate in ("prefLabel", "altLabel"):
        for quad in store.quads_for_pattern(None, ox.NamedNode(SKOS + predicate), None, None):
            iri = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else ""
            if iri.startswith(beginnings) and isinstance(quad.object, ox.Literal):
                yield quad.object.value
