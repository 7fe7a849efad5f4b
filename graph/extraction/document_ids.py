"""Whose a cited document is, by its name and its number: the country's, a place's around, the plan's own."""

from __future__ import annotations

import re

from graph.extraction.slugs import entity_id, named_place, spelled
from graph.vocabulary.documents import CLOSING, issuer_of, read_number
from graph.vocabulary.ontology import load_ontology
from graph.vocabulary.places import COUNTRY, Place

# Only the National People's Congress makes laws: 公司法, but not 办法 and 做法.
LAW = re.compile("(?<![办方做想看说])法$")
# What the country makes as well as provinces and cities.
REGULATION = re.compile("条例$")


def document_id(name: str, number: str, places: tuple[Place, ...]) -> tuple[str, bool]:
    """Return the id of a document, and whether its name or its number say whose it is.

    `places` are the plan's place and those around it, the nearest first. A regulation of
    which nothing is said is taken as the plan's place's, which a person should look at.

    Examples
    --------
    >>> city, province = (
    ...     Place("410100", "郑州市", "", "city", "410000", "zhengzhou"),
    ...     Place("410000", "河南省", "", "province", "cn", "henan"),
    ... )
    >>> document_id("服务条例", "国务院令第722号", (city, province))
    ('cn/fu-wu-tiao-li', True)
    >>> document_id("服务条例", "省政府令第300号", (city, province))[0], document_id("公司法", "", (city,))
    ('henan-410000/fu-wu-tiao-li', ('cn/gong-si-fa', True))
    >>> document_id("服务条例", "", (city, province))
    ('zhengzhou-410100/fu-wu-tiao-li', False)
    """
    named = named_place(name, places)
    bare = CLOSING.sub("", name)
    if segment := _of_number(number, places) or named or (COUNTRY if LAW.search(bare) else ""):
        return f"{segment}/{spelled(name)}", True
    return entity_id(name, places), bool(number or not REGULATION.search(bare))


def _of_number(number: str, places: tuple[Place, ...]) -> str:
    """Return the segment of the place whose number it is, "" where the number does not say so."""
    parsed = read_number(number)
    if parsed is None:
        return ""
    ontology = load_ontology()
    issuer = issuer_of("", parsed, ontology)
    if not issuer:
        return named_place(parsed.word, places)
    provinces = (each for each in ontology.places.values() if each.level == "province")
    return next((each.segment for each in provinces if issuer.startswith(f"{each.slug}-")), COUNTRY)
