"""The main job: `python build_graph.py` builds every coded plan in plans/ into output/."""

import sys

from graph.cli.main import main

if __name__ == "__main__":
    main(["build", *sys.argv[1:]])
