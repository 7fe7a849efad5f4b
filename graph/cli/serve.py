"""`tiaokuai serve`: the graph on the web, on this machine unless told otherwise."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from pathlib import Path

import click

from graph.cli import options
from graph.errors import fail

ORIGIN = re.compile(r"\*|https?://[A-Za-z0-9.\[\]:-]+")
BASE = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")


@click.command(
    short_help="Serve the graph: SPARQL endpoint, named questions, pages.",
    epilog="Example: tiaokuai serve output --port 0",
)
@options.whole_dataset(options.named_or_store)
@click.option(
    "--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="Address to listen on."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="N",
    default=8000,
    show_default=True,
    help="Port; 0: any that is free.",
)
@click.option(
    "--allow-host", "names", multiple=True, metavar="NAME", help="Another host name to answer under."
)
@click.option("--cors", default="", metavar="ORIGIN", help="Origin whose pages may read answers, or *.")
@click.option("--base-path", "base", default="", metavar="/PATH", help="Path below which all is served.")
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 3600),
    callback=options.finite,
    metavar="SECONDS",
    default=30.0,
    show_default=True,
    help="Time for a query.",
)
@click.option(
    "--memory",
    type=click.IntRange(32, 1_000_000),
    metavar="MB",
    default=512,
    show_default=True,
    help="Memory for a query.",
)
@click.option(
    "--rows",
    type=click.IntRange(1),
    metavar="N",
    default=100_000,
    show_default=True,
    help="Rows of an answer.",
)
@click.option(
    "--clients",
    type=click.IntRange(1, 100),
    metavar="N",
    default=4,
    show_default=True,
    help="Queries at once.",
)
@click.option("--access-log", "log", default="", metavar="FILE", help="A line a request; - is the screen.")
@options.source
@options.lang
def serve(
    dataset: Path,
    host: str,
    port: int,
    names: tuple[str, ...],
    cors: str,
    base: str,
    timeout: float,
    memory: int,
    rows: int,
    clients: int,
    log: str,
    source: Path | None,
    lang: str,
) -> None:
    """Serve DATASET (graph.nq, the folder of a build or of a store) until Ctrl-C or SIGTERM.

    / leads to pages about everything in the graph, /sparql is a SPARQL 1.1 endpoint for
    queries, /questions lists the named questions, /health says whether it works. Nothing
    can be changed. A query that asks for too much is ended; the others do not notice.
    """
    import asyncio

    from graph.questions.worker import Limits
    from graph.server.pool import Pool
    from graph.server.routes import ROUTES
    from graph.server.serving import Server, listen
    from graph.server.site import Options, Site

    base = base.rstrip("/")
    if not BASE.fullmatch(base) or (cors and not ORIGIN.fullmatch(cors)):
        what = f"{base} is not a path like /graph." if not BASE.fullmatch(base) else f"{cors} is no origin."
        raise fail("serve", what, "An origin is *, or scheme, host and port as a browser names them.")
    limits = Limits(seconds=timeout, memory=memory * 1024**2, rows=rows)
    try:
        listening = listen(host, port)
    except OSError as error:
        what = f"{host}:{port} cannot be used: {error.strerror or error}."
        raise fail("--port", what, "Choose another, or 0.") from error
    pool = Pool(dataset, limits, clients, source)
    hosts = _hosts(listening.getsockname()[0], names)
    site = Site(pool, ROUTES, Options(base=base, cors=cors, hosts=hosts, lang=lang))
    try:
        pool.start()
        with listening:
            server = Server(site, _writer(log))
            asyncio.run(server.serve(listening, lambda: _announce(listening.getsockname(), base)))
    except KeyboardInterrupt:
        pass
    finally:
        pool.stop()
    click.echo("serve: ended", err=True)


def _hosts(address: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the host names to answer under; none stands for any, where others can reach us anyway."""
    from graph.server.site import LOOPBACK_NAMES

    if ipaddress.ip_address(address).is_loopback:
        return (*LOOPBACK_NAMES, address, *(name.lower() for name in names))
    click.echo(
        f"serve: {address} can be reached from other machines. Put a web server that speaks "
        "HTTPS and limits its clients before it.",
        err=True,
    )
    return tuple(name.lower() for name in names)


def _announce(address: tuple[str, int], base: str) -> None:
    host = f"[{address[0]}]" if ":" in address[0] else address[0]
    click.echo(f"http://{host}:{address[1]}{base}/")
    click.echo("serve: ready; Ctrl-C ends", err=True)


def _writer(name: str) -> Callable[[str], None]:
    """Return what takes the lines of the access log: a file that is only added to, the screen, or nothing."""
    if not name:
        return lambda _line: None
    if name == "-":
        return lambda line: click.echo(line, err=True)
    try:
        file = Path(name).open("a", encoding="utf-8", buffering=1)  # noqa: SIM115 - open until the server ends
    except OSError as error:
        raise fail("--access-log", f"{name} cannot be written: {error.strerror or error}.") from error
    return lambda line: print(line, file=file)
