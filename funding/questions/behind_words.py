"""The number of a question that a list stands behind, in words; and what of the list's rows the number counts.

In: the name of a number (`funding.questions.behind`). Out: « Qui décide › Jeune pousse », and a sentence where the number is
not the sum, or the count, of the rows: a share of them, a year of them, what is left of them.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _lazy

from funding.export_columns import Text
from funding.models.lines import COMMERCIAL, NEITHER, SEVERAL, UNNAMED
from funding.questions.flows import PARTLY, UNTRACED
from projects.choices import OrganizationKind, ProjectStage, Sector, UseFamily

# What each question is called where the filter stands.
NAMES: dict[str, Text] = {
    "who-decides": _lazy("Who decides"),
    "research-and-commercial": _lazy("Public research and commercial projects"),
    "traced": _lazy("Traced and untraced"),
    "concentration": _lazy("Concentration"),
    "repeat-participants": _lazy("Repeat participants"),
    "uses": _lazy("Uses"),
    "establishments": _lazy("Establishments"),
    "stages-and-programmes": _lazy("Stages and programmes"),
    "over-time": _lazy("Over time"),
    "what-became-of-them": _lazy("What became of them"),
}
# Parts of a name that a reader needs no word for: what follows says it.
SILENT = {
    *("body", "group", "bodies", "kind", "flow", "payer", "intermediary", "second", "recipient", "to", "in", "year"),
    *("side", "stage", "programme", "family", "type", "domain", "pair", "decider", "money"),
}
WORDS: Mapping[str, Text] = {
    **dict(OrganizationKind.choices),
    **dict(UseFamily.choices),
    **dict(ProjectStage.choices),
    **dict(Sector.choices),
    COMMERCIAL: _lazy("Commercial projects"),
    NEITHER: _lazy("On neither side"),
    SEVERAL: _lazy("several, shares not known"),
    UNNAMED: _lazy("not named"),
    UNTRACED: _lazy("distribution not in the register"),
    PARTLY: _lazy("not followed, only partly in the register’s scope"),
    "net": _lazy("net"),
    "gross": _lazy("gross"),
    "used": _lazy("what is counted"),
    "left": _lazy("left out"),
    "without": _lazy("without an amount"),
    "drawn": _lazy("all that is drawn"),
    "transfers": _lazy("transfers received"),
    "out": _lazy("handed on"),
    "named": _lazy("followed to a named recipient"),
    "aggregate": _lazy("handed on, recipients not told apart"),
    "withheld": _lazy("handed on, name withheld"),
    "elsewhere": _lazy("in another currency"),
    "rest": _lazy("what is left of them"),
    "sides": _lazy("both sides"),
    "dated": _lazy("with a year"),
    "undated": _lazy("without a year"),
    "untyped": _lazy("without a use"),
}


def told_number(named: str) -> str:
    """« Qui décide › net › Ministère › Jeune pousse »; a key or a year stays as it is."""
    question, *parts = named.split(":")
    told = [str(WORDS.get(part, part)) for part in parts if part not in SILENT]
    return " › ".join([str(NAMES.get(question, question)), *told])


# Where the number is not the sum, or the count, of the rows: (question, the first word of its name or the last) → why.
SHARES = _lazy(
    "Of an award to several bodies the figure counts the stated share only; the sums here are of whole awards."
)
YEARS = _lazy(
    "Of an award split over years the figure counts the part of that year; the sums here are of whole awards."
)
REST = _lazy(
    "The figure is what is left of these transfers after what comes out of them; the sums here are of the whole "
    "transfers."
)
PROJECTS = _lazy(
    "A number of projects counts each once, a line that stands for several as so many, and an award that names none not at all."
)
MEANS = _lazy(
    "A number of projects counts each once, a line that stands for several as so many, and an award that names none as one; "
    "a mean or a median leaves lines for several out, and amounts below zero."
)
RECORDS = _lazy("A record that stands for several projects counts as so many of them in the figure.")
PARTS: Mapping[tuple[str, str], Text] = {
    ("concentration", "body"): SHARES,
    ("concentration", "group"): SHARES,
    ("what-became-of-them", "body"): SHARES,
    ("what-became-of-them", "bodies"): SHARES,
    ("over-time", "money"): YEARS,
    ("traced", "rest"): REST,
    ("who-decides", UNTRACED): REST,
    ("who-decides", PARTLY): REST,
    ("research-and-commercial", "side"): MEANS,
    ("stages-and-programmes", "stage"): PROJECTS,
    **{("uses", kind): RECORDS for kind in ("type", "domain", "pair", "family", "untyped")},
}


def what_it_counts(named: str, of_projects: bool = False) -> str:
    """What of the rows the number counts, where it is not all of each; else nothing. A list of projects stands behind a
    number that it has exactly, but for records of several."""
    question, *parts = named.partition("?")[0].split(":")
    found = (PARTS.get((question, part), "") for part in (parts[0], parts[-1])) if parts else ()
    told = next(filter(None, found), "")
    return str(told if told is RECORDS or not of_projects else "")
