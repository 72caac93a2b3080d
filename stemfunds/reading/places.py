"""Districts, schools and grades: NCES ids, States, grade spans."""

from __future__ import annotations

import re

from stemfunds.reading.nearest import nearest_name
from stemfunds.reading.nodes import Node
from stemfunds.reading.problems import Problems
from stemfunds.reading.texts import BARE_WORDS, one_value, refuse

_NAMES = (
    "AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,"
    "DC District of Columbia,FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,"
    "KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,"
    "MN Minnesota,MS Mississippi,"
    "MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,"
    "NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,"
    "SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,"
    "WV West Virginia,WI Wisconsin,WY Wyoming,AS American Samoa,GU Guam,MP Northern Mariana Islands,"
    "PR Puerto Rico,VI Virgin Islands,BI Bureau of Indian Education"
)
STATES = {entry[:2]: entry[3:] for entry in _NAMES.split(",")}
A_STATE = "a State by its two letters, such as OH"
A_GRADE_SPAN = "grades such as K-5, PK-2, 6-8 or 9"

_GRADES = {"PK": -1, "K": 0, **{str(grade): grade for grade in range(1, 13)}}
_GRADE_SPAN = r"(PK|K|1[0-2]|[1-9])(?: ?[-\u2013] ?(PK|K|1[0-2]|[1-9]))?"
_OTHER_GRADES = (
    ("pre-kindergarten", "PK"),
    ("prekindergarten", "PK"),
    ("pre-k", "PK"),
    ("prek", "PK"),
    ("kg", "K"),
)


def nces_id(node: Node, problems: Problems, name: str = "nces_id", digits: int = 7) -> str | None:
    """The NCES id of a district, kept as text with its leading zero."""
    whose = "district" if digits == 7 else "school"
    expected = f"the {digits} digits of an NCES {whose} id"
    value = one_value(node, problems, name, expected)
    if value is None:
        return None
    typed = value.text.strip()
    if re.fullmatch(rf"[0-9]{{{digits}}}", typed):
        return typed
    meant, why = None, ""
    if re.fullmatch(rf"[0-9]{{{digits - 1}}}", typed):
        meant, why = "0" + typed, "a leading zero is missing"
    elif re.fullmatch(rf"[0-9 -]{{{digits},}}", typed) and len(re.sub("[ -]", "", typed)) == digits:
        meant = re.sub("[ -]", "", typed)
    elif re.fullmatch(r"0[ox][0-9A-Fa-f]+|[0-9.]+[eE][+-]?[0-9]+|[0-9]+\.0+", typed):
        why = "a spreadsheet or program turned the id into a number"
    refuse(value, problems, name, expected, meant, why)
    return None


def nces_school_id(node: Node, problems: Problems, name: str = "nces_id") -> str | None:
    """The NCES id of a school: the 7 digits of its district and 5 of its own."""
    return nces_id(node, problems, name, 12)


def state(node: Node, problems: Problems, name: str = "state") -> str | None:
    """The postal letters of a State, an outlying area, or BI for the Bureau of Indian Education."""
    value = one_value(node, problems, name, A_STATE)
    if value is None:
        return None
    typed = value.text.strip()
    if typed in STATES:
        return typed
    if typed.lower() in BARE_WORDS:
        refuse(value, problems, name, A_STATE, why="this is not a State")
        return None
    by_name = {full: short for short, full in STATES.items()}
    near = nearest_name(typed, by_name) if len(typed) > 3 else None
    near = typed.upper() if typed.upper() in STATES else near
    refuse(value, problems, name, A_STATE, near)
    return None


def grades(node: Node, problems: Problems, name: str = "grades") -> tuple[int, int] | None:
    """The lowest and the highest grade of a span; prekindergarten is -1, kindergarten 0."""
    value = one_value(node, problems, name, A_GRADE_SPAN)
    if value is None:
        return None
    typed = value.text.strip()
    found = re.fullmatch(_GRADE_SPAN, typed)
    if found is None:
        refuse(value, problems, name, A_GRADE_SPAN, _probable_span(typed))
        return None
    lowest, highest = _GRADES[found[1]], _GRADES[found[2] or found[1]]
    if lowest > highest:
        refuse(value, problems, name, A_GRADE_SPAN, f"{found[2]}-{found[1]}", "the lower grade comes first")
        return None
    return lowest, highest


def grades_text(span: tuple[int, int]) -> str:
    """A grade span as people write it: `K-5`, `9`."""
    words = {number: word for word, number in _GRADES.items()}
    lowest, highest = words[span[0]], words[span[1]]
    return lowest if lowest == highest else f"{lowest}-{highest}"


def _probable_span(typed: str) -> str | None:
    """The span that is probably meant by other words for it."""
    word = re.sub(r"(?:grades?|gr\.?) *", "", typed.lower())
    for other, grade in _OTHER_GRADES:
        word = word.replace(other, grade)
    word = re.sub(r"(?<=[0-9])(?:st|nd|rd|th)", "", word)
    word = re.sub(r" *(?:to|through|thru|\u2013|-) *", "-", word).upper()
    word = re.sub(r"(?<![0-9])0(?=[1-9])", "", word)
    return word if re.fullmatch(_GRADE_SPAN, word) else None
