"""Files in which what a row or a text beside the table says decides what is counted: sums, pages, units, years."""

from funding.imports.reading_options import Options, Override
from tests.corpus.case import Case
from tests.corpus.text_files import text
from tests.corpus.workbooks import sheets

LIST = "Bénéficiaire;Projet;Date;Montant\n"
ROUND = (
    "CHUM;Projet 1;2021-01-01;100000\nCUSM;Projet 2;2021-01-02;100000\nMila;Projet 3;2021-01-03;50000\n"
    "ETS;Projet 4;2021-01-04;25000\nUQ;Projet 5;2021-01-05;25000\n"
)
THOUSANDS = "CHUM;A;150\nCUSM;B;250\n"
ASSUMED = "currency-assumed"

CASES = [
    Case(
        "round-amounts-that-add-up-by-chance",
        "round grants: 100,000 above 100,000, and 50,000 above twice 25,000, each a project of its own",
        text(LIST + ROUND),
        rows="hddddd",
        sums=[("300000", "CAD", None)],
        problems={ASSUMED, "perhaps-sum"},
    ),
    Case(
        "round-amounts-and-their-total",
        "the same, and a total that counts them all",
        text(LIST + ROUND + "Total;;;300000\n"),
        rows="hdddddT",
        sums=[("300000", "CAD", "300000")],
        problems={ASSUMED},
    ),
    Case(
        "full-sums-above-their-detail-and-a-total",
        "two columns: programmes and their projects alike, told apart by the total alone",
        text("Bénéficiaire;Montant\nNovascience;300\nCHUM;100\nCUSM;200\nEssor;120\nMila;50\nETS;70\nTotal;420\n"),
        rows="hsddsddT",
        sums=[("420", "CAD", "420")],
        problems={ASSUMED, "group-unassigned"},
    ),
    Case(
        "sums-carried-over-from-page-to-page",
        "a list printed page by page: « À reporter », « Report », and its title on each page",
        text(
            "Ministère X – page 1 de 2;;\nBénéficiaire;Projet;Montant\nCHUM;A;100\nCUSM;B;200\nÀ reporter;;300\n;;\n"
            "Ministère X – page 2 de 2;;\nBénéficiaire;Projet;Montant\nReport;;300\nMila;C;300\nETS;D;50\nTotal;;650\n"
        ),
        rows="thddn.thnddT",
        fields=("payer", "recipient", "amount"),
        values=[(None, "CHUM", "100"), (None, "CUSM", "200"), (None, "Mila", "300"), (None, "ETS", "50")],
        sums=[("650", "CAD", "650")],
        problems={ASSUMED, "carried-over"},
    ),
    Case(
        "a-sum-carried-over-that-no-row-explains",
        "« Report de 2020 »: what was left of another year's money",
        text("Bénéficiaire;Projet;Montant\nCHUM;A;100\nReport 2020;;999\nCUSM;B;200\nTotal;;1299\n"),
        rows="hdddT",
        sums=[("1299", "CAD", "1299")],
        problems={ASSUMED, "perhaps-sum"},
    ),
    Case(
        "names-that-begin-like-sums",
        "Ensemble Caprice, Somme Toute and TotalEnergies are bodies",
        text(
            "Bénéficiaire;Montant;Date\nCHUM;100;2021-01-01\nEnsemble Caprice;250;2021-01-02\n"
            "Somme Toute inc.;300;2021-01-03\nTotalEnergies Canada;50;2021-01-04\nTotal;700;\n"
        ),
        rows="hddddT",
        sums=[("700", "CAD", "700")],
        problems={ASSUMED},
    ),
    Case(
        "a-name-or-a-sum",
        "« Total Énergies » alone in its row: nothing tells, so a person says",
        text("Bénéficiaire;Montant;Date\nCHUM;100;2021-01-01\nTotal Énergies;250;\nCUSM;300;2021-01-03\n"),
        rows="hddd",
        problems={ASSUMED, "perhaps-sum"},
    ),
    Case(
        "sums-of-what-the-rows-name",
        "« Total CHUM » after the rows of the CHUM, one cent off",
        text("Bénéficiaire;Montant\nCHUM;100\nCHUM;200\nTotal CHUM;300,01\nMila;5\nMila;7\nTotal Mila;12\n"),
        rows="hddsdds",
        sums=[("312", "CAD", None)],
        problems={ASSUMED, "subtotal-differs"},
    ),
    Case(
        "two-lists-under-each-other",
        "two lists with the same headings, each with its total",
        text(
            "Volet 1;;\nBénéficiaire;Projet;Montant\nCHUM;A;1000\nCUSM;B;2000\nTotal;;3000\n;;\nVolet 2;;\n"
            "Bénéficiaire;Projet;Montant\nCHUM;A;100\nCUSM;B;200\nTotal;;300\n"
        ),
        rows="thdds.thdds",
        sums=[("3300", "CAD", None)],
        problems={ASSUMED, "group-titles"},
    ),
    Case(
        "footers-in-cells-of-their-own",
        "under the list: who made it and when, in three cells each",
        text(
            "Bénéficiaire;Projet;Montant\nCHUM;A;100\nCUSM;B;200\nPréparé par :;J. Roy;2021\nSource : SAGIR;x;20210501\n"
        ),
        rows="hddnn",
        sums=[("300", "CAD", None)],
        problems={ASSUMED},
    ),
    *(
        Case(
            f"unit-{name}",
            "lists whose amounts are in thousands, said anywhere but in the heading",
            text(content),
            fields=("amount",),
            values=[("150000",), ("250000",)],
            problems={"unit-in-header", *more},
        )
        for name, content, more in (
            ("under-the-heading", f"Bénéficiaire;Projet;Montant\n;;(000 $)\n{THOUSANDS}", ()),
            ("under-the-heading-in-words", f"Bénéficiaire;Projet;Montant\n;;en milliers\n{THOUSANDS}", {ASSUMED}),
            ("in-brackets", f"Bénéficiaire;Projet;Montant (milliers)\n{THOUSANDS}", {ASSUMED}),
            ("in-the-title", f"Unité : milliers de $;;\nBénéficiaire;Projet;Montant\n{THOUSANDS}", ()),
            (
                "in-a-note",
                f"Bénéficiaire;Projet;Montant\n{THOUSANDS};;\nNote : les montants sont en milliers de dollars.;;\n",
                {ASSUMED},
            ),
        )
    ),
    Case(
        "unit-on-the-cover",
        "a cover sheet that says it once for the workbook",
        sheets(
            {
                "Notes": [["Tous les montants sont en milliers de dollars."]],
                "Données": [["Bénéficiaire", "Montant"], ["CHUM", 150], ["CUSM", 250]],
            }
        ),
        sums=[("400000", "CAD", None)],
        problems={"cover-sheet", "unit-in-header", ASSUMED},
    ),
    Case(
        "unit-of-some-amounts",
        "a note that speaks of some columns, or of something else: a person says",
        text(f"Bénéficiaire;Projet;Montant\n{THOUSANDS};;\nNote : certains montants sont en milliers de dollars.;;\n"),
        sums=[("400", "CAD", None)],
        problems={"unit-perhaps", ASSUMED},
    ),
    Case(
        "unit-that-a-person-picked",
        "the same, once someone picked it",
        text(f"Bénéficiaire;Projet;Montant\n{THOUSANDS};;\nNote : certains montants sont en milliers de dollars.;;\n"),
        options=Options(overrides={0: Override(unit="1000")}),
        sums=[("400000", "CAD", None)],
        problems={"unit-in-header", ASSUMED},
    ),
    Case(
        "unit-that-the-format-takes-off",
        "« Montant (k$) » over 150000 that the workbook shows as 150",
        sheets({"Feuille": [["Bénéficiaire", "Montant (k$)"], ["CHUM", 150_000]]}, formats={"Feuille": {1: "#,##0,"}}),
        sums=[("150000", "CAD", None)],
        problems=set(),
    ),
    Case(
        "numbers-under-no-heading-of-money",
        "360Giving: numbers of months typed as text, « 22.0 »",
        text("Recipient;Project;Duration (months)\nCHUM;A;22.0\nCUSM;B;12.0\n"),
        rows="hdd",
        fields=("recipient",),
        values=[("CHUM",), ("CUSM",)],
    ),
    Case(
        "year-in-the-title",
        "two lists under each other, the year only in their titles, among a day and a plan",
        text(
            "Subventions versées en 2020-2021;;\nBénéficiaire;Projet;Montant\nCHUM;A;1000\nTotal;;1000\n;;\n"
            "Tableau 2 : subventions 2021-2022;;\nBénéficiaire;Projet;Montant\nCUSM;B;200\nTotal;;200\n"
        ),
        rows="thds.thds",
        fields=("recipient", "fiscal_year"),
        values=[("CHUM", "2020-2021"), ("CUSM", "2021-2022")],
        problems={ASSUMED, "year-from-title", "group-titles"},
    ),
    Case(
        "year-as-the-name-of-a-sheet",
        "one sheet a year",
        sheets({year: [["Bénéficiaire", "Montant"], ["CHUM", 5]] for year in ("2020-2021", "2021-2022")}),
        fields=("fiscal_year",),
        values=[("2020-2021",), ("2021-2022",)],
    ),
    Case(
        "years-over-lists-side-by-side",
        "two years beside each other, each over its own columns",
        text("2021-2022;;;2022-2023;\nBénéficiaire;Montant;;Bénéficiaire;Montant\nCHUM;1;;CHUM;2\nCUSM;3;;Mila;4\n"),
        fields=("recipient", "fiscal_year"),
        values=[("CHUM", "2021-2022"), ("CUSM", "2021-2022"), ("CHUM", "2022-2023"), ("Mila", "2022-2023")],
    ),
    Case(
        "year-that-is-something-else's",
        "titles with the day of an extraction and the years of a plan",
        text("Plan d'action 2020-2021, extraction du 31 mars 2022;\nBénéficiaire;Montant\nCHUM;1\nCUSM;2\n"),
        fields=("fiscal_year",),
        values=[(None,), (None,)],
        problems={ASSUMED},
    ),
    Case(
        "refused-applications",
        "all applications, with what was decided of each",
        text("Demandeur;Projet;Montant accordé;Décision\nCHUM;A;80;Accepté\nCUSM;B;;Refusé\nMila;C;0;Non retenue\n"),
        fields=("recipient", "amount"),
        values=[("CHUM", "80"), ("CUSM", None), ("Mila", "0")],
        problems={ASSUMED, "refused-application"},
    ),
    Case(
        "marks-of-footnotes-after-names",
        "« CHUM (1) », and what (1) means under the table; « Mila (2) » is told nowhere",
        text("Bénéficiaire;Montant\nCHUM (1);1\nMila (2);2\n;\n(1) Montant préliminaire;\n"),
        fields=("recipient",),
        values=[("CHUM",), ("Mila (2)",)],
        problems={ASSUMED},
    ),
    Case(
        "the-same-again-in-a-word",
        "« idem » and the mark of repetition under a name and a day",
        text("Bénéficiaire;Projet;Date;Montant\nCHUM;A;2021-01-01;1\nidem;B;idem;2\n″;C;2021-02-01;3\n"),
        fields=("recipient", "decision_date"),
        values=[("CHUM", "2021-01-01"), ("CHUM", "2021-01-01"), ("CHUM", "2021-02-01")],
        problems={ASSUMED, "dittos"},
    ),
    Case(
        "idem-in-capitals-is-a-name",
        "Loire-Atlantique: an association is called IDEM",
        text("Bénéficiaire;Projet;Montant\nCHUM;A;1\nIDEM;B;2\nIdem;C;3\n"),
        fields=("recipient",),
        values=[("CHUM",), ("IDEM",), ("Idem",)],
        problems={ASSUMED},
    ),
    Case(
        "money-beside-the-amounts",
        "what was paid back beside what was paid",
        text("Bénéficiaire;Montant versé;Remboursement\nCHUM;100;20\nCUSM;200;5\n"),
        sums=[("300", "CAD", None)],
        problems={ASSUMED, "other-amounts"},
    ),
    Case(
        "sums-without-a-word-in-a-column-of-their-own",
        "a clerk's sums beside the amounts: no word, and a column that no grant fills",
        text(
            "Programme;Bénéficiaire;Montant versé;\nPSO;CHUM;1000;\nPSO;Imagia;2500;\n;;;3500\n"
            "FRQS;Mila;400;\nFRQS;Sainte-Justine;600;\n;;;1000\n;;;4500\n"
        ),
        rows="hddsddsT",
        sums=[("4500", "CAD", None)],
        problems={ASSUMED},
    ),
    Case(
        "numbers-in-a-column-of-their-own-that-sum-nothing",
        "the same, where the number is no sum: the row waits",
        text("Programme;Bénéficiaire;Montant versé;\nPSO;CHUM;1000;\nPSO;Imagia;2500;\n;;;77\nFRQS;Mila;400;\n"),
        rows="hdddd",
        sums=[("3900", "CAD", None)],
        problems={ASSUMED, "recipients-missing"},
    ),
    Case(
        "projects-counted-in-each-year",
        "amounts and numbers of projects by year: the number of one year is not told of the other",
        text(
            ";2020-2021;2020-2021;2021-2022;2021-2022\n"
            "Organisme;Nombre de projets;Montant;Nombre de projets;Montant\nCHUM;2;10 000 $;3;20 000 $\n"
        ),
        fields=("count_of_projects", "amount", "fiscal_year"),
        values=[(None, "10000", "2020-2021"), (None, "20000", "2021-2022")],
    ),
    Case(
        "each-amendment-tells-the-whole-amount",
        "Canada's grants and contributions: a row for each amendment, each with the whole amount",
        text(
            "ref_number,amendment_number,recipient_legal_name,agreement_value\nGC-1,0,CHUM,100000\nGC-1,1,CHUM,150000\n"
            "GC-2,0,Mila,500\nGC-1,2,CHUM,175000\n"
        ),
        fields=("reference", "recipient", "amount"),
        values=[
            ("GC-1", "CHUM", "100000"),
            ("GC-1", "CHUM", "150000"),
            ("GC-2", "Mila", "500"),
            ("GC-1", "CHUM", "175000"),
        ],
        waiting=[True, True, False, False],
        problems={ASSUMED, "amended-later"},
    ),
    Case(
        "years-that-are-only-planned",
        "what was paid beside what is planned: both are read, and the second is said",
        text("Bénéficiaire;2021-2022 (réel);2022-2023 (prévu)\nCHUM;100;200\n"),
        fields=("amount", "fiscal_year"),
        values=[("100", "2021-2022"), ("200", "2022-2023")],
        problems={ASSUMED, "planned-amounts"},
    ),
]
