"""The main job: `python build_graph.py` builds every coded plan in plans/ into output/."""

import sys

from graph.cli.main import cli

if __name__ == "__main__":
    cli(["build", *sys.argv[1:]], prog_name="tiaokuai")
