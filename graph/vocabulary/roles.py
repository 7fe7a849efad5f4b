"""Roles and the labels and verbs that plans print for them, as the ontology lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from graph.vocabulary.iris import path_of
from graph.vocabulary.namespaces import TK
from graph.vocabulary.shipped import shipped_folder
from graph.vocabulary.turtle import Triples, index_triples, parse_turtle

ROLES_FILE = "roles.ttl"
DEADLINE = "deadline"
PERSON = "person"
MANNER = "manner"


@dataclass(frozen=True, slots=True)
class RoleWords:
    """What plans print beside lists of agencies, simplified and width-folded.

    `labels` and `stems` (labels that may go on: 牵头…) lead to a role, `deadline` or
    `person`; `verbs` to a role; `manners` say how a role is carried out and change none.
    """

    labels: Mapping[str, str]
    stems: Mapping[str, str]
    verbs: Mapping[str, str]
    manners: tuple[str, ...]


def read_roles(triples: Triples) -> RoleWords:
    """Return the role words that a Turtle file such as roles.ttl lists."""
    labels: dict[str, str] = {}
    stems: dict[str, str] = {}
    verbs: dict[str, str] = {}
    manners: list[str] = []
    for subject in triples.index:
        word = path_of(subject).partition("/")[2]
        for label in triples.texts(subject, TK + "roleLabel"):
            (stems if label.endswith("*") else labels)[label.removesuffix("*")] = word
        for verb in triples.texts(subject, TK + "roleVerb"):
            if word == MANNER:
                manners.append(verb)
            else:
                verbs[verb] = word
    return RoleWords(labels, stems, verbs, tuple(manners))


@cache
def shipped_roles() -> RoleWords:
    """Return the role words of the shipped ontology."""
    return read_roles(index_triples(parse_turtle(shipped_folder("ontology") / ROLES_FILE)))
