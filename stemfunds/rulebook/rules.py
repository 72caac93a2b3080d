"""Rules of the seven sections: authorities, what is not authorized, requirements, prohibitions, conditions, advice
and judgements.
"""

from __future__ import annotations

from typing import Any, cast

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Node
from stemfunds.reading.problems import Problems
from stemfunds.rulebook.citations import is_confirmed, read_citations
from stemfunds.rulebook.conditions import ConditionReader
from stemfunds.rulebook.entry import Entry
from stemfunds.rulebook.files import RuleFile
from stemfunds.rulebook.model import Rule, Section, Selector
from stemfunds.rulebook.words import Words

COMMON_KEYS = frozenset({"id", "says", "cite", "for", "step", "in_force", "determinable", "maturity"})
OWN_KEYS: dict[str, frozenset[str]] = {
    "authorities": frozenset({"when", "otherwise", "repair", "supported_by"}),
    "not_authorized": frozenset({"repair"}),
    "requirements": frozenset({"applies", "must", "otherwise", "weigh", "repair"}),
    "prohibitions": frozenset({"when", "weigh", "repair"}),
    "conditions": frozenset({"when", "do", "keep"}),
    "advice": frozenset({"when", "unless", "severity", "per", "weigh", "repair"}),
    "judgements": frozenset({"applies", "weigh", "repair"}),
}
SECTIONS = tuple(OWN_KEYS)
_TEST_KEY = {"authorities": "when", "requirements": "must", "prohibitions": "when", "conditions": "when", "advice": "when"}
_STEPS = {"authorities": "purpose", "not_authorized": "purpose", "conditions": "documentation", "judgements": "cost-principles"}
_SEVERITIES = {"conditions": "note", "judgements": "note"}
SELECTOR_KEYS = frozenset({"kinds", "items", "objects", "funds"})
PER = frozenset({"plan", "award", "activity", "charge"})
_REFUSING = frozenset({"requirements", "prohibitions"})


class RuleReader:
    """Reads the rules of one file for one owner: a fund or a framework."""

    def __init__(self, owner: str, words: Words, problems: Problems, extra: frozenset[str] = frozenset()) -> None:
        self.owner = owner
        self.extra = extra
        self.words = words
        self.problems = problems
        self.conditions = ConditionReader(words, problems)

    def read(self, section: str, node: Node) -> Rule:
        """One rule of a section."""
        entry = Entry(node, self.problems, COMMON_KEYS | OWN_KEYS[section] | self.extra, f"a rule of {section}")
        test_key = _TEST_KEY.get(section)
        test = entry.get(test_key) if test_key else None
        if section == "requirements" and test is None:
            entry.require("must")
        since, until = self.in_force(entry)
        rule = Rule(
            id=entry.required_text("id"),
            section=cast(Section, section),
            owner=self.owner,
            says=entry.required_text("says"),
            cite=read_citations(entry.require("cite"), self.words.sources, self.problems),
            step=self.step(entry, section),
            severity=cast(Any, self._severity(entry, section)),
            file=self.problems.file,
            line=entry.at.line,
            selector=self.selector(entry.get("for")),
            applies=self.conditions.read_optional(entry.get("applies")),
            test=self.conditions.read_optional(test),
            unless=self.conditions.read_optional(entry.get("unless")),
            otherwise=entry.text("otherwise"),
            repair=entry.text("repair"),
            do=entry.required_text("do") if section == "conditions" else "",
            keep=entry.texts("keep"),
            weigh=self._weighed(entry),
            supported_by=self._examples(entry),
            in_force_from=since,
            in_force_until=until,
            determinable=section == "judgements" or entry.flag("determinable"),
            trial=self._on_trial_unless_it_pays(entry, section),
            per=cast(Any, entry.choice("per", PER, "charge")),
        )
        self._check_sources(entry, rule)
        self._check_reach(entry, rule)
        return rule

    def selector(self, node: Node | None) -> Selector:
        """The static choice of charges; unknown names are problems."""
        if node is None:
            return Selector()
        entry = Entry(node, self.problems, SELECTOR_KEYS, "for")
        return Selector(
            kinds=self._known(entry, "kinds", self.words.kinds),
            items=self._known(entry, "items", self.words.items),
            objects=self._known(entry, "objects", self.words.object_classes),
            funds=self._known(entry, "funds", self.words.funds),
        )

    def step(self, entry: Entry, section: str) -> str:
        """The rung of the ladder on which the rule is asked."""
        usual = _STEPS.get(section) or ("cost-principles" if self.owner == "uniform-guidance" else "program")
        return entry.choice("step", frozenset(self.words.ladder) or frozenset({usual}), usual)

    def in_force(self, entry: Entry) -> tuple[str | None, str | None]:
        """The dates of federal awards from and until which the rule is law."""
        node = entry.get("in_force")
        if node is None:
            return None, None
        dates = Entry(node, self.problems, frozenset({"from", "until"}), "in_force")
        since, until = dates.date("from"), dates.date("until")
        if since and until and until <= since:
            self.problems.add(node, f"in_force: until {until} is not after from {since}")
        return since, until

    def _on_trial_unless_it_pays(self, entry: Entry, section: str) -> bool:
        trial = self.on_trial(entry)
        if trial and section in ("authorities", "not_authorized"):
            self.problems.add(entry.get("maturity") or entry.at, "an authority is never on trial: money is paid by it or not")
        return trial

    def on_trial(self, entry: Entry) -> bool:
        """Whether the rule is on trial: it warns and never refuses, asks or attaches a condition."""
        return entry.choice("maturity", frozenset({"trial", "settled"}), "settled") == "trial"

    def _check_reach(self, entry: Entry, rule: Rule) -> None:
        """Advice on a whole is not about kinds, items or object classes."""
        chosen = rule.selector
        if rule.per != "charge" and (chosen.kinds or chosen.items or chosen.objects):
            at = entry.get("for") or entry.at
            self.problems.add(at, f"{rule.id} is asked once per {rule.per}; it can choose funds, but no kinds, items or objects")

    def _severity(self, entry: Entry, section: str) -> str:
        if section == "advice":
            return entry.choice("severity", frozenset({"warning", "note"}))
        return _SEVERITIES.get(section, "error")

    def _known(self, entry: Entry, key: str, known: dict[str, Any]) -> tuple[str, ...]:
        for name in entry.texts(key):
            if name not in known:
                at = entry.get(key) or entry.at
                self.problems.add(at, f'unknown name "{name}" in {key}', found=name, nearest=nearest_name(name, known.keys()))
        return entry.texts(key)

    def _weighed(self, entry: Entry) -> tuple[str, ...]:
        for name in entry.texts("weigh"):
            at, (scope, _, figure) = entry.get("weigh") or entry.at, name.partition(".")
            if scope != "figure":
                self.words.fact(at, name, self.problems)
            elif figure not in self.words.figures:
                nearest = nearest_name(figure, self.words.figures)
                self.problems.add(at, f'unknown figure "{figure}"', found=figure, nearest=nearest)
        return entry.texts("weigh")

    def _examples(self, entry: Entry) -> tuple[str, ...]:
        for name in entry.texts("supported_by"):
            if name not in self.words.letter:
                at = entry.get("supported_by") or entry.at
                self.problems.add(at, f'unknown letter example "{name}"', nearest=nearest_name(name, self.words.letter.keys()))
        return entry.texts("supported_by")

    def _check_sources(self, entry: Entry, rule: Rule) -> None:
        """A rule that refuses money must rest on something that somebody read."""
        if any(citation.source not in self.words.sources for citation in rule.cite):
            return  # that is told already
        confirmed = [is_confirmed(citation, self.words.sources) for citation in rule.cite]
        if rule.section in _REFUSING and confirmed and not any(confirmed):
            self.problems.add(
                entry.at,
                f"{rule.id} refuses money and rests on no confirmed source: make it advice or a condition, or confirm a source",
            )


def refuse_rules_of_nobody(file: RuleFile) -> None:
    """Note rules in a file that names neither a fund nor a framework: nobody would ever ask them."""
    for key, _ in file.root:
        if key.text in (*SECTIONS, "limits"):
            file.problems.add(key, f"{key.text} stand in a file without fund or framework; say whose rules they are")
