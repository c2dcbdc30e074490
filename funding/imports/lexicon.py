"""The words the reader knows, French and English: for headers, for closed lists, and for amounts.

Comes in: nothing. Goes out: plain dictionaries keyed by folded words (`folded`): lower case, no accents, no
punctuation. What stands here is the whole of what the reader « knows »; a word is added here and nowhere else.
"""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """« Numéro d’entreprise (NEQ) » → « numero d'entreprise neq »; nomBeneficiaire → « nom beneficiaire »."""
    text = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", text.replace("’", "'").replace("œ", "oe").replace("Œ", "OE"))
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(character for character in decomposed if not unicodedata.combining(character))
    ascii_text = text.lower()
    return " ".join(re.sub(r"[^\w'$€£%]+|_", " ", ascii_text).split())


# --- sheets

# How a sheet is called that says what the others hold.
COVER = re.compile(
    r"(a lire|lisez ?moi|lire|read ?me|notes?|a propos|about|legende|legend|couverture|cover|page titre|glossaire|"
    r"dictionnaire|metadonnees|metadata|table des matieres|contents|sommaire|introduction|informations?)\b"
)

# --- why a cell holds no value ---------------------------------------------------------------------------------------

_ABSENT = {
    "redacted": """caviarde; caviardee; caviardes; caviardees; masque; masquee; confidentiel; confidentielle; redacted;
        renseignement caviarde; information caviardee; donnee caviardee; donnees caviardees; montant caviarde; withheld;
        retenu; renseignement confidentiel; information confidentielle; elague; elaguee; biffe; biffee; censure;
        severed;
        protege; protected; non communique; non communiquee; refuse; acces refuse; section retiree; retire; exempted""",
    "not_available": """n d; nd; n disp; n dispo; non disponible; non disponibles; pas disponible; indisponible;
        unavailable;
        not available; inconnu; inconnue; unknown; non connu; non determine; a determiner; a venir; a confirmer; tbd;
        tbc;
        to be determined; non precise; non precisee; non specifie; non renseigne; non indique; non inscrit; manquant;
        missing; null; none; nc; n c; nan; aucune donnee; donnee manquante; no data; not stated; not specified;
        aucun; aucune; neant; nil; aucun montant; pas de montant; no amount; vide; blank""",
    "not_applicable": """s o; so; sans objet; n a; na; n ap; not applicable; ne s'applique pas; non applicable; does
        not apply;
        non concerne; inapplicable""",
    "undisclosed": """non divulgue; non divulguee; non divulgues; non divulguees; undisclosed; not disclosed; non
        devoile;
        non devoilee; non rendu public; non publie; non publiee; montant non divulgue; amount undisclosed; not
        published;
        amount not disclosed; montant non devoile; unpublished; somme non divulguee; non publique; non public""",
}
ABSENT = {word.strip(): reason for reason, words in _ABSENT.items() for word in " ".join(words.split()).split(";")}

# --- amounts ---------------------------------------------------------------------------------------------------------

_EDGE = r"(?:^|(?<=[\s(']))"
QUALIFIERS: list[tuple[str, re.Pattern[str]]] = [
    (
        "more_than",
        re.compile(
            _EDGE + r"(?:plus que|plus de|plus d'|more than|over|above|exceeding|supérieure? à|au-delà de|>(?!=))\s*"
        ),
    ),
    (
        "at_least",
        re.compile(
            _EDGE + r"(?:au moins|au minimum|at least|minimum(?: de| of)?|min\.|à partir de|à compter de|≥|>=)\s*"
            r"|\s*(?:et plus|ou plus|and more|or more|and over|minimum|au "
            r"moins|\(?min\.?\)?)\s*$|(?<=[\d$€£MGk])\s*\+\s*$"
        ),
    ),
    (
        "at_most",
        re.compile(
            _EDGE + r"(?:au plus|au maximum|at most|jusqu'à|jusqu'a|up to|maximum(?: de| of)?|max\.|moins de|moins d'|"
            r"less than|under|below|inférieure? à|≤|<=|<)\s*|\s*(?:et moins|ou moins|or less|maximum|au "
            r"plus|\(?max\.?\)?)\s*$"
        ),
    ),
    (
        "average",
        re.compile(
            _EDGE
            + r"(?:en moyenne|moyenne(?: de)?|une moyenne de|average(?: of)?|an average of|on average|moy\.)\s*:?\s*"
            r"|\s*,?\s*(?:en moyenne|on average|\(?moy(?:enne|\.)?\)?)\s*$"
        ),
    ),
    (
        "about",
        re.compile(
            _EDGE
            + r"(?:environ|approximativement|about|approximately|approx\.?|around|roughly|circa|ca\.|env\.?|près de|"
            r"presque|nearly|almost|autour de|quelque|some|de l'ordre de|in the order of|~|≈|±)\s*"
            r"|\s*,?\s*\(?(?:environ|approx\.?|approximativement|approximately|env\.?|estimé|estimated|\(est\.?\))\)?\s*$"
        ),
    ),
]


def _currency(*forms: str) -> re.Pattern[str]:
    """Any of the forms; a magnitude letter typed against the sign (« M$ ») stays in the text."""
    return re.compile("(?P<keep>)(?:" + "|".join(forms) + ")")


DOLLARS = frozenset({"CAD", "USD", "AUD"})
CURRENCIES: list[tuple[str, re.Pattern[str]]] = [
    (
        "CAD",
        _currency(
            r"\$\s*CAN?\b",
            r"\$\s*CAD\b",
            r"(?<![A-Za-z])CAD\s*\$?",
            r"(?<![A-Za-z])CAN?\s*\$",
            r"(?<![A-Za-z])C\$",
            r"(?i:\bdollars? canadiens?\b)",
            r"(?i:\bcanadian dollars?\b)",
        ),
    ),
    (
        "USD",
        _currency(
            r"\$\s*US[AD]?\b",
            r"\$\s*É\.?-?U\.?",
            r"(?<![A-Za-z])USD\s*\$?",
            r"(?<![A-Za-z])US\s*\$",
            r"(?i:\bdollars? américains?\b)",
            r"(?i:\bu\.?s\.? dollars?\b)",
        ),
    ),
    ("AUD", _currency(r"\$\s*AU[D]?\b", r"(?<![A-Za-z])AUD\s*\$?", r"\bA\$")),
    ("EUR", _currency(r"€", r"(?<![A-Za-z])EUR\b", r"(?i:\beuros?\b)")),
    ("GBP", _currency(r"£", r"(?<![A-Za-z])GBP\b", r"(?i:\bpounds?(?: sterling)?\b)")),
    ("CHF", _currency(r"(?<![A-Za-z])CHF\b")),
    ("JPY", _currency(r"¥", r"(?<![A-Za-z])JPY\b")),
    ("$", _currency(r"\$", r"(?i:\bdollars?\b)")),
]

_THOUSAND, _MILLION, _BILLION = Decimal(10**3), Decimal(10**6), Decimal(10**9)
MAGNITUDES = {
    **dict.fromkeys(("k", "mille", "millier", "milliers", "thousand", "thousands"), _THOUSAND),
    **dict.fromkeys(("million", "millions", "mio", "mln", "mm"), _MILLION),
    **dict.fromkeys(("g", "md", "mds", "mrd", "milliard", "milliards", "bn"), _BILLION),
}

NUMBER_WORDS = {
    **dict.fromkeys(("un", "une", "one", "a"), Decimal(1)),
    **dict.fromkeys(("deux", "two"), Decimal(2)),
    **dict.fromkeys(("trois", "three"), Decimal(3)),
    **dict.fromkeys(("quatre", "four"), Decimal(4)),
    **dict.fromkeys(("cinq", "five"), Decimal(5)),
    "six": Decimal(6),
    **dict.fromkeys(("sept", "seven"), Decimal(7)),
    **dict.fromkeys(("huit", "eight"), Decimal(8)),
    **dict.fromkeys(("neuf", "nine"), Decimal(9)),
    **dict.fromkeys(("dix", "ten"), Decimal(10)),
    **dict.fromkeys(("onze", "eleven"), Decimal(11)),
    **dict.fromkeys(("douze", "twelve"), Decimal(12)),
    **dict.fromkeys(("quinze", "fifteen"), Decimal(15)),
    **dict.fromkeys(("vingt", "twenty"), Decimal(20)),
    **dict.fromkeys(("trente", "thirty"), Decimal(30)),
    **dict.fromkeys(("quarante", "forty"), Decimal(40)),
    **dict.fromkeys(("cinquante", "fifty"), Decimal(50)),
    **dict.fromkeys(("soixante", "sixty"), Decimal(60)),
    **dict.fromkeys(("cent", "hundred"), Decimal(100)),
    **dict.fromkeys(("demi", "half"), Decimal("0.5")),
}
IN_WORDS = re.compile(
    r"\b(millions?|milliards?|billions?|milliers?|mille|thousands?|dizaines?|centaines?|hundreds?|tens)\b"
)

# --- dates -----------------------------------------------------------------------------------------------------------

_MONTHS = (
    "janvier janv jan january",
    "fevrier fevr fev february feb",
    "mars mar march mrs",
    "avril avr april apr",
    "mai may",
    "juin june jun",
    "juillet juil jul july",
    "aout aou august aug",
    "septembre sept sep september",
    "octobre oct october",
    "novembre nov november",
    "decembre dec december",
)
MONTHS = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
