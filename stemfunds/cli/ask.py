"""`stemfunds ask`: one question from the terminal, no plan needed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stemfunds.cli import completing
from stemfunds.cli.options import VERDICTS, AsOf, NoColor, Packs, checked_packs, judged_on, refuse
from stemfunds.cli.settings import in_force
from stemfunds.reading.nearest import nearest_name

if TYPE_CHECKING:
    from collections.abc import Collection

    from stemfunds.asking.session import Reply, Session
    from stemfunds.rulebook.model import Rulebook

_FORMATS = ("table", "json")
_STATE = "district.state"


def ask(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help='What is to be paid, in your words: "subs while teachers attend PD".')
    ],
    fund: Annotated[
        list[str] | None,
        typer.Option(
            "--fund",
            metavar="FUND",
            help='Ask only this fund, such as title-iv-a or "Title 4"; several times for several; all for every fund.',
            autocompletion=completing.funds,
        ),
    ] = None,
    fact: Annotated[
        list[str] | None,
        typer.Option(
            "--fact",
            metavar="NAME=VALUE",
            help="A fact that is known, such as title_i_status=schoolwide.",
            autocompletion=completing.facts,
        ),
    ] = None,
    kind: Annotated[
        str,
        typer.Option(
            "--kind", metavar="KIND", help="The kind of activity, if it was read wrong.", autocompletion=completing.kinds
        ),
    ] = "",
    item: Annotated[
        str,
        typer.Option(
            "--item", metavar="ITEM", help="The item that is bought, if it was read wrong.", autocompletion=completing.items
        ),
    ] = "",
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="table or json.", autocompletion=completing.one_of(_FORMATS))
    ] = "table",
    no_input: Annotated[bool, typer.Option("--no-input", help="Ask nothing back, even on a terminal.")] = False,
    packs: Packs = None,
    as_of: AsOf = None,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on",
            metavar="VERDICT",
            help="End with status 1 if every asked fund has this verdict or a worse one: " + ", ".join(VERDICTS) + ".",
            autocompletion=completing.one_of(VERDICTS),
        ),
    ] = "not-allowable",
    no_color: NoColor = False,
) -> None:
    """Ask whether a cost may be paid, and by which fund, in your own words.

    Says how the question was understood, what each fund says to it and why, and which facts would decide. On a terminal it asks
    them, the most deciding one first; Enter skips a question, ? tells why it is asked.

    \b
    Examples:
      stemfunds ask "3D printers for the middle school makerspace"
      stemfunds ask "subs while science teachers attend PD" --fund title-ii-a
      stemfunds ask "VEX fees" --fund "Title 4" --fact organizer=nonprofit
      stemfunds ask "gift cards for survey takers" --format json
    """
    from stemfunds.asking.given import read_given
    from stemfunds.asking.session import Session
    from stemfunds.judging.verdicts import Verdict
    from stemfunds.rulebook.compiled import load_rulebook

    rulebook = load_rulebook(checked_packs(packs))
    facts, wrong = read_given(fact or (), rulebook)
    if state := in_force(Path(), {}).values["state"]:
        facts.setdefault(_STATE, state)
    funds = [found for one in fund or () for found in _funds(one, rulebook, wrong)]
    for what, word, words in (("kind", kind, rulebook.kinds), ("item", item, rulebook.items)):
        _known(what, word, list(words), wrong)
    _known("format", form, _FORMATS, wrong)
    _known("verdict", fail_on, VERDICTS, wrong)
    if not text.strip():
        wrong.append('there is no question; expected a few words in quotes, such as "3D printers for the makerspace"')
    if wrong:
        raise refuse("\n".join(wrong))
    asks = form == "table" and not no_input and sys.stdin.isatty() and sys.stdout.isatty()
    session = Session(rulebook, judged_on(as_of), patient=asks)
    reply = session.reply(text.strip(), kind=kind, item=item, funds=funds, facts=facts)
    if form == "json":
        from stemfunds.asking.document import document

        sys.stdout.write(document(reply, rulebook))
    if not reply.understood.is_confident:
        raise _not_understood(reply, rulebook)
    if form == "table":
        reply = _told(session, reply, asks=asks, no_color=no_color)
    if reply.best.at_least_as_bad_as(Verdict(fail_on)):
        raise typer.Exit(1)


def _told(session: Session, reply: Reply, *, asks: bool, no_color: bool) -> Reply:
    """Print the reply, after the questions that a terminal allows; give it back as it stands then."""
    from stemfunds.asking.report import reply_lines
    from stemfunds.cli.printing import show
    from stemfunds.reporting.output import width

    if not asks or not reply.open:
        show(reply_lines(reply, session.rulebook, width()), no_color=no_color)
        return reply
    from stemfunds.asking.interview import Interview
    from stemfunds.cli.printing import plain_prompts

    plain_prompts(no_color=no_color)
    interview = Interview(session, reply, lambda lines: show(lines, no_color=no_color), width())
    interrupted = interview.run()
    show(reply_lines(interview.reply, session.rulebook, width()), no_color=no_color)
    show(interview.how_to_repeat(), no_color=no_color)
    if interrupted:
        sys.stdout.flush()
        raise KeyboardInterrupt
    return interview.reply


def _not_understood(reply: Reply, rulebook: Rulebook) -> typer.Exit:
    """Say so on standard error, with the nearest kinds and items."""
    from stemfunds.asking.report import not_understood_lines
    from stemfunds.reporting.output import width
    from stemfunds.reporting.styled import plain

    return refuse("\n".join(plain(line) for line in not_understood_lines(reply, rulebook, width())))


def _funds(typed: str, rulebook: Rulebook, wrong: list[str]) -> list[str]:
    """The funds that a word means: one by its id or an everyday name, or all."""
    from stemfunds.judging.vocabulary import fund_names

    if typed.casefold() == "all":
        return [fund.id for fund in rulebook.funds.values() if fund.window is not None]
    names = fund_names(rulebook)
    found = {name.casefold(): identity for name, identity in names.items()}.get(typed.casefold())
    if found is None:
        near = nearest_name(typed, names)
        wrong.append(f'unknown fund "{typed}"' + (f' (did you mean "{near}"?)' if near else "; stemfunds funds lists them"))
    return [] if found is None else [found]


def _known(what: str, word: str, words: Collection[str], wrong: list[str]) -> None:
    """Note a word that is none of the known ones; an empty one is not given."""
    if word and word not in words:
        near = nearest_name(word, words)
        hint = f' (did you mean "{near}"?)' if near else ""
        expected = f"; expected {', '.join(words)}" if len(words) < 6 else f"; stemfunds {what}s lists them"
        wrong.append(f'unknown {what} "{word}"{hint}{expected}')
