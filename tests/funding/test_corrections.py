"""« Signaler une erreur »: what is taken, what floods are kept out, who answers, and what everyone reads."""

import re
from xml.etree import ElementTree

import pytest
from redis.exceptions import ConnectionError as NoRedis

from funding import attempts
from funding.corrections import views
from funding.corrections.choices import ErrorKind, RecordKind
from funding.corrections.models import Correction, CorrectionContact
from tests import factories as make
from tests.portal.site_things import build

pytestmark = pytest.mark.django_db
WRONG = {
    "error_kind": "amount",
    "text": "Le montant est de 12 $.",
    "source": "p. 4 du rapport",
    "email": "eve@example.org",
}
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def award():
    return make.award(title="Bourse", key="bourse", payers=[make.ministry()])


def send(client, kind="award", key="bourse", **changes):
    return client.post(f"/fr/report/{kind}/{key}/", {**WRONG, **changes})


def test_a_report_waits_in_the_queue_and_is_not_public(client, award):
    answer = send(client)
    assert answer.url == "/fr/report/received/"
    assert "signalement est reçu" in client.get(answer.url).content.decode()
    report = Correction.objects.get()
    assert (report.number, report.record_kind, report.record_key) == (1, "award", "bourse")
    assert report.contact.email == "eve@example.org"
    for address in ("/fr/awards/bourse/", "/fr/corrections/", "/fr/corrections.atom"):
        page = client.get(address).content.decode()
        assert "12 $" not in page and "eve@example.org" not in page
    assert "1 signalement est à l’examen." in client.get("/fr/awards/bourse/").content.decode()


def test_every_kind_of_record_leads_to_its_form(client):
    things = build()
    for kind in RecordKind.values:
        thing = things.by_model[kind]
        page = client.get(thing.get_absolute_url()).content.decode()
        address = f"/fr/report/{kind}/{thing.key}/"
        assert f'href="{address}"' in page, kind
        assert client.get(address).status_code == 200
        assert send(client, kind, thing.key, email="").status_code == 302 or kind in RecordKind.values[5:]
    assert {*Correction.objects.values_list("record_kind", flat=True)} >= {*RecordKind.values[:5]}


def test_what_has_no_page_of_its_own_is_reported_by_its_piece_of_evidence(client):
    """A seat, a figure, a request for access: each has evidence, and each piece leads to the form."""
    register = make.register(is_default=True)
    source = make.source(register, "Étude")
    make.published(make.reported_figure(register, "any", 3, rule="awards", public=False), source)
    piece = source.evidence.get().number
    page = client.get("/fr/questions/reported-against-computed/").content.decode()
    address = f"/fr/report/source/{source.key}/?piece={piece}"
    assert f'href="{address}"' in page
    assert f"Pièce {piece}\N{NO-BREAK SPACE}: " in client.get(address).content.decode()
    assert (
        "Pièce" not in client.get(f"/fr/report/source/{source.key}/?piece=x{piece}").content.decode().split("<form")[-1]
    )


def test_there_is_no_form_for_what_is_not_public(client, award):
    make.award(title="Secrète", key="secrete", public=False)
    for address in ("award/secrete", "award/rien", "register/bourse"):
        assert client.get(f"/fr/report/{address}/").status_code == 404
        assert client.post(f"/fr/report/{address}/", WRONG).status_code == 404


def test_a_program_that_fills_in_what_nobody_sees_is_thanked_and_forgotten(client, award):
    assert send(client, website="http://spam.example").url == "/fr/report/received/"
    assert not Correction.objects.exists()
    page = client.get("/fr/report/award/bourse/").content.decode()
    trap = re.search(r'<div class="trap" aria-hidden="true">.*?</div>', page, re.DOTALL).group(0)
    assert 'name="website"' in trap and 'tabindex="-1"' in trap


def test_one_address_sends_a_few_reports_an_hour(client, award):
    for number in range(views.FROM_ONE_ADDRESS):
        assert send(client, text=f"Signalement {number}").status_code == 302
    answer = send(client, text="De trop")
    assert answer.status_code == 429 and "Attendez avant" in answer.content.decode()
    assert Correction.objects.count() == views.FROM_ONE_ADDRESS
    other = client.post("/fr/report/award/bourse/", WRONG, REMOTE_ADDR="10.1.1.1")
    assert other.status_code == 302, "another address may still report"


def test_many_addresses_together_are_stopped_too(client, award, monkeypatch):
    monkeypatch.setattr(views, "FROM_EVERYONE", 2)
    sent = [
        client.post("/fr/report/award/bourse/", WRONG, REMOTE_ADDR=f"10.1.1.{number}").status_code
        for number in range(3)
    ]
    assert sent == [302, 302, 429]


def test_without_a_cache_nothing_is_taken_and_that_is_said(client, award, monkeypatch):
    def fails(*_arguments):
        raise NoRedis

    monkeypatch.setattr(views, "count_one", fails)
    assert "dans quelques minutes" in send(client).content.decode()
    assert not Correction.objects.exists()


def test_counters_tell_no_address(award):
    assert "10.0.0.9" not in attempts.counter("report", "10.0.0.9")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", ""),
        ("text", "x" * 2001),
        ("text", "http://a http://b http://c http://d"),
        ("source", "x" * 501),
        ("email", "pas une adresse"),
        ("error_kind", "zzz"),
    ],
)
def test_what_is_too_long_or_no_report_is_refused_with_its_reason(client, award, field, value):
    answer = send(client, **{field: value})
    assert answer.status_code == 400 and "errorlist" in answer.content.decode()
    assert not Correction.objects.exists()


def test_the_answer_is_public_and_the_sender_is_forgotten(client, staff, award):
    send(client)
    report = Correction.objects.get()
    reviewer = staff("reviewer")
    page = f"/fr/staff/corrections/{report.pk}/"
    assert "eve@example.org" in reviewer.get(page).content.decode()
    assert reviewer.post(page, {"state": "corrected", "answer": "Oui."}).status_code == 400, "what changed is not said"
    given = {"state": "corrected", "answer": "La source dit 12 $.", "change": "Montant : de 1 000 $ à 12 $."}
    assert reviewer.post(page, given).status_code == 302
    assert not CorrectionContact.objects.exists()
    for address in ("/fr/awards/bourse/", "/fr/corrections/"):
        words = client.get(address).content.decode()
        assert "La source dit 12 $." in words and "Montant : de 1 000 $ à 12 $." in words
        assert "Le montant est de 12 $." not in words, "the report itself is for the staff"
    feed = ElementTree.fromstring(client.get("/fr/corrections.atom").content)
    [entry] = feed.findall(f"{ATOM}entry")
    assert "Bourse" in entry.find(f"{ATOM}title").text and "La source dit" in entry.find(f"{ATOM}summary").text
    assert entry.find(f"{ATOM}link").get("href").endswith("/fr/corrections/#correction-1")


def test_no_history_keeps_the_address_of_a_sender(client, award):
    send(client)
    histories = [model for model in Correction._meta.apps.get_models() if model.__name__.endswith("History")]
    assert not [model for model in histories if model.__name__ == "CorrectionContactHistory"]
    assert Correction.objects.get().history.count() == 1


def test_what_is_set_aside_is_nowhere(client, staff, award):
    send(client)
    page = f"/fr/staff/corrections/{Correction.objects.get().pk}/"
    staff("reviewer").post(page, {"state": "set_aside", "answer": "", "change": ""})
    assert (
        "signalement" not in client.get("/fr/awards/bourse/").content.decode().split('class="report-line"')[1].lower()
    )
    assert "Aucune erreur" in client.get("/fr/corrections/").content.decode()


def test_an_answer_outlives_its_record(client, award):
    Correction.objects.create(
        register=award.register, number=1, record_kind="award", record_key="disparu", error_kind=ErrorKind.DATE,
        text="x", state="unchanged", answer="La date est la bonne.", answered_on="2024-01-10",
    )  # fmt: skip
    page = client.get("/fr/corrections/").content.decode()
    assert "Une fiche que le registre n’a plus" in page and "La date est la bonne." in page
    assert client.get("/en/corrections.atom").status_code == 200


def test_numbers_go_on_in_each_register(client, award):
    other = make.register(slug="autre")
    make.award(other, title="Ailleurs", key="ailleurs")
    send(client)
    send(client)
    client.post("/fr/r/autre/report/award/ailleurs/", WRONG)
    assert [*Correction.objects.order_by("pk").values_list("register__slug", "number")] == [
        (award.register.slug, 1),
        (award.register.slug, 2),
        ("autre", 1),
    ]


def test_the_queue_shows_what_waits(staff, award, client):
    send(client)
    queue = staff("reviewer").get("/fr/staff/corrections/").content.decode()
    assert "Le montant est de 12 $." in queue and "Bourse" in queue
