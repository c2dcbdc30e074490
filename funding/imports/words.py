"""What the register half of the importer says, in French and English: problems of rows, and why a name was linked.

In: a code and its parameters, as they are stored. Out: one plain sentence in the language asked for. What the reader
says is in `sentences.py`, in the same form.
"""

from typing import Any

from django.utils.translation import get_language

from funding.imports.sentences import PHRASES, SENTENCES, _Parameters, _spaced, sentence

PROBLEMS: dict[str, tuple[str, str]] = {
    "record-unknown": (
        "On ne sait pas de quoi parle ce tableau : dites quelle sorte de fait il contient.",
        "It is not known what this table is about: say what kind of fact it holds.",
    ),
    "field-missing": (
        "Il manque une valeur sans laquelle la ligne ne peut pas être publiée ({field}).",
        "A value is missing without which the row cannot be published ({field}).",
    ),
    "ends-before-it-begins": (
        "La période finit ({end}) avant de commencer ({start}).",
        "The period ends ({end}) before it begins ({start}).",
    ),
    "negative": ("« {raw} » est plus petit que possible.", "“{raw}” is smaller than it can be."),
    "number-too-big": ("« {raw} » est trop grand pour être vrai.", "“{raw}” is too big to be true."),
    "no-project-to-say-it-of": (
        "« {raw} » se dit d’un projet, et la ligne n’en nomme aucun : cela reste dans la ligne et ne paraît pas.",
        "“{raw}” is said of a project, and the row names none: it stays in the row and is not shown.",
    ),
    "year-implausible": ("« {raw} » n’est pas une année plausible.", "“{raw}” is not a plausible year."),
    "currency-unknown": (
        "« {raw} » n’est pas le code d’une monnaie (CAD, USD, EUR).",
        "“{raw}” is not the code of a currency (CAD, USD, EUR).",
    ),
    "name-too-long": (
        "Ce texte dépasse {limit} caractères : est-ce bien un nom ?",
        "This text is longer than {limit} characters: is it a name?",
    ),
    "hidden-row": (
        "La ligne est masquée dans le fichier : elle attend une décision.",
        "The row is hidden in the file: it waits for a decision.",
    ),
    "name-waiting": (
        "On ne sait pas encore de quelle organisation il s’agit : « {name} ».",
        "It is not known yet which organization this is: “{name}”.",
    ),
    "person-waiting": (
        "On ne sait pas encore de quelle personne il s’agit : « {name} ».",
        "It is not known yet which person this is: “{name}”.",
    ),
    "several-currencies": (
        "Les parts de ce montant sont en plusieurs monnaies ({currencies}) : elles ne s’additionnent pas. "
        "Corrigez celle qui est fausse, ou mettez la ligne de côté.",
        "The parts of this amount are in several currencies ({currencies}): they can’t be added up. Correct the one "
        "that is wrong, or set the row aside.",
    ),
    "same-payer-and-recipient": (
        "« {name} » est à la fois payeur et bénéficiaire.",
        "“{name}” is both payer and recipient.",
    ),
    "same-organization-twice": (
        "« {name} » est mis en rapport avec lui-même.",
        "“{name}” is put in relation with itself.",
    ),
    "reference-unknown": (
        "Aucune ligne n’a la référence « {reference} ».",
        "No row has the reference “{reference}”.",
    ),
    "reference-waits": (
        "La ligne « {reference} », dont celle-ci dépend, attend elle-même.",
        "The row “{reference}”, on which this one depends, is itself waiting.",
    ),
    "use-unknown": (
        "« {raw} » n’est pas dans la typologie du registre.",
        "“{raw}” is not in the register’s typology.",
    ),
    "identifier-elsewhere": (
        "Le numéro {value} est déjà celui de « {name} ».",
        "The number {value} already belongs to “{name}”.",
    ),
}

REASONS: dict[str, tuple[str, str]] = {
    "identifier": ("Même numéro ({scheme} {value}).", "Same number ({scheme} {value})."),
    "judgement": ("Une personne l’a décidé : {reason}", "A person decided so: {reason}"),
    "alias": ("Autre nom connu de cette organisation.", "Another known name of this organization."),
    "exact": (
        "Même nom, sans égard aux accents, aux majuscules et à la forme juridique.",
        "Same name, regardless of accents, capitals and legal form.",
    ),
    "acronym": ("Sigle de cette organisation.", "Acronym of this organization."),
    "former": (
        "Ancien nom de cette organisation ({from} – {to}).",
        "Former name of this organization ({from} – {to}).",
    ),
    "written-in-one": (
        "Même nom, à des espaces près.",
        "Same name but for spaces.",
    ),
    "cut-off": (
        "Le début ou la suite de « {name} », coupé au milieu d’un mot ; aucune autre organisation ne commence ainsi.",
        "The beginning or the whole of “{name}”, cut off within a word; no other organization begins so.",
    ),
    "abbreviated": (
        "Mêmes mots que « {name} » dans le même ordre, certains coupés ; aucun autre nom n’y répond.",
        "Same words as “{name}” in the same order, some cut short; no other name fits.",
    ),
    "order": (
        "Mêmes mots dans un autre ordre que « {name} ».",
        "Same words in another order than “{name}”.",
    ),
    "other-form": (
        "Mêmes mots que « {name} », abrégés ou dans l’autre langue.",
        "Same words as “{name}”, abbreviated or in the other language.",
    ),
    "near": (
        "À une faute de frappe ou une coupure près : « {name} » ({score} %), et aucune autre organisation n’est proche.",
        "But for a typing error or a word cut short: “{name}” ({score}%), and no other organization is close.",
    ),
    "ordinary-words": (
        "Comme « {name} », à des mots près qui ne nomment pas ({words}).",
        "As “{name}”, but for words that do not name ({words}).",
    ),
    "own-word": (
        "Seule cette organisation porte « {word} » : {names} noms connus d’elle le montrent.",
        "This organization alone bears “{word}”: {names} known names of it show that.",
    ),
    "sheet": (
        "Décrite par la feuille des organisations de ce fichier.",
        "Described by this file’s sheet of organizations.",
    ),
    "new": (
        "Aucune organisation du registre ne porte ce nom.",
        "No organization of the register has this name.",
    ),
    "new-by-word": (
        "Aucune organisation ne porte ce nom ; sa sorte vient du mot « {word} ».",
        "No organization has this name; its kind comes from the word “{word}”.",
    ),
    "several": (
        "Plusieurs organisations portent ce nom.",
        "Several organizations have this name.",
    ),
    "identifier-differs": (
        "Même nom, mais un autre numéro ({value}).",
        "Same name, but another number ({value}).",
    ),
    "identifier-and-name-differ": (
        "Le numéro est celui de « {name} », mais le nom est tout autre.",
        "The number belongs to “{name}”, but the name is quite another.",
    ),
    "care": (
        "Un établissement de soins n’est jamais relié par ressemblance.",
        "A care establishment is never linked by likeness.",
    ),
    "veto": (
        "Le nom le plus proche n’a pas « {word} », ou l’a en plus : ce mot peut en faire une autre organisation.",
        "The closest name lacks “{word}”, or has it besides: that word may make another organization of it.",
    ),
    "not-same": (
        "Une personne a décidé que ce n’est pas l’organisation au nom semblable.",
        "A person decided that it is not the organization with the similar name.",
    ),
    "close": ("Proche de « {name} » ({score} %).", "Close to “{name}” ({score}%)."),
    "nothing": (
        "Aucune organisation du registre ne ressemble à ce nom.",
        "No organization of the register is like it.",
    ),
    "human": ("Une personne a tranché.", "A person decided."),
    "same-row": (
        "La même ligne est déjà publiée : elle garde sa personne.",
        "The same row is published already: it keeps its person.",
    ),
    "person-exact": (
        "Une personne du registre porte ce nom. Est-ce la même ? La machine ne le décide jamais.",
        "A person of the register has this name. Is it the same one? The machine never decides that.",
    ),
    "person-several": (
        "Plusieurs personnes du registre portent ce nom. La machine ne choisit jamais entre elles.",
        "Several people of the register have this name. The machine never chooses among them.",
    ),
    "person-close": (
        "Une personne du registre a un nom très proche. Est-ce la même ? La machine ne le décide jamais.",
        "A person of the register has a very similar name. Is it the same one? The machine never decides that.",
    ),
    "person-nothing": (
        "Aucune personne du registre ne porte ce nom.",
        "No person of the register has this name.",
    ),
    "person-new": (
        "Aucune personne du registre ne porte ce nom.",
        "No person of the register has this name.",
    ),
}

REFUSALS: dict[str, tuple[str, str]] = {
    "stopped": (
        "Le travail s’est arrêté sur une erreur. Rien n’a été publié à moitié ; vous pouvez recommencer.",
        "The work stopped on an error. Nothing was half published; you can start again.",
    ),
    "not-consistent": (
        "La base de données a refusé un fait de ce fichier ({detail}). Rien n’a été publié.",
        "The database refused a fact of this file ({detail}). Nothing was published.",
    ),
    "file-gone": (
        "Le fichier déposé n’est plus là. Déposez-le de nouveau.",
        "The uploaded file is no longer there. Upload it again.",
    ),
}

ALL = {**PROBLEMS, **REASONS, **REFUSALS}


def in_words(code: str, parameters: dict[str, Any] | None = None, language: str | None = None) -> str:
    """The sentence of a code of this file or of the reader's, in 'fr' or 'en'; else in the page's language."""
    language = language or get_language() or "fr"
    if code in SENTENCES or code in PHRASES:
        return sentence(code, parameters or {}, language)
    french, english = ALL[code]
    pattern = _spaced(french).replace(" %", "\u00a0%") if language.startswith("fr") else english
    return pattern.format_map(_Parameters(parameters or {}))


def problem_in_words(problem: dict[str, Any], language: str | None = None) -> str:
    """The sentence of a problem as `StagedRow.problems` stores it."""
    parameters = {"raw": problem.get("raw", ""), "cell": problem.get("cell", ""), **problem.get("parameters", {})}
    return in_words(problem["code"], parameters, language)
