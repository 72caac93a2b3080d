"""The command line. The version is answered before anything else is imported, because people ask it often."""

from __future__ import annotations

import gc
import signal
import sys
from io import TextIOWrapper

from stemfunds import __version__


def main() -> None:
    """Run the command line; the exit status is 0, 1 or 2 as `stemfunds --help` says."""
    _speak_utf8()
    _end_with_the_reader()
    if sys.argv[1:] in (["--version"], ["-V"]):
        print(f"stemfunds {__version__}")
        return
    # a short run with one big rulebook has little garbage, and looking for it costs a tenth of the time
    gc.disable()
    from stemfunds.cli.app import run

    status = run(sys.argv[1:])
    gc.freeze()  # nor is it looked for at the end, where the system takes all back at once
    sys.exit(status)


def _end_with_the_reader() -> None:
    """A reader such as `head` that has seen enough ends the program, quietly and with the status that shells expect."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def _speak_utf8() -> None:
    """Files and pipes get UTF-8 on every machine; a terminal that lacks a sign shows another one in its place."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=stream.encoding if stream.isatty() else "utf-8", errors="replace")


if __name__ == "__main__":
    main()
