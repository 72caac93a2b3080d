"""Numbers as people write them in budgets: exact, with or without thousands commas, never guessed."""

from __future__ import annotations

import re
from decimal import Decimal

from stemfunds.reading.nodes import Node
from stemfunds.reading.problems import Problems
from stemfunds.reading.texts import one_value, refuse

LARGEST_NUMBER = 1_000_000_000
DOLLARS_AND_CENTS = "dollars and cents, such as 12500.00"

_MINUS = "\u2212"  # the typographic minus of word processors
_WHOLE = "(?:0|[1-9][0-9]{0,11}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,3})"
_INTEGER = _WHOLE
_NUMBER = rf"[-{_MINUS}]?{_WHOLE}(?:\.[0-9]{{1,6}})?"
_MONEY = rf"(?P<minus>[-{_MINUS}]?) ?\$? ?(?P<dollars>{_WHOLE})(?:\.(?P<cents>[0-9]{{1,2}}))?"
_PRICE = rf"\$? ?({_WHOLE}(?:\.[0-9]{{1,4}})?)"
_PERCENT = r"(?P<number>(?:0|[1-9][0-9]{0,3})(?:\.[0-9]{1,6})?) ?(?P<sign>%?)"


def money(node: Node, problems: Problems, name: str = "amount", negative: bool = False) -> int | None:
    """An amount in whole cents; `12500`, `12,500.00` and `$12,500` are the same, `12.5k` is refused."""
    value = one_value(node, problems, name, DOLLARS_AND_CENTS)
    if value is None:
        return None
    found = re.fullmatch(_MONEY, value.text.strip())
    if found is None:
        why = _letters_for_digits(value.text.strip()) or _too_large(value.text.strip())
        refuse(value, problems, name, DOLLARS_AND_CENTS, why=why)
        return None
    cents = int(found["dollars"].replace(",", "")) * 100 + int((found["cents"] or "").ljust(2, "0"))
    if found["minus"] and not negative:
        refuse(value, problems, name, "an amount of zero or more")
        return None
    return -cents if found["minus"] else cents


def unit_price(node: Node, problems: Problems, name: str = "unit_cost") -> Decimal | None:
    """A price in dollars, exact to a hundredth of a cent, such as a mileage rate of 0.725."""
    expected = "dollars and cents, such as 40.00 (a rate may have four decimals, such as 0.725)"
    value = one_value(node, problems, name, expected)
    if value is None:
        return None
    found = re.fullmatch(_PRICE, value.text.strip())
    if found is None:
        refuse(value, problems, name, expected)
        return None
    return Decimal(found[1].replace(",", ""))


def _letters_for_digits(typed: str) -> str:
    """What to say of an amount in which only the letter O or l stands where a digit belongs."""
    letters = [letter for letter in "Ool" if letter in typed]
    if not letters or re.fullmatch(_MONEY, typed.translate({ord("O"): "0", ord("o"): "0", ord("l"): "1"})) is None:
        return ""
    return f"the letter {letters[0]} stands where a digit belongs"


def _too_large(typed: str) -> str:
    """What to say of an amount that has more digits than any budget."""
    return "the amount is too large" if re.fullmatch(r"\$? ?[0-9]{13,}(?:\.[0-9]{1,2})?", typed.replace(",", "")) else ""


def money_text(cents: int) -> str:
    """Cents as plain dollars and cents, as a plan file holds them: `-12500.00`."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def dollars(cents: int) -> str:
    """Cents as people write money: `$12,500.00`; a negative amount stands in parentheses, as in every budget."""
    text = f"${abs(cents) // 100:,}.{abs(cents) % 100:02d}"
    return f"({text})" if cents < 0 else text


def percent(node: Node, problems: Problems, name: str = "percent", most: int = 100) -> Decimal | None:
    """A percentage from 0 to 100, exact; `60`, `60%` and `33.33` fit, a share such as 0.15 is asked about."""
    expected = f"a percentage from 0 to {most}, such as 15 or 12.5"
    value = one_value(node, problems, name, expected)
    if value is None:
        return None
    found = re.fullmatch(_PERCENT, value.text.strip())
    number = Decimal(found["number"]) if found else None
    if found is None or number is None or number > most:
        refuse(value, problems, name, expected)
        return None
    if 0 < number < 1 and not found["sign"]:
        meant, less = plain(number * 100), f"{plain(number)}%"
        refuse(value, problems, name, f"{meant} if {meant} percent is meant, {less} if less than one is meant")
        return None
    return number


def integer(node: Node, problems: Problems, name: str = "number", least: int = 0, most: int = LARGEST_NUMBER) -> int | None:
    """A whole number, with or without thousands commas."""
    span = f"of {least} or more" if most >= LARGEST_NUMBER else f"from {least} to {most}"
    expected = f"a whole number {span}"
    value = one_value(node, problems, name, expected)
    if value is None:
        return None
    typed = value.text.strip()
    if re.fullmatch(_INTEGER, typed) is None or not least <= int(typed.replace(",", "")) <= most:
        meant = typed.removesuffix(".0")
        refuse(value, problems, name, expected, meant if meant != typed and meant.isdigit() else None)
        return None
    return int(typed.replace(",", ""))


def decimal_number(node: Node, problems: Problems, name: str = "number", negative: bool = False) -> Decimal | None:
    """An exact number with at most six decimals, such as a quantity of hours."""
    expected = "a number, such as 30 or 2.5"
    value = one_value(node, problems, name, expected)
    if value is None:
        return None
    typed = value.text.strip()
    if re.fullmatch(_NUMBER, typed) is None:
        refuse(value, problems, name, expected)
        return None
    number = Decimal(typed.replace(",", "").replace(_MINUS, "-"))
    if number < 0 and not negative:
        refuse(value, problems, name, "a number of zero or more")
        return None
    return number


def plain(number: Decimal) -> str:
    """A number without trailing zeros and without an exponent: `12.5`, `100`."""
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
