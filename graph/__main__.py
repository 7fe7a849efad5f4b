"""`python -m graph` is `tiaokuai`."""

from graph.cli.main import main

if __name__ == "__main__":
    main()
