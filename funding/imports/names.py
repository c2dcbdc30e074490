"""Names of bodies and people, compared. In: names as sources write them. Out: forms that are equal for the same name.

What two spellings of one name may differ in: capitals, accents, punctuation, articles and prepositions, « et » or
« & », the legal form at the end, the acronym in parentheses, the order of the parts around a comma.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from funding.imports.name_words import LEGAL_FORMS, PLACES, SMALL_WORDS
from projects.choices import OrganizationKind, Sector

# The database's fold() in Python: projects/migrations/0001_functions.py makes both from the same two lists.
MARKED = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿšž’'`´-–—.,;:/()«»\"&\u00a0\u202f"
PLAIN = "aaaaaaceeeeiiiinoooooouuuuyysz" + 20 * " "
FOLD = str.maketrans(MARKED, PLAIN)

LEGAL_FORM_IN_LETTERS = re.compile(r"\bs\s?e\s?n\s?c(?:\s?r\s?l)?\b|\bs\s?e\s?c\b|\bs\s?a?\s?r\s?l\b|\bl\s?l\s?[cp]\b")
# Without these letters in a row there is none: most names are not searched at all.
IN_LETTERS = ("senc", "sec", "sarl", "srl", "llc", "llp")
ELIDED = re.compile(r"\b(?:d|l|qu)['’]", re.IGNORECASE)
IN_PARENTHESES = re.compile(r"^(?P<name>[^()]+?)\s*\((?P<inside>[^()]+)\)\s*$")
FORMERLY = re.compile(r"\s+\(?(?:ex|anciennement|formerly)[\s.:-]+", re.IGNORECASE)
# Letters that each of two names must have: « FED EX Ground » does not say what it was called.
LONG_ENOUGH_FOR_TWO = 8
BETWEEN_TWO = re.compile(r"\s*[/|]\s*|\s+[-–—]\s+|(?<=[A-Z]{3})[-–—](?=[A-Z]{3})")
DOTTED = re.compile(r"(?:\b[A-Za-zÀ-ÿ]\.){2,}")
SAINT = re.compile(r"\bS(?:t|(te))\b\.?", re.IGNORECASE)
NUMBERED = re.compile(r"\d{1,2}[.)]\s+")
# What stands between the names of a list, where each of them is known.
IN_A_LIST = re.compile(r"\s*[,/|]\s*|\s+(?:[+&]|et|and)\s+")
WITH_DASH = re.compile(r"^(?P<first>.+?)\s+[-–—]\s+(?P<second>.+)$")
ACRONYM = re.compile(r"[A-Z0-9ÀÂÇÉÈÊËÎÏÔÛÙÜ][A-Za-z0-9&.\-]{0,14}")
# Spellings kept folded: a worker lives for months, and each file has others.
CACHED = 50_000


@lru_cache(CACHED)
def fold(text: str) -> str:
    """The text without capitals, accents and punctuation, as the database's fold()."""
    text = text.lower().replace("œ", "oe").replace("æ", "ae").translate(FOLD)
    return " ".join(text.split())


@lru_cache(CACHED)
def normal(name: str) -> str:
    """The words that carry a name, in order: no small words, no legal form at the end."""
    text = fold(ELIDED.sub(" ", name) if "'" in name or "’" in name else name)
    letters = text.replace(" ", "")
    if any(form in letters for form in IN_LETTERS):
        text = LEGAL_FORM_IN_LETTERS.sub(" ", text)
    words = text.split()
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    carrying = [word for word in words if word not in SMALL_WORDS]
    return " ".join(carrying or words) or fold(name)


def person_normal(name: str) -> str:
    """The same for a person: « Le Bouthillier, Alexandre » is « Alexandre Le Bouthillier »."""
    last, comma, first = name.partition(",")
    return fold(f"{first} {last}" if comma and "," not in first else name)


def form_of(name: str, is_person: bool) -> str:
    """What all spellings of a name share: of a person's, or of a body's."""
    return (person_normal(name) if is_person else normal(name))[:400]


def is_acronym(text: str) -> bool:
    """« MEIE », « CHU », « MIMs »: one short word with at least two capitals."""
    return bool(ACRONYM.fullmatch(text)) and sum(letter.isupper() for letter in text) >= 2


def other_orders(name: str) -> list[str]:
    """« Montréal, Université de » is « Université de Montréal »."""
    first, comma, second = (part.strip() for part in name.partition(","))
    return [f"{second} {first}"] if comma and second and "," not in second and fold(second) not in LEGAL_FORMS else []


def spelt_out(name: str) -> str:
    """« C.H.U. Ste-Justine » is « CHU Sainte-Justine »: initials without their dots, saints in full."""
    whole = DOTTED.sub(lambda initials: initials[0].replace(".", ""), name)
    return SAINT.sub(lambda saint: "Sainte" if saint[1] else "Saint", whole)


def two_names(name: str) -> tuple[str, str] | None:
    """« CUSM/MUHC », « Mila – Institut québécois … »: what stands on either side of one stroke or dash."""
    sides = BETWEEN_TWO.split(name)
    return (sides[0], sides[1]) if len(sides) == 2 and all(sides) else None


def parts_of(name: str) -> tuple[str, str] | None:
    """A name with its other form: « Ministère de … (MEIE) », « MEIE – Ministère de … ». None where it has one form."""
    if match := IN_PARENTHESES.match(name):
        return match["name"], match["inside"]
    match = WITH_DASH.match(name)
    if match and is_acronym(match["first"]) != is_acronym(match["second"]):
        pair = match["first"], match["second"]
        return pair if is_acronym(match["second"]) else pair[::-1]
    return None


def with_former(name: str) -> tuple[str, str] | None:
    """« Cinéma Le Hublot ex Club cinéma »: the name and the former one. None where it says no former one."""
    first, *others = FORMERLY.split(name, maxsplit=1)
    if not others or min(len(normal(first)), len(normal(others[0]))) < LONG_ENOUGH_FOR_TWO:
        return None
    return first.strip(" (,-"), others[0].strip(" )")


def kind_in_name(name: str) -> tuple[OrganizationKind, Sector, str] | None:
    """What a body is where its name leaves no doubt: (kind, sector, the word that says so)."""
    text = fold(name)
    for pattern, kind, sector in CERTAIN_KINDS:
        if match := pattern.search(text):
            return kind, sector, match.group().strip()
    return None


CERTAIN_KINDS = [
    (
        re.compile(r"^(?:le )?(?:ministere|ministry|department of)\b"),
        OrganizationKind.MINISTRY,
        Sector.PUBLIC,
    ),
    (
        re.compile(r"\b(?:ciusss|cisss|centre integre (?:universitaire )?de sante|centre hospitalier)\b"),
        OrganizationKind.ESTABLISHMENT,
        Sector.PUBLIC,
    ),
    (re.compile(r"^(?:l )?universite\b|\buniversity\b"), OrganizationKind.UNIVERSITY, Sector.UNKNOWN),
]
# Bodies of care are never linked by likeness: their names differ by one word (DESIGN § 5.4).
OF_CARE = re.compile(
    r"\b(?:ciusss|cisss|chu|chum|cusm|chus|csss|clsc|chsld|hopital|hospital|hospitalier|institut universitaire|"
    r"institut de cardiologie|centre de sante|centre de reeducation|clinique|clinic|gmf)\b"
)


def of_care(name: str) -> bool:
    return bool(OF_CARE.search(fold(name)))


def split_names(text: str, known: Callable[[str], bool], partners: bool = False) -> list[str]:
    """The names in a cell, each once, in order.

    Cut at « ; » and at line ends always; at « , », « / », « | », « + », « & » and « et » only where the whole is no known
    name and every part is one, or in a column of partners at commas where every part looks like a name
    (« CHUM; Imagia, Université de Montréal »).
    """
    pieces = [piece.strip(" \t\u00a0\u202f•·-–,").strip() for piece in re.split(r"[;\n\r]+", text)]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) > 1 and all(map(NUMBERED.match, pieces)):
        pieces = [NUMBERED.sub("", piece, count=1) for piece in pieces]
    names = [name for piece in pieces for name in split_in_line(piece, known, partners)]
    return list(dict.fromkeys(names))


def split_in_line(name: str, known: Callable[[str], bool], partners: bool) -> list[str]:
    if known(name) or any(known(other) for other in other_orders(name)):
        return [name]
    listed = IN_A_LIST.split(name)
    if len({normal(part) for part in listed}) == len(listed) > 1 and all(known(part) for part in listed):
        return listed
    parts = gathered([part.strip() for part in re.split(r",(?![^(]*\))", name)], known)
    if len(parts) < 2 or not all(known(part) or (partners and looks_like_name(part)) for part in parts):
        return [name]
    *others, last = parts
    in_last = [last] if known(last) else IN_A_LIST.split(last)
    return [*others, *in_last] if all(map(known, in_last)) else parts


def gathered(parts: list[str], known: Callable[[str], bool]) -> list[str]:
    """The parts between commas, those of one name together: a known name that has commas, « Imagia, Inc. »."""
    found: list[str] = []
    while parts:
        length = next((n for n in range(len(parts), 1, -1) if known(", ".join(parts[:n]))), 1)
        name, parts = ", ".join(parts[:length]), parts[length:]
        if found and fold(name) in LEGAL_FORMS:
            found[-1] += f", {name}"
        else:
            found.append(name)
    return found


def looks_like_name(part: str) -> bool:
    """It begins with a capital or a digit, and is more than a place, a legal form or the tail of a longer name."""
    words = fold(part).split()
    if not words or not (part[0].isupper() or part[0].isdigit()):
        return False
    return words[0] not in SMALL_WORDS and not all(word in LEGAL_FORMS | PLACES | SMALL_WORDS for word in words)
