"""What the rules leave open, as numbered items: refused charges, questions, unexplained warnings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from stemfunds.judging.result import FactNeeded, Finding, PlacedCharge
from stemfunds.judging.verdicts import Verdict
from stemfunds.justify.document import Text
from stemfunds.justify.material import Concern, Material, citations
from stemfunds.justify.words import capital, clean, joined, plain, quiet, sentence, strong

Members = list[tuple[FactNeeded, Finding, PlacedCharge | None]]

ANSWERS = {
    "yes-no": "yes or no",
    "choice": "one of",
    "choices": "any of",
    "money": "an amount in dollars and cents",
    "number": "a number",
    "percent": "a percentage",
    "date": "a date",
    "text": "a short text",
}
"""How a fact of a type is answered, in words."""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One thing to settle: what it is, what settles it, what it concerns, which findings it ends."""

    group: str
    what: tuple[Text, ...]
    settle: tuple[Text, ...]
    concerns: Text
    findings: tuple[Finding, ...] = ()


def unsettled(material: Material) -> tuple[OpenItem, ...]:
    """Everything that the rules leave open, the gravest first."""
    return (*_refused(material), *_asked(material), *_unexplained(material))


def number(at: int) -> str:
    """What the item at a place of the list, counted from 1, is called: ``O3``."""
    return f"O{at}"


def numbers_of(items: Iterable[OpenItem]) -> Mapping[Finding, tuple[str, ...]]:
    """For each finding the numbers of the items that settle it."""
    found: dict[Finding, tuple[str, ...]] = {}
    for at, item in enumerate(items, 1):
        for finding in item.findings:
            found[finding] = (*found.get(finding, ()), number(at))
    return found


# --- charges that nothing supports, and warnings ------------------------------------------------------------


def _refused(material: Material) -> Iterator[OpenItem]:
    hint = "Take the charge out, or change what the finding names."
    for concern in material.concerns(lambda finding: finding.verdict is Verdict.NOT_ALLOWABLE):
        reason = concern.finding.reason
        known = material.rulebook.reasons.get(reason.value) if reason else None
        yield _item(material, "refused", concern, hint, strong(known.title) if known else ())


def _unexplained(material: Material) -> Iterator[OpenItem]:
    hint = "Change the plan, or explain the warning in it."
    for concern in material.concerns(is_unexplained):
        yield _item(material, "unexplained", concern, hint)


def is_unexplained(finding: Finding) -> bool:
    """Whether a finding is a warning that nobody has answered; what blocks a cost is told elsewhere."""
    grave = finding.severity in ("warning", "error")
    return grave and finding.verdict is Verdict.ALLOWABLE and finding.explanation is None


def _item(material: Material, group: str, concern: Concern, hint: str, above: Text = ()) -> OpenItem:
    finding = concern.finding
    source = joined(citations(finding.citations), quiet(f"[{finding.rule}]"))
    what = tuple(text for text in (above, plain(finding.message), source) if text)
    settle = (plain(finding.hint or hint),)
    return OpenItem(group, what, settle, _concerned(material, concern), concern.findings)


# --- questions ----------------------------------------------------------------------------------------------


def _asked(material: Material) -> Iterator[OpenItem]:
    """Each question once, with all that waits for its answer; about two schools it is two questions."""
    schools = {school.id: school.name for school in material.plan.schools}
    questions: dict[tuple[str, str], Members] = {}
    open_findings = [(f, place) for f, place in material.findings if f.verdict is Verdict.NEEDS_INFORMATION]
    for finding, place in open_findings:
        for needed in finding.facts_needed:
            about = needed.subject if needed.subject in schools else ""
            questions.setdefault((needed.fact, about), []).append((needed, finding, place))
    for (_, about), members in questions.items():
        yield _question(material, members, schools.get(about, ""))
    for concern in material.concerns(_is_open_without_question):
        yield _item(material, "asked", concern, "See the rule.")


def _is_open_without_question(finding: Finding) -> bool:
    return finding.verdict is Verdict.NEEDS_INFORMATION and not finding.facts_needed


def _question(material: Material, members: Members, school: str) -> OpenItem:
    needed = members[0][0]
    concern = material.concern([(finding, place) for _, finding, place in members])
    rules = dict.fromkeys(finding.rule for _, finding, _ in members)
    about = strong(f"{school}:") if school else ()
    why = plain(sentence(needed.why))
    what = (joined(about, strong(needed.question)), *([why] if why else []), quiet(f"[{', '.join(rules)}]"))
    return OpenItem("asked", what, tuple(_answer(needed)), _concerned(material, concern), concern.findings)


def _answer(needed: FactNeeded) -> Iterator[Text]:
    form = ANSWERS.get(needed.type, needed.type)
    if needed.choices:
        form = f"{form}: {'; '.join(clean(name) for _, name in needed.choices)}"
    yield plain(sentence(capital(form)))
    yield quiet(f"In the plan: {needed.fact}")


def _concerned(material: Material, concern: Concern) -> Text:
    return plain(capital(material.what_it_concerns(concern)))


def in_words(numbers: Iterable[str]) -> str:
    """``O1–O3, O5``: numbers in their order, each once, neighbours drawn together."""
    runs: list[list[int]] = []
    for at in sorted({int(name.removeprefix("O")) for name in numbers}):
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return ", ".join(_run(run) for run in runs)


def _run(run: list[int]) -> str:
    if len(run) > 2:
        return f"{number(run[0])}–{number(run[-1])}"
    return ", ".join(map(number, run))
