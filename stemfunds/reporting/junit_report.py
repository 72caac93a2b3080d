"""Results as JUnit XML: a suite for each plan, a case for each charge and each limit.

A case fails when its verdict is as bad as `--fail-on`, or worse; an open one that does not fail is skipped with its questions.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence

from stemfunds.judging.limits import arithmetic_words
from stemfunds.judging.result import ActivityResult, ChargeResult, Finding, LimitResult, LineResult, PlanResult
from stemfunds.judging.verdicts import Verdict, worst
from stemfunds.reading.problems import Problem
from stemfunds.reporting.grouped import place_of
from stemfunds.reporting.words import NAMES, citation_words

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OF_STATUS = {"met": Verdict.ALLOWABLE, "unknown": Verdict.NEEDS_INFORMATION, "breached": Verdict.NOT_ALLOWABLE}


def document(results: Sequence[PlanResult], fail_on: Verdict, problems: Sequence[Problem] = ()) -> str:
    """The whole XML document. Files that cannot be used are suites with one case in error for each problem."""
    broken = dict.fromkeys(problem.file for problem in problems)
    suites = [_suite(result, fail_on) for result in results]
    suites += [_broken(file, [problem for problem in problems if problem.file == file]) for file in broken]
    root = ET.Element("testsuites", name="stemfunds check")
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in suites)))
    root.extend(suites)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(result: PlanResult, fail_on: Verdict) -> ET.Element:
    cases = [_charge_case(*placed, fail_on) for placed in result.placed_charges]
    cases += [_limit_case(limit, result, fail_on) for limit in result.limits]
    cases += [_finding_case(finding, fail_on) for finding in _of_no_case(result)]
    return _counted(result.plan.path or result.plan.title, cases)


def _broken(file: str, problems: Iterable[Problem]) -> ET.Element:
    cases = []
    for problem in problems:
        case = _case("form", problem.place or f"line {problem.line}, column {problem.column}", problem.file)
        error = ET.SubElement(case, "error", message=_clean(problem.message), type="unusable-input")
        error.text = _clean(str(problem))
        cases.append(case)
    return _counted(file, cases)


def _counted(name: str, cases: list[ET.Element]) -> ET.Element:
    suite = ET.Element("testsuite", name=_clean(name), tests=str(len(cases)))
    for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(attribute, str(sum(case.find(tag) is not None for case in cases)))
    suite.extend(cases)
    return suite


def _charge_case(activity: ActivityResult, line: LineResult, charge: ChargeResult, fail_on: Verdict) -> ET.Element:
    file = next((finding.at.file for finding in charge.findings if finding.at.file), "")
    case = _case(activity.id, f"{line.id} charged to {charge.award.id}", file)
    verdict = worst(finding.verdict for finding in charge.findings if finding.acceptance is None)
    deciding = [f for f in charge.findings if f.verdict is verdict and f.acceptance is None]
    _conclude(case, verdict, deciding, fail_on)
    others = [f for f in charge.findings if f not in deciding and f.severity != "note"]
    if charge.authority is not None or others:
        by = [f"by {charge.authority.rule}: {charge.authority.says}"] if charge.authority is not None else []
        ET.SubElement(case, "system-out").text = _clean("\n".join([*by, *map(_words, others)]))
    return case


def _limit_case(limit: LimitResult, result: PlanResult, fail_on: Verdict) -> ET.Element:
    place = "/".join(part for part in (limit.award, limit.activity) if part) or "the plan"
    case = _case("limits", f"{limit.rule} {place}", result.plan.at.file)
    verdict = _OF_STATUS[limit.status]
    about = [f for f in result.findings if (f.rule, f.award or "", f.activity) == (limit.rule, limit.award, limit.activity)]
    if about and all(finding.acceptance for finding in about):
        verdict = Verdict.ALLOWABLE
    _conclude(case, verdict, about, fail_on, arithmetic_words(limit))
    return case


def _finding_case(finding: Finding, fail_on: Verdict) -> ET.Element:
    case = _case("plan", f"{finding.rule} {place_of(finding)}", finding.at.file)
    _conclude(case, finding.verdict, [finding], fail_on)
    return case


def _of_no_case(result: PlanResult) -> list[Finding]:
    """The findings of the plan that are not about a limit: each is a case of its own."""
    limits = {limit.rule for limit in result.limits}
    return [
        finding
        for finding in result.findings
        if finding.rule not in limits and finding.verdict is not Verdict.ALLOWABLE and finding.acceptance is None
    ]


def _case(suite: str, name: str, file: str) -> ET.Element:
    case = ET.Element("testcase", classname=_clean(suite), name=_clean(name))
    if file:
        case.set("file", _clean(file))
    return case


def _conclude(case: ET.Element, verdict: Verdict, findings: Sequence[Finding], fail_on: Verdict, words: str = "") -> None:
    """Mark a case as failed or skipped with what decided it; what is accepted fails nothing."""
    fails = verdict.at_least_as_bad_as(fail_on) and verdict is not Verdict.ALLOWABLE
    if not fails and verdict is not Verdict.NEEDS_INFORMATION:
        return
    first = findings[0].message if findings else words or NAMES[verdict]
    outcome = ET.SubElement(case, "failure" if fails else "skipped", message=_clean(f"{NAMES[verdict]}: {first}"))
    if fails:
        outcome.set("type", verdict.value)
    outcome.text = _clean("\n".join([*([words] if words else []), *map(_words, findings)]))


def _words(finding: Finding) -> str:
    cited = citation_words(finding)
    return " ".join(part for part in (f"{finding.rule}:", finding.message, f"[{cited}]" if cited else "", finding.hint) if part)


def _clean(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)
