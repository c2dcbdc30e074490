"""The headings that columns carry, French and English, for each kind of record.

Comes in: nothing. Goes out: `KINDS` {record kind: {field: type}}, `HEADINGS` {record kind: {folded heading: field}} and
`SHEET_WORDS` {record kind: words}. The type of a field says which parser of values.py reads it.
"""

from funding.imports.lexicon import folded

# One line per kind: field:type, text where no type is said.
_KINDS = {
    "award": """title title_en entry_type:choice payer:party payer_neq:neq recipient:party recipient_neq:neq
        recipient_bn:bn recipient_identifier:identifier programme amount:amount currency:currency instrument:choice
        money_stage:choice flow_level:choice parent supersedes decision_date:date fiscal_year:fiscal_year project
        description description_en health_link:choice ai_link:choice public_partner:list private_partner:list partner:list
        host:list lead use_type:list use_domain:list region reference:identifier count_of_projects:count in_scope:choice
        project_stage:choice project_status:choice project_outcome payer_absent_reason:choice
        recipient_absent_reason:choice recipient_address fee:amount note section quote""",
    "organization": """name name_en acronym other_names:list kind:choice sector:choice legal_form:choice
        controlled_by:choice parent group region neq:neq bn:bn identifier:identifier valid_from:date valid_to:date
        reference:identifier note section quote""",
    "participation": """project title_en organization:party role:choice count_of_projects:count project_stage:choice
        project_status:choice project_outcome use_type:list use_domain:list lead host:list public_partner:list
        private_partner:list health_link:choice ai_link:choice reference:identifier note section quote""",
    "membership": """organization person holder_organization on_behalf_of role seat_kind:choice valid_from:date
        valid_to:date former:choice reference:identifier note section quote""",
    "contribution": """organization installation project beneficiary contribution_kind:choice occupation
        headcount:count hours:quantity amount:amount currency:currency fiscal_year:fiscal_year date:date
        reference:identifier note section quote""",
    "event": """organization event_kind:choice other_organization other_place date:date description description_en
        reference:identifier note section quote""",
    "programme": """name name_en payer chooser programme_kind:choice valid_from:date valid_to:date description
        reference:identifier note section quote""",
    "position": """group law position:choice concerns:list date:date reference:identifier note section quote""",
    "reported_figure": """key:identifier label label_en value:quantity unit qualifier:choice rounded_to:quantity table
        organization use_type use_domain period rule:choice rule_terms part:choice closes:choice reference:identifier
        note section quote""",
    "access_request": """organization body_text reference:identifier sent:date due:date extended:date answered:date
        outcome:choice articles note section quote""",
}
KINDS: dict[str, dict[str, str]] = {
    kind: {name: sort or "text" for name, _, sort in (field.partition(":") for field in fields.split())}
    for kind, fields in _KINDS.items()
}

# Headings that mean the same field in every kind that has it.
_COMMON = {
    "reference": """
        référence; numéro de référence; no de référence; no référence; reference; réf; numéro de dossier; no dossier;
        no de dossier; numéro de projet; no projet; no de projet; project number; grant number; award number; file
        number; identifier; grant identifier; numéro; no; code du projet; référence de la décision; référence
        décision; acte réf; numéro du contrat; contract number; numéro d'entente; reference number; id; dossier; n°;
        no de contrat; no contrat; numéro d'avis; no seao; numéro seao; no d'entente; no de demande; numéro de
        demande; numéro de subvention; no de subvention; numéro d'engagement; no d'engagement; identifiant du projet;
        project id; file no; agreement number; ref number; funding reference number; application number; agreement no
    """,
    "note": """
        remarque; remarques; rem; obs; note; notes; commentaire; commentaires; comment; comments; observations;
        précisions; remarks
    """,
    "section": "section; section de l'étude; section du document; place in the source; chapitre",
    "quote": "extrait; citation; quote; passage cité; quotation; excerpt",
    "region": """
        région; région administrative; region; administrative region; région sociosanitaire; province; localisation;
        région du bénéficiaire; région du projet; location; project location; recipient province; mrc
    """,
    "project": """
        projet; nom du projet; titre du projet; project; project name; project title; nom de projet; projet financé;
        projet subventionné; titre de projet
    """,
    "organization": """
        organisation; organisme; nom de l'organisation; nom de l'organisme; organization; organization name; organisation name;
        organization name; établissement; body; institution; organisme public; ministère ou organisme
    """,
    "description": """
        description; objet; description du projet; project description; objet de la subvention; purpose; but; objet du
        financement; sub objet; sub obj; résumé; summary; description sommaire; objet du contrat; sommaire du projet;
        objet de la dépense
    """,
    "description_en": "description en anglais; english description; description anglaise",
    "title_en": "titre en anglais; english title; titre anglais",
    "name_en": """
        nom en anglais; english name; nom anglais; english; anglais; english/anglais; name in english
    """,
    "date": "date; date de l'événement; année; year",
    "currency": "monnaie; devise; currency; currency code; code de la devise",
    "fiscal_year": """
        année financière; exercice; exercice financier; fiscal year; financial year; année; year; annee; af; fy; année
        budgétaire; exercice budgétaire; année d'attribution; award year; années financières; an
    """,
    "use_type": "type d'utilisation; type d'usage; usage; type of use; utilisation; use type; use",
    "use_domain": """
        domaine; domaine d'utilisation; domaine d'usage; domain; field of use; domaine de recherche; use domain
    """,
    "lead": """
        responsable; responsable du projet; chercheur principal; chercheuse principale; lead; principal
        investigator; porteur; porteur du projet; titulaire; chercheur responsable; project lead; investigator;
        responsable scientifique
    """,
    "host": """
        établissement hôte; hôte; host; host institution; host establishment; milieu d'accueil; lieu de réalisation
    """,
    "public_partner": """
        partenaire public; partenaires publics; public partner; public partners; partenaire du secteur public
    """,
    "private_partner": """
        partenaire privé; partenaires privés; private partner; private partners; partenaire industriel; partenaires
        industriels; industry partner; partenaire du secteur privé; entreprise partenaire
    """,
    "health_link": "lien avec la santé; lien santé; santé; health link; link with health; health",
    "ai_link": """
        lien avec l'ia; lien ia; ia; lien avec l'intelligence artificielle; ai link; link with ai; ai
    """,
    "count_of_projects": "nombre de projets; nb de projets; number of projects; projets financés; nbre de projets",
    "project_stage": "stade du projet; stade; étape du projet; project stage; stage",
    "project_status": "statut du projet; statut; état du projet; project status; status; état d'avancement; état",
    "project_outcome": "issue du projet; issue; résultat du projet; outcome; project outcome; suites",
    "valid_from": """
        début; date de début; depuis; start; start date; from; entrée en fonction; valid from; du; début du mandat; début de
        mandat; date de nomination; nomination; nommé le; en poste depuis; membre depuis; term start; start of term; appointed;
        date appointed
    """,
    "valid_to": """
        fin; date de fin; jusqu'au; end; end date; until; fin de mandat; valid to; au; fin du mandat; échéance du mandat; date
        de départ; term end; end of term; expiry
    """,
    "amount": """
        montant; montant du financement; montant de la subvention; montant accordé; montant octroyé; montant versé;
        montant total; montant attribué; somme; somme versée; amount; amount awarded; award amount; grant amount;
        funding amount; amount paid; value; valeur; financement; financement accordé; subvention; aide financière;
        total cost; montant en $; valeur totale; montant total de la subvention; sub montant; contribution financière;
        dépense; contribution; montant de la contribution; montant du contrat; valeur du contrat; montant engagé;
        montant de l'aide financière; total; montant de l'aide; montant annuel; contract value; original value;
        agreement value; total contrib; montant autorisé; montant du transfert; montant payé; montant du prêt; montant
        demandé et accordé; montants; montant ttc; aide accordée; montant approuvé; montant alloué; montant de la
        garantie; montant consenti; dollars; aide versée; aide octroyée; aide totale; aide financière accordée; aide
        financière octroyée; aide financière versée; aide financière totale; subvention accordée; subvention octroyée;
        subvention versée; subvention totale; montant subventionné; montant déboursé; déboursé; déboursés; versement;
        versements; montant du versement; total versé; total accordé; total octroyé; montant investi; montant de
        l'investissement; prêt; montant final; montant reçu; contribution versée; contribution accordée; contribution
        gouvernementale; contribution du gouvernement; contribution du ministère; contribution maximale; financement
        octroyé; financement total; financement versé; soutien financier; montant du soutien; somme accordée; somme
        octroyée; sommes versées; sommes accordées; valeur de la subvention; prix du contrat; montant adjugé; montant
        facturé; funding; payment; payments; disbursement; disbursements; total funding; total amount; total awarded;
        grant; grant value; award value; amount granted; amount approved; amount disbursed; approved amount; approved
        funding; montant total contrat; montant total du contrat; total contract value; amount committed; total amount
        awarded; contribution amount; montant récurrent; montant non récurrent
    """,
    "parent": """
        issu du transfert; transfert d'origine; transfert parent; parent; out of the transfer; parent transfer
    """,
    "group": "groupe; groupe d'entreprises; company group; group",
    "neq": "neq; numéro d'entreprise du québec; québec enterprise number; neq de l'organisation",
    "bn": """
        numéro d'entreprise; ne; business number; bn; numéro d'entreprise de l'arc; no d'entreprise fédéral
    """,
    "identifier": """
        identifiant; identifier; id; siret; siren; charity number; org id; organisation identifier
    """,
}
_OWN = {
    "award": {
        "title": """
            nom du projet ou de l'organisation; titre; title; intitulé; intitulé du projet; libellé; grant title;
            titre de la subvention; award title; projet ou organisation; nom de l'inscription; contrat; titre du
            contrat; titre du projet de recherche; nom du projet financé; désignation; titre de la recherche; intitulé
            de la subvention; titre du financement; sujet de recherche; application title; agreement title; agreement
            title en; agreement title fr; titre de l'entente
        """,
        "entry_type": "type d'inscription; projet ou organisation type; entry type; inscription",
        "partner": """
            partenaires; partenaire; partners; partner; partenaires du projet; project partners; organisations
            participantes; participants; participating organizations; collaborateurs; collaborators; partenaires
            participants; organisations partenaires; partenaires impliqués; consortium partners; organismes
            partenaires; entreprises participantes; partenaires financiers; établissements participants; partner
            organizations; partner organisations
        """,
        "payer": """
            payeur; bailleur; bailleur de fonds; nom attribuant; nom de l'attribuant; attribuant; funder; funding org
            name; funding organisation; funding organization; source du financement; source de financement; ministère;
            payer; coll nom; organisme subventionnaire; donneur; donateur; organisme payeur; funding body; organisme
            qui finance; bailleur public; acheteur; nom de l'acheteur; buyer; funding department; department; financé
            par; organisme donneur; investisseur; awarding body; ministère responsable; donor; donor name; funder
            name; organisme public; donneur d'ouvrage; provenance du financement; provenance des fonds; ministère ou
            organisme; ministère organisme; ministère et organisme; ministère payeur; bailleurs de fonds; source of
            funding; funding source; grantor; owner org title; owner organization
        """,
        "payer_neq": "neq du payeur; neq payeur; neq de l'attribuant",
        "recipient": """
            bénéficiaire; nom bénéficiaire; nom du bénéficiaire; recipient; recipient name; recipient org name;
            recipient organisation; recipient organization; récipiendaire; nom du récipiendaire; fournisseur; nom du
            fournisseur; supplier; vendor; vendor name; attrib nom; organisme bénéficiaire; nom de l'organisme
            bénéficiaire; entreprise bénéficiaire; subventionné; organisme subventionné; entreprise; company; nom de
            l'entreprise; grantee; beneficiary; bénéficiaires; demandeur; promoteur; nom du promoteur; company name;
            adjudicataire; association; nom de l'association; recipient legal name; contractant; coordinator;
            organisme; nom de l'organisme; organisation; nom de l'organisation; établissement; établissement
            bénéficiaire; organization; organization name; institution; nom légal; nom légal de l'organisme; nom légal
            de l'entreprise; nom légal du bénéficiaire; raison sociale; dénomination sociale; client; nom du client;
            nom du contractant; titulaire du contrat; nom de l'établissement; nom de l'institution; université; nom du
            demandeur; mandataire; prestataire; prestataire de services; nom du prestataire; firme; nom de la firme;
            consultant; attributaire; compagnie; nom de la compagnie; partenaire financé; organisme financé; organisme
            soutenu; organismes; entreprises; organisations; établissements; fournisseurs; récipiendaires; fournisseur
            retenu; soumissionnaire retenu; nom de l'organisme ou de l'entreprise; organisme ou entreprise; entreprise
            ou organisme; legal name; payee; applicant; awardee; contractor; contractor name; contracting party;
            supplier name; grant recipient; beneficiary name; funded organization; lead organization; institution
            paid; research organization name; recipient's legal name; organisme responsable; établissement responsable; organisme porteur; bénéficiaire principal; lead organisation
        """,
        "recipient_neq": """
            neq; neq du bénéficiaire; numéro d'entreprise du québec; neq bénéficiaire; neq du fournisseur; québec
            enterprise number; no neq; neq du récipiendaire; numéro d'entreprise (neq); no d'entreprise (neq); numéro
            neq; n° neq; neq de l'organisme; neq de l'entreprise; neq de l'organisation
        """,
        "recipient_bn": """
            numéro d'entreprise; business number; recipient business number; numéro d'entreprise du bénéficiaire;
            ne; numéro d'entreprise de l'arc; bn
        """,
        "recipient_identifier": """
            id bénéficiaire; identification du bénéficiaire; identifiant du bénéficiaire; siret; siren; recipient org
            identifier; siret du bénéficiaire; attrib siret; recipient identifier; n siret; numéro siret; recipient
            org charity number; recipient id; numéro siren; identifiant du fournisseur; numéro du fournisseur; no
            fournisseur; vendor number; supplier id; organization id; organisation id; org id; recipient organization
            id
        """,
        "programme": """
            programme; nom du programme; program; grant programme title; grant programme; programme de financement;
            volet; programme ou mesure; enveloppe; mesure; dispositif; dispositif aide; sub dispositif; program name;
            funding program; programme name; programme d'aide; prog; concours; funding scheme; appel de projets; nom
            de la mesure; nom du fonds; nom du concours; nom de l'enveloppe; volet du programme; programme normé;
            programme et volet; programme budgétaire; funding programme; call for projects; prog name; prog name en;
            prog name fr; program name en; program name fr; funding stream; stream; competition; nom de l'appel de
            projets
        """,
        "instrument": """
            instrument; nature; nature de l'aide; type d'aide; type de financement; funding type; nature de la
            subvention; forme de l'aide; sub nature; type of funding; nature du financement; type d'aide financière;
            agreement type; type d'intervention
        """,
        "money_stage": "étape de l'argent; état du versement; money stage; étape du financement",
        "flow_level": "niveau; niveau de flux; flow level; transfert ou final; level",
        "supersedes": "remplace; supersedes; replaces; remplace l'inscription",
        "decision_date": """
            date; date de la décision; date convention; date de la convention; date d'octroi; award date; date
            d'attribution; decision date; acte date; date de la convention de subvention; date du contrat; contract
            date; date accordée; date d'approbation; date de signature; date de l'annonce; date annonce; agreement
            start date; date décision; date d'adjudication; date de conclusion; date de conclusion du contrat; date de
            l'entente; date d'attribution du contrat; date de l'octroi; date de l'attribution; date de la signature;
            signature date; date awarded; date of award; date de début; start date; date de la subvention; date
            d'autorisation; date de l'approbation; announcement date; date announced; approval date; date approved;
            date d'annonce
        """,
        "in_scope": "portée; in scope; scope; part en santé",
        "payer_absent_reason": "raison de l'absence du payeur; pourquoi aucun payeur; why no payer is named",
        "recipient_absent_reason": """
            raison de l'absence du bénéficiaire; pourquoi aucun bénéficiaire; why no recipient is named
        """,
        "recipient_address": """
            adresse; adresse de l'organisme; adresse du bénéficiaire; address; recipient address; ville; city;
            municipalité; recipient city
        """,
        "fee": "frais; frais de gestion; management fee; fee; frais d'administration; commission",
        "lead": """
            chercheur; chercheuse; researcher; principal investigator name; nom du chercheur; nom du chercheur
            principal; candidat principal
        """,
    },
    "organization": {
        "name": """
            français; french; french/français; nom français; nom en français; name in french; nom; organisation; nom
            officiel; name; organization; organisation name; nom de l'organisation; raison sociale; dénomination
            sociale
        """,
        "acronym": "sigle; acronyme; acronym; abréviation; short name; abbreviation",
        "other_names": "autres noms; autre nom; other names; alias; noms antérieurs; anciens noms; also known as",
        "kind": """
            sorte d'organisation; type d'organisation; genre d'organisation; kind; type; organization kind; type
            d'acteur; sorte; catégorie
        """,
        "sector": "secteur; sector; public ou privé",
        "legal_form": "forme juridique; legal form; statut juridique; forme légale",
        "controlled_by": "contrôlée par; contrôlé par; contrôle; controlled by; control",
        "parent": """
            fait partie de; établissement parent; parent; parent organization; organisation mère; relève de; part of;
            société mère
        """,
    },
    "participation": {
        "organization": "participant; participante; partenaire; partner; organisation participante; membre",
        "role": "rôle; role; rôle dans le projet; à titre de; titre de participation",
    },
    "membership": {
        "organization": "conseil; conseil d'administration de; siège à; board of",
        "person": """
            personne; nom; membre; administrateur; administratrice; nom de la personne; person; name; nom du membre;
            director; administrateur ou administratrice; nom et prénom; prénom et nom; nom de l'administrateur; membres;
            administrateurs; full name; member; board member; member name; director name
        """,
        "holder_organization": """
            organisation qui siège; organisation titulaire; holder organization; organisation membre; seat holder
        """,
        "on_behalf_of": """
            au nom de; pour le compte de; représente; on behalf of; provenance; affiliation; organisation d'attache;
            employeur; organisme d'attache; établissement d'attache; employer; organisation représentée; organisme
            représenté
        """,
        "role": "fonction; rôle; titre; poste; role; title; position; function",
        "seat_kind": "sorte de siège; type de siège; seat kind; instance; type d'instance; kind of seat",
        "former": "ancien; ancienne; ancien membre; former; former member",
    },
    "contribution": {
        "organization": "établissement; qui fournit; contributeur; contributor",
        "installation": "installation; site; hôpital; hospital; lieu",
        "beneficiary": "entreprise bénéficiaire; bénéficiaire; beneficiary; entreprise; compagnie; au profit de",
        "contribution_kind": """
            sorte de contribution; type de contribution; contribution kind; nature de la contribution; kind of
            contribution
        """,
        "occupation": """
            profession; professions; titre d'emploi; corps d'emploi; occupation; job title; catégorie d'emploi; titre
            d'emploi regroupé
        """,
        "headcount": """
            nombre de personnes; effectif; effectifs; headcount; nombre d'employés; personnes; nb de personnes
        """,
        "hours": """
            heures; nombre d'heures; hours; heures travaillées; staff hours; heures consacrées; nb d'heures
        """,
        "amount": "salaires; salaires et avantages sociaux; coût; coûts; salaries; cost; coût salarial",
    },
    "event": {
        "event_kind": """
            sorte d'événement; type d'événement; événement; event; event kind; event type; nature de l'événement
        """,
        "other_organization": """
            autre organisation; acquéreur; acheteur; other organization; acquirer; acquise par; fusion avec; nouvelle
            organisation
        """,
        "other_place": """
            pays de l'autre organisation; pays; lieu; country; place; other place; pays de l'acquéreur
        """,
    },
    "programme": {
        "name": "nom du programme; programme; nom; program; program name; name; enveloppe",
        "payer": "payeur; bailleur; bailleur de fonds; payer; funder; ministère; financé par",
        "chooser": """
            qui choisit; choisi par; gestionnaire; organisme gestionnaire; chooser; managed by; décideur; géré par
        """,
        "programme_kind": """
            sorte de programme; type de programme; programme kind; kind of programme; enveloppe ou politique
        """,
    },
    "position": {
        "group": """
            type de groupe; groupe; catégorie d'intervenants; intervenants; group; type of group; organisme
        """,
        "law": "loi; projet de loi; law; bill",
        "position": "position globale; position; avis; stand; opinion",
        "concerns": "préoccupations; préoccupation; concerns; enjeux; arguments; préoccupations soulevées",
    },
    "reported_figure": {
        "key": "clé; key; identifiant; code",
        "label": "libellé; intitulé; label; chiffre; indicateur; figure; énoncé",
        "label_en": "libellé en anglais; english label; libellé anglais",
        "value": "valeur; value; nombre; chiffre déclaré; nombre de projets d'ia; nombre de projets; number",
        "unit": "unité; unit; unité de mesure",
        "qualifier": "qualificatif; qualifier; précision du chiffre",
        "rounded_to": "arrondi à; arrondi; rounded to; précision",
        "table": "tableau; table; tableau de l'étude",
        "organization": "nom de l'établissement ou de l'installation de soins; établissement",
        "period": "période; period; état des données; date",
        "rule": "règle; ce que le registre compte; compté au registre; rule; counted beside it",
        "rule_terms": "règle appliquée à; termes de la règle; counted of; rule applies to",
        "part": "rôle dans une réponse; part in an answer",
        "closes": """
            document qui comblerait l'écart; ce qui comblerait l'écart; what would close it; closing record
        """,
    },
    "access_request": {
        "organization": "organisme; organisme visé; body; ministère; organisme public; à qui; public body",
        "body_text": "organismes non nommés; unnamed bodies; groupe d'organismes",
        "sent": """
            envoyée le; date d'envoi; sent; date de la demande; date sent; date d'envoi de la demande; reçue le;
            request date
        """,
        "due": "échéance; date limite; due; due date; date d'échéance; délai",
        "extended": "prolongée au; prolongation; extended; extended to; nouvelle échéance",
        "answered": "répondue le; date de réponse; date de la réponse; answered; answer date; réponse reçue le",
        "outcome": """
            réponse; issue; outcome; décision; nature de la réponse; type de décision; result; decision
        """,
        "articles": """
            articles invoqués; articles; articles de loi; articles de la loi; sections invoked; motifs de refus
        """,
    },
}


def _split(text: str) -> list[str]:
    return [folded(word) for word in " ".join(text.split()).split(";")]


def _headings_of(kind: str) -> dict[str, str]:
    headings: dict[str, str] = {}
    for words in (_OWN[kind], _COMMON):
        for field, text in words.items():
            if field in KINDS[kind]:
                for heading in _split(text):
                    headings.setdefault(heading, field)
    for field in KINDS[kind]:
        headings.setdefault(folded(field.replace("_", " ")), field)
    return headings


HEADINGS: dict[str, dict[str, str]] = {kind: _headings_of(kind) for kind in KINDS}

# Words of a sheet's name or title that tell what its rows are.
SHEET_WORDS: dict[str, tuple[str, ...]] = {
    kind: tuple(_split(words))
    for kind, words in {
        "award": "inscription; subvention; financement; transfert; grant; award; contrat; octroi; aide financiere",
        "organization": "organisations; organismes; organizations; acteurs; repertoire",
        "participation": "participation; participant; partenaires des projets",
        "membership": "siege; conseil d'administration; conseils d'administration; board; gouvernance; membres",
        "contribution": "contribution; heures; prets de service; ressources humaines; liberation",
        "event": "evenement; devenir; event; fusions; acquisitions",
        "programme": "programmes; programs; enveloppes",
        "position": "position; memoires; consultations",
        "reported_figure": "chiffres; tableau 4; tableau 6; reported figure; etablissements; usages; indicateurs",
        "access_request": "demandes d'acces; access request; acces a l'information; demande d'acces",
    }.items()
}
