"""The command line. The version is answered before anything else is imported, because people ask it often."""

from __future__ import annotations

import sys

from stemfunds import __version__


def main() -> None:
    """Run the command line; the exit status is 0, 1 or 2 as `stemfunds --help` says."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        print(f"stemfunds {__version__}")
        return
    from stemfunds.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
