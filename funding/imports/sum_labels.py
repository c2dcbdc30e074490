"""How a row says in words that it is a sum, or that it carries one over to the next page.

Comes in: the text of a cell. Goes out: whether it is the label of a sum, and how surely: bodies are called « Ensemble
Caprice », « Somme Toute inc. » and « TotalEnergies ».
"""

import re

from funding.imports.lexicon import folded

TOTAL = re.compile(
    r"(grand total|total general|total global|sous total|sub "
    r"total|soustotal|subtotal|totaux|total|somme|ensemble|cumul|sum)\b"
)
SUBTOTAL = re.compile(r"(sous total|sub total|soustotal|subtotal)\b")
GRAND_TOTAL = re.compile(r"(grand total|total general|total global|total des|total de l'ensemble)\b")
BARE, SAID, PERHAPS = "bare", "said", "perhaps"
# After its word a label has a mark, a number, or one of these.
SEPARATED = re.compile(r"\s*[^\W\d_]+(\s+-\s|\s*[–—:(/|.=*])")
FIRST_WORDS = re.compile(
    r"(\d|\$|(a|au|aux|de|d'|des|du|la|le|les|pour|par|en|of|for|the|in|by|general|global|partiel|cumulatif|cumule|annuel|"
    r"final|provisoire|net|brut|montants?|amounts?|page|section|volet|programmes?|annee|exercice|year|awarded|paid|verse|"
    r"accorde)\b)"
)
# « Ensemble de flûtes », « Ensemble à cordes »: these begin names.
FIRST_WORDS_OF = {"ensemble": re.compile(r"(des|\d)\b|\$")}
NAMES_TOO = frozenset({"ensemble", "somme", "sum"})
CARRIED_HINT = re.compile(r"report|forward", re.IGNORECASE)
CARRIED = re.compile(
    r"((sous |grand )?total |solde |montant |sommes? )?(a report(er)?|reporte(e|s|es)?|reports?)"
    r"( (a|de|du|des|d'|la|le|l'|sur|pages?|feuille|precedente?|suivante?|anterieure?|total|solde|\d+))*"
    r"|(balance |total |amount )?(carried|brought) (forward|over|down)( (to|from|page|next|previous|the|\d+))*"
)
# « – page 2 de 2 », « (suite) »: what a title says of its page.
PAGE = re.compile(
    r"[\s,;|(–—-]*\b(page\s*:?\s*\d+(\s*(de|of|sur|/)\s*\d+)?|suite|continued|cont\.)\s*\)?\s*$", re.IGNORECASE
)
# What stands under a table: where it comes from, who made it.
FOOTER = re.compile(
    r"\s*(sources?|pr[ée]par[ée]e?s?( par)?|prepared by|produite?s? (par|le)|produced by|r[ée]dig[ée]e? par|"
    r"extraite?s? (de|du|le)|date d['’](extraction|impression)|extraction|extracted|imprim[ée]e? le|mise? [àa] jour|"
    r"updated|notes?|remarques?)\s*:",
    re.IGNORECASE,
)


def sum_label(text: str) -> str:
    """BARE (« Total »), SAID (« Total 2021-2022 », « Total – CHUM »), PERHAPS (« Total Énergies »), or ''."""
    words = folded(text)
    found = TOTAL.match(words)
    if not found:
        return ""
    word, rest = found[1], words[found.end() :].strip()
    if not rest:
        return BARE
    if word not in {"total", "totaux", "cumul", *NAMES_TOO}:
        return SAID
    if SEPARATED.match(text) or FIRST_WORDS_OF.get(word, FIRST_WORDS).match(rest):
        return SAID
    is_one_word = re.match(r"\s*[^\W\d_]+", text)[0].strip().lower() != word  # type: ignore[index]
    return "" if word in NAMES_TOO or is_one_word else PERHAPS


def named_in(text: str) -> str:
    """What a label sums, folded: « Total CHUM » → 'chum'."""
    words = folded(text)
    found = TOTAL.match(words)
    return words[found.end() :].strip() if found else ""


def carries_over(text: str) -> bool:
    """Whether a label says that the sum goes on from page to page: « À reporter », « Report de la page 1 »."""
    return CARRIED_HINT.search(text) is not None and CARRIED.fullmatch(folded(text)) is not None
