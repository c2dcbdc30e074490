"""The closed lists that columns are told in, and the French and English words for each code.

Comes in: nothing. Goes out: `ENUMERATIONS` {(record kind or '', field): {folded word: code}} and `codes_for`.
The codes are those of projects/choices.py and funding/choices.py; a test holds the two together.
"""

from funding.imports.lexicon import folded

_LISTS: dict[tuple[str, str], dict[str, str]] = {
    ("organization", "kind"): {
        "ministry": "ministère; ministry; department",
        "public_body": "organisme public; public body; agence; société d'état; agency; crown corporation",
        "research_fund": "fonds de recherche; fonds de recherche public; "
        "fonds public de recherche; research fund; public research fund; fonds "
        "subventionnaire",
        "public_investor": "investisseur public; public investor; société d'investissement public; investisseur "
        "parapublic",
        "consortium": """consortium; accélérateur; incubateur; consortium, accélérateur ou incubateur; accelerator; "
        "incubator; regroupement;
            consortium, accelerator or incubator; supergrappe; consortium de recherche; grappe""",
        "research_centre": "centre de recherche; research centre; research center; institut de recherche",
        "research_group": "groupe de recherche; groupe de recherche universitaire; research group; university "
        "research group; chaire",
        "consultant": "firme-conseil; firme conseil; consultant; cabinet-conseil; consulting firm; firme de "
        "consultants; firme de consultation",
        "startup": "jeune pousse; start-up; startup; entreprise en démarrage; jeune entreprise",
        "company": "entreprise; compagnie; company; pme; société; entreprise privée; private company",
        "venture_fund": "fonds de capital de risque; capital de risque; venture capital fund; venture fund; fonds "
        "d'investissement; fonds de capital-risque",
        "digital_company": "grande entreprise du numérique; géant du numérique; large digital company; digital "
        "company; entreprise du numérique; gafam",
        "pharmaceutical_company": """grande entreprise pharmaceutique; entreprise pharmaceutique; pharmaceutique; "
        "large pharmaceutical company;
            pharmaceutical company; compagnie pharmaceutique""",
        "establishment": """établissement de santé; établissement; établissement de soins; care establishment; "
        "establishment; hôpital; hospital;
            établissement public de santé; établissement du réseau""",
        "installation": "installation; installation de soins; installation d'un établissement; installation of a care "
        "establishment",
        "university": "université; university; établissement universitaire; école; college; cégep",
        "community_group": "groupe communautaire; organisme communautaire; community group; obnl; osbl; association; "
        "organisme sans but lucratif",
        "industry_association": "association d'industrie; association sectorielle; industry association; lobby; "
        "association industrielle",
        "professional_order": "ordre professionnel; professional order",
        "union": "syndicat; union; association syndicale",
        "government": "gouvernement; government; état",
        "other": "autre; other; autre organisation; autre organisme",
    },
    ("organization", "sector"): {
        "public": "public; publique; secteur public; public sector",
        "parapublic": "parapublic; parapublique; parapublic sector",
        "private": "privé; privée; secteur privé; private; private sector",
        "nonprofit": "sans but lucratif; non-profit; nonprofit; obnl; osbl; communautaire; à but non lucratif; not "
        "for profit; organisme sans but lucratif",
        "unknown": "inconnu; unknown; non précisé; non indiqué",
    },
    ("organization", "legal_form"): {
        "state_body": "organisme d'état; state body; organisme gouvernemental; personne morale de droit public; "
        "mandataire de l'état",
        "nonprofit_corporation": "personne morale sans but lucratif; obnl; osbl; organisme sans but lucratif; "
        "non-profit corporation; sans but lucratif; organisme à but non lucratif",
        "company": "société par actions; compagnie; société; entreprise; company; corporation; inc",
        "partnership": "société en commandite; société en nom collectif; partnership; limited partnership; sec; senc",
        "unknown": "inconnue; unknown; non précisée; inconnu",
    },
    ("organization", "controlled_by"): {
        "public": "public; secteur public; organismes publics; public bodies; état; publique",
        "industry": "industrie; secteur privé; entreprises; industry; privé",
        "mixed": "mixte; mixed; public et industrie; public bodies and industry; public et privé",
        "unknown": "inconnu; unknown; non précisé",
    },
    ("award", "entry_type"): {
        "project": "projet; project",
        "organization": "organisation; organisme; organization; entreprise",
    },
    ("award", "instrument"): {
        "grant": """subvention; grant; contribution; subvention de fonctionnement; bourse; aide financière; don; "
        "contribution non remboursable;
            aide en numéraire; numéraire; subventions; scholarship; award; bourses; subvention d'équipement;
            subvention de recherche""",
        "loan": "prêt; loan; contribution remboursable; prêt sans intérêt; repayable contribution; avance; prêts",
        "equity": "prise de participation; participation; équité; equity; investissement; capital-actions; actions; "
        "placement; equity investment",
        "contract": "contrat; contract; marché; achat; contrat de gré à gré; contrat de service; procurement",
        "tax_credit": "crédit d'impôt; tax credit; crédits d'impôt; congé fiscal; mesure fiscale",
        "in_kind": "en nature; aide en nature; in kind; in-kind; contribution en nature; don en nature",
        "mixed": "mixte; mixed; plusieurs instruments; several instruments; prêt et subvention; aide en numéraire "
        "aide en nature",
        "unknown": "inconnu; unknown; non précisé; non indiqué",
    },
    ("award", "money_stage"): {
        "announced": "annoncé; annoncée; announced; promis; promise; annonce",
        "committed": "engagé; engagée; committed; accordé; accordée; octroyé; approuvé; awarded; approved; attribué",
        "paid": "versé; versée; paid; payé; payée; déboursé; disbursed; reçu",
        "unknown": "inconnu; unknown; non précisé; inconnue",
    },
    ("award", "flow_level"): {
        "transfer": "transfert; transfer; intermédiaire; à un intermédiaire; enveloppe; transfer to an intermediary",
        "final": "final; finale; final award; bénéficiaire final; direct; projet final",
    },
    ("award", "in_scope"): {
        "all": "entière; entièrement; totale; tout; all; entier; oui; in scope; complète",
        "part": "partielle; en partie; part; partial; partiellement; partiel",
        "unknown": "inconnue; unknown; inconnu; non précisée; à déterminer",
        "none": "hors portée; aucune; none; out of scope; non; hors champ; nulle",
    },
    ("", "project_stage"): {
        "research": "recherche; research; recherche fondamentale; r d; recherche et développement; recherche publique",
        "pilot": "pilote; projet pilote; pilot; évaluation; expérimentation; essai; validation",
        "commercialisation": "commercialisation; commercialization; mise en marché; commercial; commerciale",
        "acquisition": "acquisition; achat; acquisition par le réseau; déploiement; procurement; implantation",
        "unknown": "inconnu; unknown; non précisé",
    },
    ("", "project_status"): {
        "planned": "prévu; planifié; planned; à venir; annoncé; en préparation",
        "ongoing": "en cours; ongoing; signed; signé; actif; active; in progress; en réalisation",
        "completed": "terminé; completed; complété; achevé; fini; clos; closed; réalisé",
        "abandoned": "abandonné; abandoned; annulé; cancelled; interrompu; arrêté; terminated",
        "unknown": "inconnu; unknown; non précisé",
    },
    ("", "health_link"): {},
    ("", "ai_link"): {},
    ("award", "payer_absent_reason"): {},
    ("award", "recipient_absent_reason"): {},
    ("participation", "role"): {
        "lead": "responsable; lead; porteur; promoteur; chercheur principal; coordonnateur; chef de file; leader; "
        "coordinator",
        "public_partner": "partenaire public; public partner",
        "private_partner": "partenaire privé; private partner; partenaire industriel; industry partner; entreprise "
        "partenaire",
        "host": "établissement hôte; hôte; host; host establishment; milieu d'accueil; host institution",
        "installation": "installation; installation où il se déroule; lieu; site",
        "funder": "bailleur de fonds; funder; bailleur; payeur; financeur",
        "participant": "participant; participante; participation; membre; partenaire; partner; collaborateur",
    },
    ("membership", "seat_kind"): {
        "board": "conseil d'administration; ca; board; board of directors; administrateur; c a",
        "executive_committee": "comité exécutif; comité de direction; executive committee",
        "advisory": "comité consultatif; comité aviseur; advisory; advisory committee; conseil consultatif; comité "
        "scientifique; advisory board; comité conseil",
        "working_group": "groupe de travail; working group; comité de travail; table; groupe d'experts; comité "
        "d'experts; comité",
        "founder": "fondateur; fondatrice; cofondateur; founder; co-founder; cofondatrice; fondation",
        "officer": "dirigeant; dirigeante; direction; officer; haute direction; pdg; président-directeur général; "
        "dirigeants",
        "public_office": "charge publique; public office; poste public; fonction publique; ministre; élu",
    },
    ("membership", "former"): {},
    ("contribution", "contribution_kind"): {
        "staff_hours": "heures de travail; heures; heures du personnel; staff hours; temps de travail; heures "
        "travaillées; hours",
        "salaries": "salaires; salaires et avantages sociaux; salaries; masse salariale; salaries and benefits; "
        "salaire",
        "services": "services; services achetés; achat de services; honoraires; services bought; service",
        "equipment": "équipement; équipements; matériel; equipment; infrastructure",
        "data": "données; data; accès aux données; jeu de données",
        "promotion": "promotion; publicité; vitrine; communications",
        "other": "autre; other; autre contribution; autres",
    },
    ("event", "event_kind"): {
        "merger": "fusion; merger; regroupement; fusionnée; fusionné",
        "acquisition": "acquisition; rachat; achat; acquise; vente; vendue; bought; acquired",
        "bankruptcy": "faillite; bankruptcy; insolvabilité; liquidation; mise en faillite",
        "listing": "entrée en bourse; inscription en bourse; listing; stock-exchange listing; bourse; premier appel "
        "public à l'épargne; ipo",
        "renaming": "changement de nom; nouveau nom; renaming; renommage; renommée",
        "creation": "création; fondation; creation; constitution; founding; lancement",
        "other": "autre; other; autre événement; other event",
    },
    ("programme", "programme_kind"): {
        "envelope": "enveloppe; programme; envelope; fonds; envelope of money; enveloppe budgétaire; mesure",
        "policy": "politique; policy; stratégie; plan; politique, pas une enveloppe; cadre; loi; strategy",
    },
    ("position", "position"): {
        "favourable": "favorable; pour; favourable; favorables; in favour",
        "reluctant": "réticent; réfractaire; réfractaire ou hésitant; "
        "réticente; hésitant; défavorable; réticents; reluctant; réticent ou hésitant; contre; "
        "réticente ou hésitante",
        "mixed": "partagée; mitigée; mixte; mixed; mitigé; partagé; nuancée",
    },
    ("reported_figure", "qualifier"): {
        "exact": "exact; exacte; exactement",
        "more_than": "plus de; more than; plus que",
        "at_least": "au moins; at least; minimum",
        "at_most": "au plus; at most; maximum; jusqu'à; moins de",
        "about": "environ; about; approximatif; près de",
        "average": "en moyenne; average; moyenne; on average",
        "in_words": "en toutes lettres; in words; en mots; en mots seulement",
    },
    ("reported_figure", "rule"): {
        "final_awards": "financements finaux",
        "awards": "financements",
        "public_money": "argent public",
        "transfers": "transferts reçus",
        "handed_on": "redistribué",
        "remainder": "reste des transferts",
        "received": "financements finaux reçus",
        "hosted": "financements de ses projets",
        "projects": "ses projets",
        "these_awards": "somme de ces inscriptions",
        "these_projects": "projets de ces inscriptions",
        "private_bodies": "organismes privés",
        "private_repeat": "organismes privés dans tant de projets",
        "private_repeat_share": "part des organismes privés dans tant de projets",
        "consortia": "consortiums",
        "establishments": "établissements dans un projet",
        "use": "projets de cet usage",
        "clinical_uses": "projets à usage clinique",
        "organizational_uses": "projets à usage organisationnel",
        "staff_hours": "heures de personnel fournies",
        "salaries": "salaires payés",
        "services": "services achetés",
        "equipment": "équipement acheté",
        "positions": "groupes ayant une position",
        "not_named": "pas compté : non nommé",
        "no_named_seats": "pas compté : sièges sans nom",
        "same_money": "pas compté : même argent",
        "not_one_by_one": "pas compté : pas un par un",
        "circular": "pas compté : circulaire",
        "unlike": "pas compté : sommes dissemblables",
        "context": "pas compté : contexte",
    },
    ("reported_figure", "part"): {
        "ratio": "rapport",
        "ratio_in_dollars": "rapport en dollars",
        "commercial_sum": "somme commerciale",
        "commercial_projects": "projets commerciaux",
        "research_projects": "projets de recherche publique",
        "research_mean": "moyenne de la recherche publique",
        "consortia_projects": "projets connus des consortiums",
        "consortia_mean": "moyenne des projets connus des consortiums",
        "pilot_projects": "projets pilotes",
        "programmes": "programmes",
        "deciders": "décideurs principaux",
        "participations": "projets d'un organisme privé",
        "board_companies": "entreprises des conseils",
        "board_members": "membres des conseils",
        "access": "accès à l'information",
        "positions": "positions sur une loi",
        "fates": "devenir des organisations",
    },
    ("reported_figure", "closes"): {
        "entries": "liste des inscriptions avec bénéficiaire et montant; liste des inscriptions",
        "programmes": "noms des programmes et leurs projets; noms des programmes",
        "projects": "liste des projets du consortium avec chaque somme; liste des projets du consortium",
        "companies": "liste des entreprises avec chaque somme; liste des entreprises",
        "grants": "liste des projets du fonds avec chaque somme; liste des projets du fonds",
        "establishments": "réponses des établissements aux demandes d'accès; réponses des établissements",
        "boards": "rapport annuel avec les noms des membres; rapport annuel",
        "none": "aucun; aucune",
    },
    ("access_request", "outcome"): {
        "pending": "en attente; pending; en cours; sans réponse; attente de réponse; waiting for an answer",
        "answered": """
            répondue; accès accordé; accès autorisé; document transmis; documents transmis; granted; full access;
            accordée; acceptée; acceptation; answered; granted; accès complet; communiqué; accès total; réponse
            complète; répondu
        """,
        "partial": """
            partielle; acceptée partiellement; acceptée en partie; accordée partiellement; partiellement acceptée;
            partiellement accordée; partiellement refusée; refus partiel; refusée en partie; refusée partiellement;
            accès accordé en partie; accès partiellement accordé; partially granted; partial access; acceptation
            partielle; accès partiel; partial; répondue en partie; accordée en partie; accepté partiellement; answered
            in part; réponse partielle
        """,
        "refused": """
            refusée; refus; refus total; refus d’accès; accès non accordé; not granted; refusal; refused; denied;
            rejetée; accès refusé; refusé
        """,
        "no_document": """
            aucun document; inexistant; pas de document; no document; ne détient pas; documents inexistants; no
            document held; aucun document détenu
        """,
        "unknown": "inconnue; unknown; non précisée; inconnu; non précisé",
    },
}
_YES_NO = {
    "yes": "oui; yes; o; y; vrai; true; x; 1; ✓; ✔; direct; directe",
    "no": "non; no; n; faux; false; 0",
    "not_applicable": "sans objet; s. o.; s.o.; n/a; not applicable; ne s'applique pas",
    "unknown": "inconnu; unknown; non précisé; ?; incertain; n/d; à déterminer",
}
_ABSENCE = {
    "not_named": "non nommé; non nommée; not named; pas nommé; non précisé; non identifié; non nommés; aucun nom",
    "aggregate": "plusieurs; plusieurs, non distingués; several; aggregate; regroupés; plusieurs organisations; "
    "several bodies, not told apart; agrégé",
    "public": "fonds publics; fonds publics, payeur non nommé; public funds; public bodies, not named; public",
    "withheld": "caviardé; retenu; withheld; confidentiel; refusé; masqué; retenu par l'organisme",
    "person": "personne; une personne; a person; particulier; individu; personne physique; a person, not published",
    "unreadable": "illisible; unreadable; n'a pas pu être lu; could not be read",
}


def _words(codes: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, text in codes.items():
        for word in (code, code.replace("_", " "), *" ".join(text.split()).split(";")):
            found.setdefault(folded(word), code)
    return found


_SHARED = {"health_link": _YES_NO, "ai_link": _YES_NO, "former": _YES_NO}
_SHARED |= {"payer_absent_reason": _ABSENCE, "recipient_absent_reason": _ABSENCE}
ENUMERATIONS: dict[tuple[str, str], dict[str, str]] = {
    key: _words(codes or _SHARED[key[1]]) for key, codes in _LISTS.items()
}


def codes_for(record_kind: str, field: str) -> dict[str, str]:
    """{folded word: code} of a field of a kind; a KeyError where it is no closed list."""
    return ENUMERATIONS.get((record_kind, field)) or ENUMERATIONS["", field]
