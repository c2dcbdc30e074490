"""The figures that a source states, found by what stands on them: their rule, and their part in an answer.

In: reported figures. Out: those that are asked for, in the order in which their source gives them. Nothing is found by a
key, so that every register can state its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from funding.choices import AnswerPart, CountRule
from funding.models import ReportedFigure

MONEY_OF_A_BODY = (CountRule.TRANSFERS, CountRule.HANDED_ON, CountRule.REMAINDER, CountRule.SAME_MONEY)

Figures = Iterable[ReportedFigure]


def playing(figures: Figures, *parts: AnswerPart) -> list[ReportedFigure]:
    """The figures that play one of these parts, part by part."""
    found = list(figures)
    return [figure for part in parts for figure in found if figure.part == part]


def of_part(figures: Figures, part: AnswerPart) -> ReportedFigure | None:
    return next((figure for figure in playing(figures, part) if figure.value is not None), None)


def ruled(figures: Figures, *rules: CountRule, terms: str = "") -> list[ReportedFigure]:
    """The figures of these rules, rule by rule; with `terms`, those that are counted of exactly that."""
    found = [figure for figure in figures if not terms or figure.rule_terms == terms]
    return [figure for rule in rules for figure in found if figure.rule == rule]


def of_rule(figures: Figures, rule: CountRule, terms: str = "") -> ReportedFigure | None:
    return next((figure for figure in ruled(figures, rule, terms=terms) if figure.value is not None), None)


@dataclass(frozen=True)
class Followed:
    """What a source states of one body's money: received, handed on and known, and what is left."""

    received: ReportedFigure
    traced: ReportedFigure
    rest: ReportedFigure


def followed(figures: Figures) -> Followed | None:
    """The first body of which a source states all three."""
    found = list(figures)
    for received in ruled(found, CountRule.TRANSFERS):
        body = received.organization_id
        mine = [figure for figure in found if body and figure.organization_id == body]
        traced, rest = of_rule(mine, CountRule.HANDED_ON), of_rule(mine, CountRule.REMAINDER)
        if traced and rest and received.value is not None:
            return Followed(received, traced, rest)
    return None


def money_of_bodies(figures: Figures) -> list[ReportedFigure]:
    """What a source states of the bodies of which it says how far their money can be followed."""
    found = list(figures)
    rest = ruled(found, CountRule.HANDED_ON, CountRule.REMAINDER)
    bodies = {figure.organization_id for figure in rest if figure.organization_id}
    return [figure for figure in ruled(found, *MONEY_OF_A_BODY) if figure.organization_id in bodies]


def per_body(figures: Figures) -> Sequence[ReportedFigure]:
    """The table of a source that counts the projects of each body; the largest first."""
    found = [figure for figure in ruled(figures, CountRule.PROJECTS) if figure.table and figure.organization_id]
    first = found[0].table if found else ""
    mine = [figure for figure in found if figure.table == first and figure.value is not None]
    return sorted(mine, key=lambda figure: -(figure.value or 0))
