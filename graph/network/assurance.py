"""How sure the numbers of a plan are: what is drawn once for the page, the reports and the tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graph.network.bootstrap import Draws, begun, collected
from graph.network.chance.fdsm import Sampling, can_sample, fdsm
from graph.network.chance.margins import margins
from graph.network.chance.ties import MODELS, Choice, Ties, ties_beyond_chance
from graph.network.drawing import Drawing, Work
from graph.network.incidence import incidence
from graph.network.twomode import TwoMode

UNDRAWN = tuple(model for model in MODELS if model != "fdsm")


@dataclass(frozen=True, slots=True)
class Assurance:
    """The draws of the measures (None where nothing is drawn) and the ties beyond chance of one plan."""

    drawing: Drawing
    draws: Draws | None
    ties: Ties


def assurance(network: TwoMode, work: Work) -> Callable[[], Assurance]:
    """Begin to draw; what is returned waits for the draws and gives them.

    Both come from one seed: the bootstrap of the default scores (`bootstrap`) and the networks
    of FDSM, as many of either. Without draws there are the two null models that draw nothing.
    With an executor the work goes on while the caller does something else.

    Examples
    --------
    >>> from graph.network.twomode import from_roles
    >>> town = from_roles({key: {"a": "lead", "b": "lead"} for key in ("1", "2")})
    >>> found = assurance(town, Work(Drawing(samples=3)))()
    >>> found.draws.scores["load"].tolist(), list(found.ties.verdicts)
    ([[2.0, 2.0], [2.0, 2.0], [2.0, 2.0]], ['hypergeometric', 'bicm', 'fdsm'])
    """
    samples, seed, executor = work.drawing.samples, work.drawing.seed, work.executor
    found, arrays = margins(network), incidence(network)
    choice = Choice(UNDRAWN)
    if samples and can_sample(found):
        choice = Choice(MODELS, samples=samples, seed=seed)
    sampling = Sampling(samples, seed)
    waiting = executor.submit(fdsm, found, sampling) if executor and "fdsm" in choice.models else None
    tasks = begun(arrays, samples, seed, executor) if samples and network.measures else None

    def wait() -> Assurance:
        draws = collected(arrays, tasks, work.progress) if tasks is not None else None
        sampled = waiting.result() if waiting else None
        return Assurance(work.drawing, draws, ties_beyond_chance(network, choice, sampled=sampled))

    return wait
