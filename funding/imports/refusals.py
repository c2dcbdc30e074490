"""Applications that were refused: a list of them has a column that says what was decided, and they are no awards.

Comes in: the heading of a column, a cell. Goes out: whether it tells decisions, whether it says no.
"""

import re
from typing import Any

from funding.imports.document import Column
from funding.imports.lexicon import folded

DECISION = re.compile(r"(decisions?|statuts?|resultats?|recommandations?|etat|reponse|status|outcome|results?)\b")
REFUSED = re.compile(
    r"(demande |application |projet )?(refuse\w*|refus|rejete\w*|rejet|inadmissibles?|ineligibles?|declined?|rejected|denied|"
    r"unsuccessful|retiree?s?|withdrawn|desistement|"
    r"non (retenu|finance|recommande|admissible|accorde|accepte|selectionne|approuve|eligible)\w*|"
    r"not (funded|approved|recommended|awarded|selected|accepted))"
)


def tells_decisions(column: Column) -> bool:
    return column.field in {"", "project_status"} and DECISION.match(folded(column.header)) is not None


def is_refusal(cell: Any) -> bool:
    return isinstance(cell, str) and REFUSED.fullmatch(folded(cell)) is not None
