"""Why a cell has no value, in French and English."""

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
    "amount-unread": (
        "Aucune colonne n’est lue comme le montant, et il y a des nombres en {columns} (« {header} »). Dites ce que "
        "contiennent les colonnes ; si aucune ne donne le montant, relisez sans rien changer à leurs champs.",
        "No column is read as the amount, and there are numbers in {columns} (“{header}”). Say what the columns hold; "
        "where none gives the amount, read again without changing their fields.",
    ),
    "row-too-long": (
        "La ligne a {count} cases, l’en-tête en a {expected} : un séparateur se trouve sans doute dans un texte ou dans un "
        "montant, et les valeurs ne sont peut-être pas sous leur titre. Écrivez-les, ou demandez une autre copie du fichier.",
        "The row has {count} cells, the header has {expected}: a separator probably stands inside a text or an amount, and "
        "values may not stand under their heading. Write them, or ask for another copy of the file.",
    ),
    "row-too-short": (
        "La ligne a {count} cases, l’en-tête en a {expected} : une case y manque sans doute, et les valeurs ne sont peut-être pas sous "
        "leur titre. Écrivez-les, ou demandez une autre copie du fichier.",
        "The row has {count} cells, the header has {expected}: a cell is probably missing, and values may not stand under their "
        "heading. Write them, or ask for another copy of the file.",
    ),
    "no-body": (
        "« {raw} » ne nomme personne : est-ce une taxe, un ajustement, un remboursement ? Si oui, mettez la ligne de côté ; sinon, "
        "écrivez de nouveau le nom.",
        "“{raw}” names nobody: is it a tax, an adjustment, a refund? If so, set the row aside; if not, write the name again.",
    ),
    "refused-application": (
        "La ligne dit « {raw} » : ce n’est pas, ou plus, un financement accordé. Mettez-la de côté ; si c’en est un, écrivez de "
        "nouveau la valeur.",
        "The row says “{raw}”: that is no award, or none any more. Set it aside; where it is one, write the value again.",
    ),
    "amended-later": (
        "La ligne {later} est une modification plus récente du même dossier. Si elle redit tout le montant, mettez cette ligne de "
        "côté ; si les montants s’ajoutent (« {raw} »), écrivez de nouveau la valeur.",
        "Row {later} is a later amendment of the same award. If it states the whole amount anew, set this row aside; if the "
        "amounts add up (“{raw}”), write the value again.",
    ),
    "struck-through": (
        "La case {cell} (« {raw} ») est biffée dans le fichier : est-ce annulé ? Si oui, mettez la ligne de côté ; sinon, écrivez "
        "de nouveau la valeur.",
        "The cell {cell} (“{raw}”) is struck through in the file: was it cancelled? If so, set the row aside; if not, write the "
        "value again.",
    ),
    "laid-over": (
        "À la case {cell}, un champ rempli ou une note posée sur la page montre « {raw} », qui n’est pas dans le texte de la "
        "page. Écrivez la bonne valeur, ou mettez la ligne de côté.",
        "At the cell {cell} a filled field or a note laid over the page shows “{raw}”, which is not in the page's own text. "
        "Write the right value, or set the row aside.",
    ),
    "cell-comment": (
        "La case {cell} a un commentaire : « {raw} ».",
        "The cell {cell} has a comment: “{raw}”.",
    ),
    "comment-in-doubt": (
        "Un commentaire met la case {cell} en doute : « {raw} ». Écrivez de nouveau la bonne valeur, ou mettez la ligne de côté.",
        "A comment puts the cell {cell} in doubt: “{raw}”. Write the right value again, or set the row aside.",
    ),
    "perhaps-title": (
        "La ligne ne dit que « {raw} » : est-ce le titre des lignes qui suivent ? Si oui, mettez-la de côté ; si c’est un "
        "financement sans montant, écrivez de nouveau le nom.",
        "The row says only “{raw}”: is it the title of the rows below? If so, set it aside; where it is an award without an amount, "
        "write the name again.",
    ),
    "other-format": (
        "La case {cell} (« {raw} ») est affichée dans une autre monnaie ou une autre unité que sa colonne (format {format}) : écrivez "
        "le montant entier, avec sa monnaie.",
        "The cell {cell} (“{raw}”) is shown in another currency or unit than its column (format {format}): write the whole amount "
        "with its currency.",
    ),
    "amount-over-columns": (
        "Le montant « {raw} » est écrit une fois pour plusieurs colonnes : dites à laquelle il revient, ou comment il se partage.",
        "The amount “{raw}” is written once for several columns: say whose it is, or how it is shared.",
    ),
    "perhaps-sum": (
        "La ligne ({raw}) peut être une somme d’autres lignes : rien ne le prouve. Si c’en est une, mettez-la de côté ; si c’est "
        "un financement, écrivez son montant de nouveau.",
        "The row ({raw}) may be a sum of other rows: nothing proves it. Where it is one, set it aside; where it is an award, "
        "write its amount again.",
    ),
    "two-currencies": (
        "La case dit {said} (« {raw} »), une autre dit {told} : écrivez le montant avec la bonne monnaie.",
        "The cell says {said} (“{raw}”), another one says {told}: write the amount with the right currency.",
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
    "formulas-all-zero": (
        "La formule de la case {cell} vaut 0, comme toutes celles de sa colonne : le tableur ne les a sans doute jamais calculées. "
        "Ouvrez le fichier dans un tableur, recalculez-le, puis envoyez-le de nouveau ; ou écrivez de nouveau le montant.",
        "The formula of cell {cell} is 0, as all those of its column: the spreadsheet probably never counted them. Open the file "
        "in a spreadsheet, recalculate it, then send it again; or write the amount again.",
    ),
    "formula-without-value": (
        "La case contient une formule (« {raw} ») dont la valeur n’est pas dans le fichier : ouvrez-le dans un tableur, "
        "enregistrez-le, puis envoyez-le de nouveau.",
        "The cell holds a formula (“{raw}”) whose value is not in the file: open it in a spreadsheet, save it, then send it "
        "again.",
    ),
}
