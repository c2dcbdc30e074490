"""The words of invented names. Each full name says « exemple » or « fictif », so that nobody takes it for real."""

MINISTRIES = [
    ("Ministère des Exemples", "Ministry of Examples", "MEX"),
    ("Ministère fictif de la Santé imaginée", "Fictitious Ministry of Imagined Health", "MFSI"),
    ("Ministère fictif de l’Économie rêvée", "Fictitious Ministry of the Dreamt Economy", "MFER"),
]
OTHER_PAYERS = [
    ("Gouvernement fictif du Nord", "Fictitious Government of the North", "GFN", "government", "public"),
    ("Fonds fictif de recherche en santé", "Fictitious Health Research Fund", "FFRS", "research_fund", "public"),
    ("Fonds exemple des sciences", "Example Science Fund", "FES", "research_fund", "public"),
    ("Placements fictifs du Nord", "Fictitious Northern Investments", "PFN", "public_investor", "parapublic"),
    ("Caisse exemple de capital", "Example Capital Fund", "CEC", "public_investor", "parapublic"),
    ("Fonds Aurore (exemple)", "Aurora Fund (example)", "", "venture_fund", "private"),
    ("Pharma Exempla", "Pharma Exempla (example)", "", "pharmaceutical_company", "private"),
]
CONSORTIA = ["Boréalis", "Mélèze", "Nordet", "Rivage", "Toundra", "Verglas"]
UNIVERSITIES = ["du Fjord", "des Érables", "de la Baie", "du Plateau", "des Rapides", "du Méandre"]
PLACES = [
    "des Collines", "du Littoral", "de la Vallée", "des Grands-Pins", "du Lac-Clair", "des Îles", "de la Plaine",
    "du Vieux-Port", "de la Montagne", "des Sources", "du Cap", "de l’Anse", "des Tourbières", "du Belvédère",
    "de la Clairière", "des Cascades", "du Portage", "de la Pointe", "des Battures", "du Ruisseau", "de la Crête",
    "des Cèdres", "du Détroit", "de l’Estuaire",
]  # fmt: skip
REGIONS = ["Région fictive A", "Région fictive B", "Région fictive C", "Région fictive D", "Région fictive E"]
FIRST_PARTS = [
    "Nordi", "Cardio", "Lumi", "Neuro", "Visio", "Cogni", "Gali", "Ori", "Medi", "Algo", "Vita", "Boré", "Opti",
    "Sono", "Radi", "Geno", "Psy", "Tele", "Dia", "Onco",
]  # fmt: skip
LAST_PARTS = [
    "vio", "ka", "lys", "nova", "mira", "dex", "rion", "pulse", "gram", "lume", "trace", "zen", "phare", "logis",
    "sphère", "lien", "garde", "cible", "vecta", "thèse",
]  # fmt: skip
GIVEN_NAMES = [
    "Alix", "Camille", "Claude", "Dominique", "Éloi", "Florence", "Gaëlle", "Hubert", "Inès", "Jules", "Karim",
    "Léa", "Maëlle", "Noé", "Ophélie", "Pascale", "Quentin", "Rose", "Samuel", "Thaïs", "Ugo", "Violette", "Wassim",
    "Yaëlle", "Zacharie",
]  # fmt: skip
FAMILY_NAMES = [
    "Aubépine", "Bouleau", "Cirrus", "Dune", "Étang", "Fougère", "Galet", "Hibou", "Iris", "Jonc", "Kelp", "Lichen",
    "Mousse", "Nénuphar", "Orme", "Pinède", "Quartz", "Roseau", "Sorbier", "Tilleul",
]  # fmt: skip
PROGRAMMES = [
    ("Programme exemple Accélération", 2), ("Programme exemple Découverte", 4), ("Programme exemple Relève", 5),
    ("Programme exemple Impulsion", 1), ("Fonds exemple de collaboration", 0), ("Programme exemple Équipement", 3),
    ("Programme fictif Vitrine", 2), ("Programme exemple Maillage", 6), ("Programme fictif Capital", 7),
    ("Programme exemple Données", 1), ("Programme exemple Soins", 0), ("Programme fictif Horizon", 4),
]  # fmt: skip
# (code, family, French, English); the second version of the typology splits the fourth.
USE_TYPES = [
    ("diagnostic", "clinical", "Aide au diagnostic (exemple)", "Help with diagnosis (example)"),
    ("imagerie", "clinical", "Imagerie (exemple)", "Imaging (example)"),
    ("suivi", "clinical", "Suivi à distance (exemple)", "Remote follow-up (example)"),
    ("gestion", "organizational", "Gestion des lits (exemple)", "Bed management (example)"),
    ("horaires", "organizational", "Horaires du personnel (exemple)", "Staff schedules (example)"),
]
USE_DOMAINS = [
    ("cardiologie", "Cardiologie (exemple)", "Cardiology (example)"),
    ("oncologie", "Oncologie (exemple)", "Oncology (example)"),
    ("premiere-ligne", "Première ligne (exemple)", "Primary care (example)"),
    ("sante-mentale", "Santé mentale (exemple)", "Mental health (example)"),
    ("sante-publique", "Santé publique (exemple)", "Public health (example)"),
]
PROJECTS = [
    "triage aux urgences", "lecture d’images", "prévision des lits", "suivi du diabète", "aide à la prescription",
    "dépistage précoce", "transcription de visites", "rendez-vous en ligne", "réadaptation à domicile",
    "séquençage assisté", "surveillance des chutes", "gestion des horaires",
]  # fmt: skip
# The scope rule: (code, French, English, words in French, words in English). The sample workbook meets both themes.
SCOPE_THEMES = [
    (
        "soins",
        "Soins (exemple)",
        "Care (example)",
        [
            "soins",
            "santé",
            "clinique",
            "laboratoire",
            "urgence",
            "diabète",
            "dépistage",
            "réadaptation",
            "prescription",
        ],
        [
            "care",
            "health",
            "clinic",
            "laboratory",
            "emergency",
            "diabetes",
            "screening",
            "rehabilitation",
            "prescription",
        ],
    ),
    (
        "nouveaute",
        "Nouveauté (exemple)",
        "Novelty (example)",
        ["découverte", "impulsion", "accélération", "prévision", "séquençage", "transcription", "surveillance"],
        ["discovery", "impulse", "acceleration", "forecast", "sequencing", "transcription", "monitoring"],
    ),
]
