"""How well and how fast questions are understood and answered.

The accuracy is that of the phrasings in `tests/asking/phrasings.yaml` and of the examples in `rules/words/asked/`, set by set; a
set of examples is measured by a listener without it. Words were added for most of them after they were first measured, and
docs/asking.md says what they were then. Times are medians on this machine.
Run it with:  python benchmarks/asking.py
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import yaml

from stemfunds.asking.session import Session
from stemfunds.asking.understanding import Listener
from stemfunds.rulebook.compiled import load_rulebook

ROOT = Path(__file__).resolve().parent.parent
ASKING = ROOT / "tests" / "asking"
AS_OF = date(2026, 11, 23)
QUESTION = "3D printers for the middle school makerspace"
ROUNDS = 5


def main() -> None:
    """Print the accuracy of each set, what nonsense gets, and the times of the parts."""
    sys.path.insert(0, str(ROOT / "tests"))
    from asking.accuracy import OUR_OWN, learnt_sets, listener_without, measured, unlearnt_sets

    rulebook = load_rulebook()
    listener = Listener(rulebook)
    for name, phrasings in (unlearnt_sets() | learnt_sets()).items():
        if name == OUR_OWN:
            continue
        found = measured(listener_without(rulebook, phrasings), phrasings)
        shares = ", ".join(f"{what} {share:.1f} %" for what, share in found.shares().items())
        print(f"{name}: {found.phrasings} phrasings, {found.with_kind} that name an activity: {shares}")
    nonsense = yaml.safe_load((ASKING / "nonsense.yaml").read_text(encoding="utf-8"))["questions"]
    answered = sum(listener.understand(text).is_confident for text in nonsense)
    print(f"nonsense: {answered} of {len(nonsense)} answered")
    session = Session(rulebook, AS_OF)
    print(f"a listener made: {_milliseconds(lambda: Listener(rulebook)):.0f} ms")
    print(f"a question understood: {_milliseconds(lambda: listener.understand(QUESTION)):.1f} ms")
    print(f"one fund answers: {_milliseconds(lambda: session.reply(QUESTION, funds=['title-iv-a'])):.0f} ms")
    print(f"every fund answers, facts ordered by trial: {_milliseconds(lambda: session.reply(QUESTION)):.0f} ms")


def _milliseconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000


if __name__ == "__main__":
    main()
