"""Networks drawn by Hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st
from network_tables import Roles, tables

from graph.network.twomode import ROLES, TwoMode, two_mode

NAMES = [f"a{number}" for number in range(9)]


@st.composite
def plans(draw: st.DrawFn) -> Roles:
    """Return roles of up to eight measures over nine agencies, some measures with nobody."""
    held = st.lists(st.sampled_from(ROLES), min_size=1, max_size=2, unique=True)
    found = st.lists(st.dictionaries(st.sampled_from(NAMES), held, max_size=7), min_size=1, max_size=8)
    return {str(number): each for number, each in enumerate(draw(found), start=1)}


def network_of(roles: Roles) -> TwoMode:
    """Return the two-mode network of the roles; all nine agencies are in it."""
    return two_mode(*tables(roles, NAMES))
