"""Why a file is not read, in French and English: what was found, and what to do."""

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
        "Ce PDF de {pages} [page|pages] n’est fait que d’images : une machine n’y lit rien. Il est gardé comme source ; entrez "
        "les faits à la main, ses pages à côté.",
        "This PDF of {pages} [page|pages] is only pictures: no machine can read it. It is kept as a source; enter the facts by "
        "hand, with its pages beside.",
    ),
    "empty-document": (
        "Ce PDF n’a rien sur ses pages. Demandez à l’organisme de l’envoyer de nouveau.",
        "This PDF has nothing on its pages. Ask the body to send it again.",
    ),
    "no-such-page": (
        "Ce document a {pages} [page|pages] ; la page {page} n’existe pas.",
        "This document has {pages} [page|pages]; there is no page {page}.",
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
        "La feuille « {sheet} » va jusqu’à la case {cell}, soit {rows} lignes et {columns} colonnes, plus que ce qui se "
        "lit ici ({limit} cases). Effacez ce qui s’y trouve loin du tableau, puis envoyez-la de nouveau.",
        "The sheet “{sheet}” goes as far as cell {cell}: {rows} rows and {columns} columns, more than is read here "
        "({limit} cells). Clear what stands there, far from the table, then send it again.",
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
