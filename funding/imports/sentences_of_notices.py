"""What is said of a file, a sheet, a table or a column that was read, in French and English."""

NOTICES: dict[str, tuple[str, str]] = {
    "encoding-guessed": (
        "L’encodage du fichier n’est pas indiqué ; il a été lu comme {encoding}. Vérifiez les accents.",
        "The file’s encoding is not stated; it was read as {encoding}. Check the accents.",
    ),
    "encoding-mixed": (
        "Le fichier mélange deux encodages ; {count} [ligne a été lue|lignes ont été lues] comme {encoding}.",
        "The file mixes two encodings; {count} [row was|rows were] read as {encoding}.",
    ),
    "double-encoding": (
        "Des accents étaient encodés deux fois (« {example} ») ; {count} [passage a été réparé|passages ont été réparés].",
        "Accents were encoded twice (“{example}”); {count} [passage was|passages were] repaired.",
    ),
    "lost-characters": (
        "{count} [caractère était déjà perdu|caractères étaient déjà perdus] dans le fichier ([affiché|affichés] « {example} "
        "»).",
        "{count} [character was|characters were] already lost in the file (shown as “{example}”).",
    ),
    "unclosed-quote": (
        "Un guillemet ouvert n’est pas refermé ; le fichier a été lu sans tenir compte des guillemets.",
        "A quotation mark is never closed; the file was read without regard to quotation marks.",
    ),
    "ragged-rows": (
        "{count} [ligne a|lignes ont] plus de cases que les autres ({expected}) ; la première est la ligne {first}. Un "
        "séparateur "
        "s’y trouve peut-être dans un texte.",
        "{count} [row has|rows have] more cells than the others ({expected}); the first is row {first}. A separator may stand "
        "inside a text there.",
    ),
    "columns-apart": (
        "À droite du tableau, les colonnes {columns} semblent le résumer : ce ne sont pas des lignes de plus. Elles sont "
        "gardées comme notes.",
        "At the right of the table, columns {columns} seem to sum it up: they are no further rows. They are kept as notes.",
    ),
    "no-header": (
        "Aucune ligne d’en-tête n’a été trouvée : dites ce que contient chaque colonne.",
        "No header row was found: say what each column holds.",
    ),
    "same-rows": (
        "Les {count} lignes de ce tableau sont aussi dans « {other} » : publiées toutes deux, elles compteraient deux fois. "
        "Mettez-les de côté si c’est une copie.",
        "The {count} rows of this table stand in “{other}” too: published both, they would count twice. Set them aside "
        "where this is a copy.",
    ),
    "same-sum": (
        "Les montants de ce tableau font la même somme que ceux de « {other} » : si l’un résume l’autre, publiés tous "
        "deux, ils compteraient deux fois. Mettez alors ses lignes de côté.",
        "The amounts of this table come to the same sum as those of “{other}”: where one sums up the other, they would "
        "count twice if both were published. Then set its rows aside.",
    ),
    "no-amount-column": (
        "Aucune colonne de ce tableau n’est lue comme le montant : ses financements n’en auraient pas.",
        "No column of this table is read as the amount: its awards would have none.",
    ),
    "duplicate-header": (
        "Deux colonnes portent le même titre (« {header} ») : {columns}. Seule la première est lue.",
        "Two columns have the same heading (“{header}”): {columns}. Only the first is read.",
    ),
    "total-differs": (
        "Le total déclaré est {declared}, mais les lignes font {sum} (différence : {difference}).",
        "The declared total is {declared}, but the rows add up to {sum} (difference: {difference}).",
    ),
    "total-brought-forward": (
        "Le total déclaré ({declared}) est celui de plusieurs pages : {sum} pour ces lignes, {brought} reportés.",
        "The declared total ({declared}) is that of several pages: {sum} for these rows, {brought} brought forward.",
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
    "hidden-unclear": (
        "Dans ce fichier abîmé, rien ne dit ce que la feuille « {sheet} » cache : lignes masquées, texte invisible. Elle a été "
        "lue ; rien n’en est publié sans une décision. Demandez une nouvelle copie du fichier.",
        "In this damaged file nothing tells what the sheet “{sheet}” hides: hidden rows, invisible text. It was read; nothing "
        "of "
        "it is published without a decision. Ask for another copy of the file.",
    ),
    "hidden-rows": (
        "{count} [ligne est masquée|lignes sont masquées] dans le fichier. [Elle a été lue ; elle n’est pas publiée|Elles ont "
        "été lues ; elles ne sont pas publiées] sans une "
        "décision.",
        "{count} [row is|rows are] hidden in the file. [It was read; it is|They were read; they are] not published without a "
        "decision.",
    ),
    "hidden-columns": (
        "Masqué dans le fichier, colonne {columns} : rien n’en est publié sans une décision.",
        "Hidden in the file, column {columns}: nothing of it is published without a decision.",
    ),
    "cover-sheet": (
        "La feuille « {sheet} » ne contient pas de tableau : elle a été gardée comme texte.",
        "The sheet “{sheet}” holds no table: it was kept as text.",
    ),
    "turned-table": (
        "Le tableau est couché : ses titres descendent dans la première colonne, et chaque financement est une colonne ou une "
        "fiche. Rien n’en a été lu. Dans un tableur, copiez-le et collez-le « transposé », titres sur une seule ligne, puis "
        "envoyez ce fichier.",
        "The table lies on its side: its headings go down the first column, and each award is a column or a form of its own. "
        "Nothing of it was read. In a spreadsheet, copy it and paste it “transposed”, headings on a single row, then send that "
        "file.",
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
        "{count} [ligne continue|lignes continuent] le texte de la ligne d’avant ; [elle y a été jointe|elles y ont été "
        "jointes]. La première est la ligne "
        "{first}.",
        "{count} [row goes|rows go] on with the text of the row above; [it was|they were] joined to it. The first is row "
        "{first}.",
    ),
    "part-rows": (
        "{count} [ligne dit|lignes disent] une partie du montant de la ligne d’avant (« dont… ») : [elle n’est pas "
        "comptée|elles ne sont pas comptées] de "
        "nouveau. La première est la ligne {first}.",
        "{count} [row says|rows say] a part of the amount above [it|them] (“of which…”): [it is|they are] not counted again. "
        "The first is row "
        "{first}.",
    ),
    "carried-over": (
        "{count} [ligne reporte|lignes reportent] la somme d’une page à l’autre (« à reporter », « report ») : [elle n’est pas "
        "comptée|elles ne sont pas comptées]. La "
        "première est la ligne {first}.",
        "{count} [row carries|rows carry] the sum over from one page to the next (“carried forward”): [it is|they are] not "
        "counted. The first is "
        "row {first}.",
    ),
    "carried-down": (
        "Dans la colonne {column}, la valeur est écrite une fois pour plusieurs lignes ; {count} [case l’a reprise|cases l’ont "
        "reprise].",
        "In column {column} the value is written once for several rows; {count} [cell|cells] took it over.",
    ),
    "dittos": (
        "Dans la colonne {column}, {count} [case dit|cases disent] « idem » : [elle a pris|elles ont pris] la valeur de la "
        "ligne d’avant.",
        "In column {column}, {count} [cell says|cells say] “ditto”: [it|they] took the value of the row above.",
    ),
    "group-titles": (
        "{count} [titre|titres] de groupe (« {example} ») : [sa|leur] valeur est donnée aux lignes qui [le|les] suivent "
        "({field}).",
        "{count} group [title|titles] (“{example}”): [its|their] value is given to the rows below [it|them] ({field}).",
    ),
    "group-unassigned": (
        "{count} [titre|titres] de groupe (« {example} ») [ne dit pas quel champ il remplit|ne disent pas quel champ ils "
        "remplissent] : choisissez-le.",
        "{count} group [title does|titles do] not say which field [it fills|they fill] (“{example}”): choose it.",
    ),
    "pages-without-table": (
        "Pages sans tableau : {pages}. Leur texte est gardé comme note.",
        "Pages without a table: {pages}. Their text is kept as notes.",
    ),
    "pages-of-pictures": (
        "{count} [page est une image|pages sont des images], qu’une machine ne lit pas : {pages}. Entrez [ses|leurs] faits à "
        "la main.",
        "{count} [page is a picture|pages are pictures], which no machine can read: {pages}. Enter [its|their] facts by hand.",
    ),
    "text-across": (
        "Un texte est écrit en travers des pages {pages} (« {example} ») : il est mis à part, hors des cellules.",
        "A text is written across pages {pages} (“{example}”): it is set aside, in no cell.",
    ),
    "rows-in-no-table": (
        "Pages {pages} : {count} [ligne finit par un montant et n’est|lignes finissent par un montant et ne sont] dans aucun "
        "tableau qui a été vu (« {example} »). Si [c’est un financement, entrez-le|ce sont des financements, entrez-les] à la "
        "main, ou demandez le fichier d’origine.",
        "Pages {pages}: {count} [line ends with an amount and stands|lines end with an amount and stand] in no table that was "
        "seen (“{example}”). If [it is an award, enter it|they are awards, enter them] by hand, or ask for the original file.",
    ),
    "unknown-letters": (
        "Pages {pages} : {count} [lettre est|lettres sont] d’une police qui ne dit pas lesquelles (« {example} » à [sa|leur] "
        "place). Écrivez de nouveau les noms et les montants où [elle manque|elles manquent], ou demandez un autre fichier.",
        "Pages {pages}: {count} [letter is|letters are] of a font that does not say which (“{example}” in [its|their] place). "
        "Write the names and amounts that lack [it|them] again, or ask for another file.",
    ),
    "recognized-letters": (
        "Pages {pages} : le texte y a été reconnu sur une image, et des chiffres peuvent être faux. Comparez les montants "
        "avec la page, ou demandez le fichier d’origine.",
        "Pages {pages}: the text was recognized on a picture, and digits may be wrong. Compare the amounts with the page, or "
        "ask for the original file.",
    ),
    "concealed-text": (
        "Du texte que la page ne montre pas se lit encore dans le fichier ({count} [ligne|lignes], pages {pages}) : sous une "
        "case "
        "ou une image, dans la couleur du fond, minuscule, sans encre ou hors de la page. Il n’est pas publié sans une "
        "décision ; prévenez l’organisme.",
        "Text that the page does not show can still be read in the file ({count} [row|rows], pages {pages}): under a box or a "
        "picture, in the colour of its ground, tiny, without ink or beside the page. It is not published without a decision; "
        "tell the body.",
    ),
    "concealed-cells": (
        "{count} [ligne a|lignes ont] du texte, ou quelques lettres, de la couleur de son fond, trop petit pour être lu, ou "
        "dans un "
        "format qui ne montre rien, fût-ce sous une condition, ou sous une forme ou une image : ce n’est pas un caviardage, "
        "une machine le lit. [Elle n’est pas publiée|Elles ne sont pas publiées] sans une décision ; prévenez l’organisme.",
        "{count} [row has|rows have] text, or some letters, in the colour of its background, too small to read, or in a format "
        "that "
        "shows nothing, be it under a condition, or under a shape or a picture: that "
        "is no redaction, a machine reads it. [It is|They are] not published without a decision; tell the body.",
    ),
    "struck-rows": (
        "{count} [ligne est biffée|lignes sont biffées], en tout ou en partie : l’organisme dit peut-être ainsi [qu’elle est "
        "annulée|qu’elles sont annulées]. "
        "[Elle attend|Elles attendent] une décision.",
        "{count} [row is|rows are] struck through, whole or in part: the body may say so that [it was|they were] cancelled. "
        "[It waits|They wait] for a "
        "decision.",
    ),
    "laid-texts": (
        "Pages {pages} : {count} [texte est|textes sont] dans des champs remplis ou des notes posées sur la page (« {example} "
        "»), et non "
        "dans la page. Les lignes [qu’il touche|qu’ils touchent] attendent ; demandez un fichier sans champs ni notes.",
        "Pages {pages}: {count} [text is|texts are] in filled fields or in notes laid over the page (“{example}”), not in the "
        "page. The "
        "rows that [it touches|they touch] wait; ask for a file without fields or notes.",
    ),
    "cell-comments": (
        "{count} [case a|cases ont] un commentaire : {cells}. Il est montré avec la ligne ; il n’est pas publié.",
        "{count} [cell has|cells have] a comment: {cells}. It is shown with the row; it is not published.",
    ),
    "comment-outside": (
        "Un commentaire est attaché à cette case, qui n’est pas une donnée : « {example} ». Voyez s’il change le sens du "
        "tableau.",
        "A comment is attached to this cell, which is no data: “{example}”. See whether it changes what the table means.",
    ),
    "looks-unexamined": (
        "La feuille « {sheet} » a plus de mises en forme ou de dessins que ce qui est examiné : du texte caché peut s’y "
        "trouver "
        "sans être signalé. Regardez-la avant de publier.",
        "The sheet “{sheet}” has more formats or drawings than are looked at: hidden text may be there without being told. "
        "Look at "
        "it before you publish.",
    ),
    "recipients-missing": (
        "{count} [ligne ne nomme|lignes ne nomment] aucun bénéficiaire, la première est la ligne {first} : [elle serait "
        "publiée|elles seraient publiées] sans lui. Si la "
        "case vide veut dire « le même qu’au-dessus », écrivez-le.",
        "{count} [row names|rows name] no recipient, the first is row {first}: [it|they] would be published without one. Where "
        "the empty cell means "
        "“the same as above”, write it.",
    ),
    "embedded-objects": (
        "Le fichier contient {count} [objet joint|objets joints] ({names}). [Il n’a pas été ouvert ; demandez-le à part s’il "
        "compte|Ils "
        "n’ont pas été ouverts ; demandez-les à part s’ils comptent].",
        "The file holds {count} embedded [object|objects] ({names}). [It was not opened; ask for it apart where it "
        "matters|They were not opened; ask for them apart where they matter].",
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
        "Des cellules viennent de {count} [autre fichier|autres fichiers] ({names}), [qui n’a pas été consulté|qui n’ont pas "
        "été consultés] : leurs valeurs sont "
        "celles du dernier enregistrement.",
        "Some cells come from {count} other [file|files] ({names}), which [was|were] not asked: their values are those of the "
        "last "
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
    "year-from-title": (
        "{count} [ligne ne dit pas son année : elle a pris|lignes ne disent pas leur année : elles ont pris] {year}, que le "
        "titre ou le nom de la feuille donne "
        "(« {example} »).",
        "{count} [row does not say its year: it|rows do not say their year: they] took {year}, which the title or the name of "
        "the sheet gives "
        "(“{example}”).",
    ),
    "planned-amounts": (
        "La colonne {column} (« {header} ») annonce des montants prévus : ils sont lus comme de l’argent accordé. Si ce n’en est "
        "pas, dites que la colonne est une note.",
        "Column {column} (“{header}”) tells planned amounts: they are read as money awarded. If they are not, say that the column "
        "is a note.",
    ),
    "board-from-title": (
        "{count} [personne a|personnes ont] été [lue|lues] comme membres du conseil de « {name} », que le titre ou le nom de la "
        "feuille donne (« {example} »).",
        "{count} [person was|people were] read as members of the board of “{name}”, which the title or the name of the sheet "
        "gives (“{example}”).",
    ),
    "unit-perhaps": (
        "« {example} » : est-ce l’unité des montants ? Rien ne dit que ce soit celle de tous ; ils ont été lus tels quels. "
        "Choisissez l’unité avec ce que contiennent les colonnes.",
        "“{example}”: is it the unit of the amounts? Nothing says that it is that of all; they were read as they stand. Choose "
        "the unit together with what the columns hold.",
    ),
    "unit-in-header": (
        "Les montants de la colonne {column} sont donnés par tranches de {unit} (« {header} »).",
        "The amounts of column {column} are given in units of {unit} (“{header}”).",
    ),
}
