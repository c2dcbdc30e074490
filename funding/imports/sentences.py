"""Each thing the reader can say, in French and English: what was found, and what to do.

Comes in: a code and its parameters. Goes out: one plain sentence. The child process that reads a file knows no
Django, so both languages stand here side by side; « where » is printed beside the sentence by those who show it.
"""

import re
from typing import Any

# A file that is not read at all.
REFUSALS: dict[str, tuple[str, str]] = {
    "no-such-file": ("Le fichier « {name} » est introuvable.", "The file “{name}” cannot be found."),
    "empty": (
        "Le fichier est vide (zéro octet). Demandez à l’organisme de l’envoyer de nouveau.",
        "The file is empty (zero bytes). Ask the body to send it again.",
    ),
    "too-big": (
        "Le fichier est trop gros : {size}, la limite est de {limit}. Envoyez-le en plusieurs parties.",
        "The file is too big: {size}, the limit is {limit}. Send it in several parts.",
    ),
    "macro": (
        "Ce classeur contient des macros, c’est-à-dire des programmes. Enregistrez-le au format .xlsx sans macros, "
        "puis "
        "envoyez-le de nouveau.",
        "This workbook holds macros, that is, programs. Save it as .xlsx without macros, then send it again.",
    ),
    "encrypted": (
        "Ce fichier est protégé par un mot de passe. Ouvrez-le, retirez la protection, enregistrez-le, puis "
        "envoyez-le de "
        "nouveau.",
        "This file is protected by a password. Open it, remove the protection, save it, then send it again.",
    ),
    "archive": (
        "C’est une archive ({found}), pas un tableau. Sortez-en les fichiers et envoyez-les un par un.",
        "This is an archive ({found}), not a table. Take the files out of it and send them one by one.",
    ),
    "bomb": (
        "Ce fichier de {size} en deviendrait {inflated} une fois ouvert : il n’a pas été ouvert. Enregistrez de "
        "nouveau le "
        "classeur sans ses lignes vides, ou envoyez-le en CSV.",
        "This file of {size} would become {inflated} once opened: it was not opened. Save the workbook again without "
        "its "
        "empty rows, or send it as CSV.",
    ),
    "wrong-content": (
        "Le nom du fichier finit par {extension}, mais son contenu est autre chose ({found}). Envoyez le fichier "
        "d’origine.",
        "The file’s name ends with {extension}, but its content is something else ({found}). Send the original file.",
    ),
    "not-yet-readable": (
        "Les fichiers {found} ne se lisent pas encore ici. Demandez à l’organisme un classeur ou un CSV, ou entrez "
        "les faits à la main.",
        "{found} files cannot be read here yet. Ask the body for a workbook or a CSV, or enter the facts by hand.",
    ),
    "unknown-type": (
        "Ce n’est pas un tableau ({found}). Les formats lus sont XLSX, XLS, ODS, CSV et PDF.",
        "This is not a table ({found}). The formats read are XLSX, XLS, ODS, CSV and PDF.",
    ),
    "only-pictures": (
        "Ce PDF de {pages} page(s) n’est fait que d’images : une machine n’y lit rien. Il est gardé comme source ; entrez "
        "les faits à la main, ses pages à côté.",
        "This PDF of {pages} page(s) is only pictures: no machine can read it. It is kept as a source; enter the facts by "
        "hand, with its pages beside.",
    ),
    "empty-document": (
        "Ce PDF n’a rien sur ses pages. Demandez à l’organisme de l’envoyer de nouveau.",
        "This PDF has nothing on its pages. Ask the body to send it again.",
    ),
    "no-such-page": (
        "Ce document a {pages} page(s) ; la page {page} n’existe pas.",
        "This document has {pages} page(s); there is no page {page}.",
    ),
    "too-many-pages": (
        "Ce PDF a {pages} pages, la limite est de {limit}. Envoyez-le en plusieurs parties.",
        "This PDF has {pages} pages, the limit is {limit}. Send it in several parts.",
    ),
    "entities": (
        "Ce classeur contient une déclaration d’entités XML, qu’un tableur n’écrit jamais : il n’a pas été ouvert. "
        "Enregistrez-le de nouveau avec un tableur.",
        "This workbook holds an XML entity declaration, which no spreadsheet program writes: it was not opened. Save "
        "it "
        "again with a spreadsheet program.",
    ),
    "nested-archive": (
        "Le fichier contient une archive ({name}), qui n’a pas été ouverte. Enregistrez de nouveau le classeur sans elle, "
        "et envoyez ses fichiers un par un.",
        "The file holds an archive ({name}), which was not opened. Save the workbook again without it, and send its files "
        "one by one.",
    ),
    "too-many-cells": (
        "La feuille « {sheet} » s’étend sur {rows} lignes et {columns} colonnes, plus que ce qui se lit ici ({limit} "
        "cases). "
        "Supprimez les lignes et les colonnes vides, puis envoyez-la de nouveau.",
        "The sheet “{sheet}” spreads over {rows} rows and {columns} columns, more than is read here ({limit} cells). "
        "Delete "
        "its empty rows and columns, then send it again.",
    ),
    "damaged": (
        "Le fichier est endommagé : il ne s’ouvre pas ({found}). Enregistrez-le de nouveau ou demandez-en une autre "
        "copie.",
        "The file is damaged: it cannot be opened ({found}). Save it again or ask for another copy.",
    ),
    "reader-died": (
        "La lecture du fichier s’est arrêtée sans réponse. Rien n’a été gardé ; envoyez le fichier en CSV ou "
        "signalez-le.",
        "Reading the file stopped without an answer. Nothing was kept; send the file as CSV or report it.",
    ),
    "reader-too-long": (
        "La lecture a dépassé {seconds} secondes et a été arrêtée. Envoyez le fichier en plusieurs parties.",
        "Reading took more than {seconds} seconds and was stopped. Send the file in several parts.",
    ),
    "reader-out-of-memory": (
        "La lecture demandait plus de {limit} de mémoire et a été arrêtée. Envoyez le fichier en plusieurs parties.",
        "Reading needed more than {limit} of memory and was stopped. Send the file in several parts.",
    ),
}

# A cell that is kept as it is, with the reason.
CELLS: dict[str, tuple[str, str]] = {
    "redacted": (
        "L’organisme a caviardé cette valeur (« {raw} »).",
        "The body redacted this value (“{raw}”).",
    ),
    "not_available": (
        "La valeur n’est pas disponible (« {raw} »).",
        "The value is not available (“{raw}”).",
    ),
    "not_applicable": ("Sans objet (« {raw} »).", "Not applicable (“{raw}”)."),
    "ambiguous": (
        "« {raw} » peut se lire de deux façons : {readings}. Choisissez la bonne.",
        "“{raw}” can be read in two ways: {readings}. Choose the right one.",
    ),
    "not_a_number": ("« {raw} » n’est pas un nombre.", "“{raw}” is not a number."),
    "not_a_date": ("« {raw} » n’est pas une date.", "“{raw}” is not a date."),
    "not_a_year": (
        "« {raw} » n’est pas une année financière.",
        "“{raw}” is not a fiscal year.",
    ),
    "not_an_identifier": (
        "« {raw} » n’est pas un numéro valide ({expected}).",
        "“{raw}” is not a valid number ({expected}).",
    ),
    "damaged_identifier": (
        "Le tableur a détruit ce numéro (« {raw} ») : des chiffres ont été perdus. Il n’est pas gardé.",
        "The spreadsheet destroyed this number (“{raw}”): digits were lost. It is not kept.",
    ),
    "unit_unknown": (
        "L’unité de « {raw} » n’est pas connue ({expected}).",
        "The unit of “{raw}” is not known ({expected}).",
    ),
    "span_of_years": (
        "« {raw} » couvre plusieurs années : ce n’est pas une année financière.",
        "“{raw}” covers several years: it is not a fiscal year.",
    ),
    "not_in_list": (
        "« {raw} » n’est pas un mot connu pour cette colonne ({expected}).",
        "“{raw}” is not a known word for this column ({expected}).",
    ),
    "shared-amount": (
        "Le montant « {raw} » est écrit une fois pour {count} lignes : dites à laquelle il revient, ou comment il se "
        "partage.",
        "The amount “{raw}” is written once for {count} rows: say whose it is, or how it is shared.",
    ),
    "control-characters": (
        "La case contenait des caractères invisibles ou de contrôle ; ils ont été retirés.",
        "The cell held invisible or control characters; they were removed.",
    ),
    "too-long": (
        "La case contient {length} caractères ; seuls les {limit} premiers sont montrés.",
        "The cell holds {length} characters; only the first {limit} are shown.",
    ),
    "formula-error": (
        "La case contient une erreur de calcul du tableur (« {raw} »).",
        "The cell holds a calculation error of the spreadsheet (“{raw}”).",
    ),
}

# What is worth saying about a file, a sheet or a table.
NOTICES: dict[str, tuple[str, str]] = {
    "encoding-guessed": (
        "L’encodage du fichier n’est pas indiqué ; il a été lu comme {encoding}. Vérifiez les accents.",
        "The file’s encoding is not stated; it was read as {encoding}. Check the accents.",
    ),
    "encoding-mixed": (
        "Le fichier mélange deux encodages ; {count} ligne(s) ont été lues comme {encoding}.",
        "The file mixes two encodings; {count} row(s) were read as {encoding}.",
    ),
    "double-encoding": (
        "Des accents étaient encodés deux fois (« {example} ») ; {count} passage(s) ont été réparés.",
        "Accents were encoded twice (“{example}”); {count} passage(s) were repaired.",
    ),
    "lost-characters": (
        "{count} caractère(s) étaient déjà perdus dans le fichier (affichés « {example} »).",
        "{count} character(s) were already lost in the file (shown as “{example}”).",
    ),
    "unclosed-quote": (
        "Un guillemet ouvert n’est pas refermé ; le fichier a été lu sans tenir compte des guillemets.",
        "A quotation mark is never closed; the file was read without regard to quotation marks.",
    ),
    "ragged-rows": (
        "{count} ligne(s) ont plus de cases que les autres ({expected}) ; la première est la ligne {first}. Un "
        "séparateur "
        "s’y trouve peut-être dans un texte.",
        "{count} row(s) have more cells than the others ({expected}); the first is row {first}. A separator may stand "
        "inside a text there.",
    ),
    "no-header": (
        "Aucune ligne d’en-tête n’a été trouvée : dites ce que contient chaque colonne.",
        "No header row was found: say what each column holds.",
    ),
    "duplicate-header": (
        "Deux colonnes portent le même titre (« {header} ») : {columns}. Seule la première est lue.",
        "Two columns have the same heading (“{header}”): {columns}. Only the first is read.",
    ),
    "total-differs": (
        "Le total déclaré est {declared}, mais les lignes font {sum} (différence : {difference}).",
        "The declared total is {declared}, but the rows add up to {sum} (difference: {difference}).",
    ),
    "subtotal-differs": (
        "Le sous-total déclaré est {declared}, mais ses lignes font {sum} (différence : {difference}).",
        "The declared subtotal is {declared}, but its rows add up to {sum} (difference: {difference}).",
    ),
    "row-total-differs": (
        "Le total de la ligne est {declared}, mais ses années font {sum} (différence : {difference}).",
        "The row’s total is {declared}, but its years add up to {sum} (difference: {difference}).",
    ),
    "hidden-sheet": (
        "La feuille « {sheet} » est masquée dans le fichier. Elle a été lue ; elle n’est pas publiée sans une "
        "décision.",
        "The sheet “{sheet}” is hidden in the file. It was read; it is not published without a decision.",
    ),
    "hidden-rows": (
        "{count} ligne(s) sont masquées dans le fichier. Elles ont été lues ; elles ne sont pas publiées sans une "
        "décision.",
        "{count} row(s) are hidden in the file. They were read; they are not published without a decision.",
    ),
    "hidden-columns": (
        "Colonne(s) masquée(s) dans le fichier : {columns}. Elles ne sont pas publiées sans une décision.",
        "Column(s) hidden in the file: {columns}. They are not published without a decision.",
    ),
    "cover-sheet": (
        "La feuille « {sheet} » ne contient pas de tableau : elle a été gardée comme texte.",
        "The sheet “{sheet}” holds no table: it was kept as text.",
    ),
    "no-table": (
        "Aucun tableau n’a été trouvé dans ce fichier.",
        "No table was found in this file.",
    ),
    "letter": (
        "C’est une lettre, pas un tableau : son texte est gardé. Si elle dit des faits, entrez-les à la main.",
        "This is a letter, not a table: its text is kept. Where it states facts, enter them by hand.",
    ),
    "empty-file": (
        "Aucune case de ce fichier n’est remplie. Demandez à l’organisme de l’envoyer de nouveau.",
        "No cell of this file holds anything. Ask the body to send it again.",
    ),
    "all-redacted": (
        "Toutes les valeurs de ce tableau sont caviardées, case par case.",
        "Every value of this table is redacted, cell by cell.",
    ),
    "no-rows": (
        "Ce tableau a un en-tête, mais aucune ligne.",
        "This table has a header, but no rows.",
    ),
    "continuation-rows": (
        "{count} ligne(s) continuent le texte de la ligne d’avant ; elles y ont été jointes. La première est la ligne "
        "{first}.",
        "{count} row(s) go on with the text of the row above; they were joined to it. The first is row {first}.",
    ),
    "part-rows": (
        "{count} ligne(s) disent une partie du montant de la ligne d’avant (« dont… ») : elles ne sont pas comptées de "
        "nouveau. La première est la ligne {first}.",
        "{count} row(s) say a part of the amount above them (“of which…”): they are not counted again. The first is row "
        "{first}.",
    ),
    "carried-down": (
        "Dans la colonne {column}, la valeur est écrite une fois pour plusieurs lignes ; {count} case(s) l’ont reprise.",
        "In column {column} the value is written once for several rows; {count} cell(s) took it over.",
    ),
    "group-titles": (
        "{count} titre(s) de groupe (« {example} ») : leur valeur est donnée aux lignes qui les suivent ({field}).",
        "{count} group title(s) (“{example}”): their value is given to the rows below them ({field}).",
    ),
    "group-unassigned": (
        "{count} titre(s) de groupe (« {example} ») ne disent pas quel champ ils remplissent : choisissez-le.",
        "{count} group title(s) (“{example}”) do not say which field they fill: choose it.",
    ),
    "pages-without-table": (
        "Pages sans tableau : {pages}. Leur texte est gardé comme note.",
        "Pages without a table: {pages}. Their text is kept as notes.",
    ),
    "pages-of-pictures": (
        "{count} page(s) sont des images, qu’une machine ne lit pas : {pages}. Entrez leurs faits à la main.",
        "{count} page(s) are pictures, which no machine can read: {pages}. Enter their facts by hand.",
    ),
    "concealed-text": (
        "Du texte se lit encore sous une case noire ou en blanc sur blanc ({count} ligne(s), pages {pages}). Il n’est pas "
        "publié sans une décision ; prévenez l’organisme.",
        "Text can still be read under a black box, or in white on white ({count} row(s), pages {pages}). It is not "
        "published without a decision; tell the body.",
    ),
    "concealed-cells": (
        "{count} ligne(s) ont du texte de la couleur de son fond, trop petit pour être lu, ou dans un format qui ne montre "
        "rien : ce n’est pas un caviardage, une machine le lit. Elles ne sont pas publiées sans une décision ; prévenez l’organisme.",
        "{count} row(s) have text in the colour of its background, too small to read, or in a format that shows nothing: that "
        "is no redaction, a machine reads it. They are not published without a decision; tell the body.",
    ),
    "embedded-objects": (
        "Le fichier contient {count} objet(s) joints ({names}). Ils n’ont pas été ouverts ; demandez-les à part s’ils "
        "comptent.",
        "The file holds {count} embedded object(s) ({names}). They were not opened; ask for them apart where they matter.",
    ),
    "script-in-pdf": (
        "Ce PDF contient un programme (JavaScript). Il n’a pas été exécuté, et n’est pas nécessaire à la lecture du tableau ; "
        "ne l’ouvrez qu’avec un lecteur qui ne l’exécute pas.",
        "This PDF holds a program (JavaScript). It was not run, and reading the table does not need it; open the file only "
        "with a reader that does not run it.",
    ),
    "interrupted-table": (
        "La suite d’un tableau que d’autres lignes interrompaient a été remise à sa place (pages {pages}). Vérifiez que "
        "c’est bien le même tableau.",
        "What follows of a table that another one interrupted was put back in its place (pages {pages}). Check that it is "
        "the same table.",
    ),
    "external-links": (
        "Des cellules viennent de {count} autre(s) fichier(s) ({names}), qui n’ont pas été consultés : leurs valeurs sont "
        "celles du dernier enregistrement.",
        "Some cells come from {count} other file(s) ({names}), which were not asked: their values are those of the last "
        "time the file was saved.",
    ),
    "currency-assumed": (
        "Aucune monnaie n’est écrite dans la colonne {column} : {currency} est supposé.",
        "No currency is written in column {column}: {currency} is assumed.",
    ),
    "currency-mixed": (
        "La colonne {column} mélange plusieurs monnaies : {currencies}.",
        "Column {column} mixes several currencies: {currencies}.",
    ),
    "date-order-unknown": (
        "Dans la colonne {column}, rien ne dit si le jour ou le mois vient en premier.",
        "In column {column}, nothing says whether the day or the month comes first.",
    ),
    "decimal-mark-unknown": (
        "Dans la colonne {column}, rien ne dit si la virgule et le point séparent les milliers ou les décimales.",
        "In column {column}, nothing says whether the comma and the point separate thousands or decimals.",
    ),
    "other-amounts": (
        "La colonne {column} (« {header} ») semble aussi contenir des montants. Ils sont gardés comme notes : dites "
        "si ce "
        "sont eux qu’il faut lire.",
        "Column {column} (“{header}”) seems to hold amounts too. They are kept as notes: say whether they are the ones "
        "to read.",
    ),
    "unit-in-header": (
        "Les montants de la colonne {column} sont donnés par tranches de {unit} (« {header} »).",
        "The amounts of column {column} are given in units of {unit} (“{header}”).",
    ),
}

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


QUOTED = frozenset({"raw", "example", "header", "sheet", "name", "names"})


def _spaced(text: str) -> str:
    """French typography: narrow no-break space before ; ! ?, no-break space before : and inside « »."""
    text = re.sub(r" ([;!?])", "\u202f\\1", text)
    return text.replace(" :", "\u00a0:").replace("« ", "«\u00a0").replace(" »", "\u00a0»")


def phrase(code: Any, language: str) -> str:
    """The words for a short code; anything else is printed as it is."""
    pair = PHRASES.get(code) if isinstance(code, str) else None
    return str(code) if pair is None else pair[0 if language.startswith("fr") else 1]


class _Parameters(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def sentence(code: str, parameters: dict[str, Any], language: str = "fr") -> str:
    """The sentence of `code` in 'fr' or 'en', filled with `parameters`; a code without a sentence is a KeyError."""
    french = language.startswith("fr")
    pattern = _spaced(SENTENCES[code][0]) if french else SENTENCES[code][1]
    filled = {}
    for name, value in parameters.items():
        text = ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
        # What the file says is printed as it is, also where it looks like one of our codes.
        text = text if name in QUOTED else phrase(text, language)
        filled[name] = text if len(text) <= 80 else text[:79] + "…"
    return pattern.format_map(_Parameters(filled))
