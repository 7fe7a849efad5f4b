"""The command `tiaokuai`: its verbs, and our errors as one line each."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from graph import __version__
from graph.cli.agree import agree
from graph.cli.align import align
from graph.cli.attribution import attribution
from graph.cli.build import build
from graph.cli.compare import compare
from graph.cli.coverage import coverage
from graph.cli.draw import draw
from graph.cli.export import export
from graph.cli.extract import extract
from graph.cli.gaps import gaps
from graph.cli.hotspots import hotspots
from graph.cli.new import new
from graph.cli.publish import publish
from graph.cli.query import query
from graph.cli.rank import rank
from graph.cli.replicate import replicate
from graph.cli.report import report
from graph.cli.review import review
from graph.cli.serve import serve
from graph.cli.show import show
from graph.cli.speaking import speak, tell
from graph.cli.ties import ties
from graph.cli.uncertainty import uncertainty
from graph.cli.validate import validate
from graph.cli.whatif import whatif
from graph.errors import Problem, UserError

QUOTED = 60
INTERRUPTED = 130
"""The exit status of what Ctrl-C ends, as in every shell."""


class Tiaokuai(click.Group):
    """A group whose commands end in one line an error, exit status 2, and never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a `UserError` becomes its lines on standard error, an interrupt one line."""
        try:
            return super().invoke(ctx)
        except UserError as error:
            _say(error.problems)
            ctx.exit(2)
        except KeyboardInterrupt:
            speak("interrupted")
            ctx.exit(INTERRUPTED)

    def main(self, *arguments: Any, **settings: Any) -> Any:
        """Run the command line; what the system or the screen refuses is one line too."""
        try:
            return super().main(*arguments, **settings)
        except OSError as error:
            _say([Problem(str(error.filename or "tiaokuai"), f"{error.strerror or error}.")])
        except UnicodeEncodeError as error:
            _say([Problem(error.object[:QUOTED], "is not UTF-8.")])
        _let_go()
        sys.exit(2)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order of the work."""
        return list(self.commands)


@click.group(cls=Tiaokuai, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tiaokuai")
def cli() -> None:
    """Tiaokuai (条块): who must work with whom to carry a plan out.

    Chinese government work plans become a knowledge graph of agencies, measures
    and policy links. Tables go to standard output, words to standard error.

    Exit status: 0 done; 1 something to look at (validate, extract, attribution, agree);
    2 wrong use, or an input that cannot be read; 130 interrupted.
    """


for command in (
    new, extract, attribution, review, align, agree,
    build, validate, query, serve, show, rank, hotspots, gaps, ties,
    uncertainty, compare, whatif, coverage, draw, report, export, replicate, publish,
):  # fmt: skip
    cli.add_command(command)


def _say(problems: Iterable[Problem]) -> None:
    """Print each problem as one line on standard error, if that can be written to."""
    with contextlib.suppress(OSError):
        tell(problems)


def _let_go() -> None:
    """Drop what a full or broken stream still holds, which Python would try to write once more."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; all text is UTF-8, whatever the locale."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    cli(arguments, prog_name="tiaokuai")
