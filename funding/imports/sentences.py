"""Each thing the reader can say, in French and English: what was found, and what to do.

Comes in: a code and its parameters. Goes out: one plain sentence. The child process that reads a file knows no
Django, so both languages stand here side by side; « where » is printed beside the sentence by those who show it.
"""

import re
from typing import Any

from funding.imports.sentences_of_cells import CELLS
from funding.imports.sentences_of_notices import NOTICES
from funding.imports.sentences_of_refusals import REFUSALS

SENTENCES = {**REFUSALS, **CELLS, **NOTICES}

# What stands in `expected` and `found`: short codes that are spelt out per language.
PHRASES: dict[str, tuple[str, str]] = {
    "neq": (
        "le NEQ a 10 chiffres et commence par 11, 22, 33 ou 88",
        "a NEQ has 10 digits and begins with 11, 22, 33 or 88",
    ),
    "bn": (
        "le numéro d’entreprise de l’ARC a 9 chiffres, le dernier de contrôle",
        "a CRA business number has 9 digits, the last one a check digit",
    ),
    "magnitude": ("milliers, millions ou milliards", "thousands, millions or billions"),
    "percentage": ("c’est un pourcentage, pas un montant", "it is a percentage, not an amount"),
    "text": ("texte", "text"),
    "binary": ("données binaires", "binary data"),
    "image": ("image", "picture"),
    "html": ("page web", "web page"),
    "xml": ("XML", "XML"),
    "json": ("JSON", "JSON"),
    "word": ("document de traitement de texte", "word-processor document"),
    "slides": ("présentation", "slide show"),
    "workbook": ("classeur", "workbook"),
    "compound": ("document Office d’un autre genre", "Office document of another kind"),
    "password": ("protégé", "protected"),
    "programme": ("programme", "programme"),
    "payer": ("payeur", "payer"),
    "recipient": ("bénéficiaire", "recipient"),
    "region": ("région", "region"),
    "fiscal_year": ("année financière", "fiscal year"),
    "project": ("projet", "project"),
    "title": ("titre", "title"),
    "recipient_address": ("adresse", "address"),
    "entries": ("trop d’éléments dans le fichier", "too many entries in the file"),
}


QUOTED = frozenset({"raw", "example", "header", "sheet", "name", "names", "other"})


def _spaced(text: str) -> str:
    """French typography: narrow no-break space before ; ! ?, no-break space before : and inside « »."""
    text = re.sub(r" ([;!?])", "\u202f\\1", text)
    return text.replace(" :", "\u00a0:").replace("« ", "«\u00a0").replace(" »", "\u00a0»")


def phrase(code: Any, language: str) -> str:
    """The words for a short code; anything else is printed as it is."""
    pair = PHRASES.get(code) if isinstance(code, str) else None
    return str(code) if pair is None else pair[0 if language.startswith("fr") else 1]


# « [ligne est masquée|lignes sont masquées] »: the first of one, the second of several. What is counted is `count`, else `pages`.
OF_ONE_OR_MORE = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")


def _agreed(pattern: str, parameters: dict[str, Any], french: bool) -> str:
    """The pattern in the number of what it counts; in French nothing is singular too."""
    n = parameters.get("count", parameters.get("pages"))
    one = isinstance(n, int) and (n < 2 if french else n == 1)
    return OF_ONE_OR_MORE.sub(lambda forms: forms[1 if one else 2], pattern)


class _Parameters(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def sentence(code: str, parameters: dict[str, Any], language: str = "fr") -> str:
    """The sentence of `code` in 'fr' or 'en', filled with `parameters`; a code without a sentence is a KeyError."""
    french = language.startswith("fr")
    pattern = _agreed(SENTENCES[code][0 if french else 1], parameters, french)
    pattern = _spaced(pattern) if french else pattern
    filled = {}
    for name, value in parameters.items():
        text = ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
        # What the file says is printed as it is, also where it looks like one of our codes.
        text = text if name in QUOTED else phrase(text, language)
        filled[name] = text if len(text) <= 80 else text[:79] + "…"
    return pattern.format_map(_Parameters(filled))
