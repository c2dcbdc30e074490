"""The pages that are looked at in a browser, by name: their addresses after the language."""

from funding.dashboards.catalogue import QUESTIONS
from tests.whole import WHOLE

PAGES = {
    "home": "",
    "projects": "projects/",
    "organizations": "organizations/",
    "establishments": "establishments/",
    "people": "people/",
    "seats": "seats/",
    "person": "people/alexandre-le-bouthillier/",
    "programme": "programmes/aixpert/",
    "source": "sources/iris-2023/",
    "establishment": "organizations/centre-hospitalier-de-l-universite-de-montreal/",
    "programmes": "programmes/",
    "awards": "awards/",
    "awards-filtered": "awards/?sector=private&basis=final",
    "awards-none": "awards/?q=zzzz",
    "sources": "sources/",
    "funders": "funders/",
    "consortia": "consortia/",
    "medteq": "organizations/medteq/",
    "method": "method/",
    "data": "data/",
    "api": "api/",
    "releases": "releases/",
    "release": "releases/1/",
    "edition-awards": "releases/1/awards/",
    "corrections": "corrections/",
    "report": "report/organization/medteq/",
    "report-received": "report/received/",
    "network": "network/organization/medteq/",
    "award": "awards/t-02/",
    "project": "projects/22-projets-en-sante-soutenus-par-scale-ai-depuis-2021/",
    "search": "search/?q=imagia",
    "search-near": "search/?q=imagai",
}
# The questions, and the invented register; without `make test-all` those of which each shows something that no other does.
ALL_QUESTION_PAGES = {
    "questions": "questions/",
    **{f"question-{slug}": f"questions/{slug}/" for slug in QUESTIONS},
    "embed": "questions/concentration/embed",
    "chart-embed": "questions/concentration/lorenz/embed",
    "edition-question": "releases/1/questions/concentration/",
    "example-home": "r/exemple/",
    "example-awards": "r/exemple/awards/",
    "example-left-out": "r/exemple/awards/?not_sector=public&year_from=2019&year=unknown&amount_from=1000",
    "example-concentration": "r/exemple/questions/concentration/",
    "example-flows": "r/exemple/questions/who-decides/?by=name",
    "example-boards": "r/exemple/questions/boards/",
}
LIKE_OTHERS = {
    *("research-and-commercial", "traced", "repeat-participants", "uses", "stages-and-programmes", "over-time"),
    *("access-to-information", "interlocks", "positions", "establishments"),
}
LATER = {
    *(f"question-{slug}" for slug in LIKE_OTHERS),
    "example-home",
    "example-awards",
    "example-concentration",
    "example-flows",
}
QUESTION_PAGES = {name: address for name, address in ALL_QUESTION_PAGES.items() if WHOLE or name not in LATER}
