"""`tiaokuai review`: the screen on which a person checks a coded plan."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli import options
from graph.cli.speaking import speak
from graph.errors import fail


@click.command(
    short_help="Check a coded plan on a screen: text beside fields.",
    epilog="Example: tiaokuai review docs/example/county.yaml --lang en",
)
@click.argument("plan", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@options.document
@options.agencies
@options.lang
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="N",
    default=0,
    show_default=True,
    help="Port; 0: any that is free.",
)
@click.option("--no-browser", is_flag=True, help="Only print the address of the page.")
def review(
    plan: Path, source: Path | None, agencies: Path | None, lang: str, port: int, no_browser: bool
) -> None:
    """Check a coded plan against its document on one page, doubts first.

    The page is served to this machine only, until it says that it is done or Ctrl-C is pressed.
    Saving writes PLAN whole or not at all, after the checks of a build; what PLAN held
    before the last change stays beside it as PLAN.bak.
    """
    import secrets
    import webbrowser

    from graph.server.review import ReviewServer
    from graph.server.review_file import open_review
    from graph.vocabulary.ontology import extra_agencies, load_ontology

    ontology = load_ontology()
    extra = extra_agencies(agencies, ontology) if agencies else ()
    opened = open_review(plan, source, ontology, extra)
    try:
        server = ReviewServer(opened, token=secrets.token_urlsafe(24), lang=lang, port=port)
    except OSError as error:
        raise fail(
            "--port", f"{port} cannot be used: {error.strerror or error}.", "Choose another."
        ) from error
    click.echo(server.address)
    speak("review.open", plan=plan)
    with server:
        try:
            if not no_browser:
                webbrowser.open_new_tab(server.address)
            server.serve_forever(poll_interval=0.1)
        except KeyboardInterrupt:
            speak("review.ended", plan=plan)
