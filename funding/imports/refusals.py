"""Applications that were refused, and awards that were cancelled: they are no awards, and their rows say so in a column of
decisions, in a remark, or beside a name.

Comes in: the heading of a column, a cell. Goes out: whether it tells decisions, whether it says no.
"""

import re
from typing import Any

from funding.imports.document import Column
from funding.imports.lexicon import folded

DECISION = re.compile(r"(decisions?|statuts?|resultats?|recommandations?|etat|reponse|status|outcome|results?)\b")
REFUSED = re.compile(
    r"(demande |application |projet )?(refuse\w*|refus|rejete\w*|rejet|inadmissibles?|ineligibles?|declined?|rejected|denied|"
    r"unsuccessful|retiree?s?|withdrawn|desistement|abandonnee?s?|abandoned|caduque?s?|suspendue?s?|suspended|on hold|"
    r"annul\w*|cancell?ed|resili\w*|terminated|en attente( .*)?|pending|a l'etude|under review|en suspens|"
    r"en( cours d')? ?(analyse|evaluation|examen)|"
    r"non (retenu|finance|recommande|admissible|accorde|accepte|selectionne|approuve|eligible)\w*|"
    r"not (funded|approved|recommended|awarded|selected|accepted))"
)


REMARKS = re.compile(r"(remarques?|notes?|commentaires?|observations?|precisions?|comments?|remarks?)\b")
HINT = re.compile(r"annul|cancel|résili|resili", re.IGNORECASE)
WAS_CANCELLED = re.compile(
    r"\b(annulee?s?|cancell?ed|resiliee?s?|desistement|withdrawn)\b|\b(aucune? (somme|montant|versement)|rien) n(e fut|'a ete) verse|"
    r"\baucune? (somme|montant|versement)( n'a ete)? versee?\b|\bnon versee?s?\b"
)
# « CHUM (annulé) », « Mila – projet annulé », « ANNULÉ : … »: beside a name, and no part of it.
BESIDE_A_NAME = re.compile(
    r"(^\s*[(\[]?|[(\[:*–—]\s*|\s-\s*)(projet |demande |subvention |contrat |project |grant )?"
    r"(annulée?s?|annulee?s?|cancell?ed|résiliée?s?|resiliee?s?)\s*([)\]:*–—]|-\s|$)",
    re.IGNORECASE,
)
NAMES = frozenset({"recipient", "title", "project", "programme", "description"})


def tells_remarks(column: Column) -> bool:
    return column.field in {"", "note"} and REMARKS.match(folded(column.header)) is not None


def is_cancelled_in_remark(cell: str) -> bool:
    """Whether a remark says that the award is none any more."""
    return WAS_CANCELLED.search(folded(cell)) is not None


def is_cancelled_beside_name(cell: str) -> bool:
    """Whether what stands beside a name says so."""
    return HINT.search(cell) is not None and BESIDE_A_NAME.search(cell) is not None


def tells_decisions(column: Column) -> bool:
    return column.field in {"", "project_status"} and DECISION.match(folded(column.header)) is not None


def is_refusal(cell: Any) -> bool:
    return isinstance(cell, str) and REFUSED.fullmatch(folded(cell)) is not None
