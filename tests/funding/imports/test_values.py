"""Identifiers, counts, closed lists, names and text; and each sentence in both languages."""

import re
from decimal import Decimal

import pytest

from funding import choices as funding_choices
from funding.imports.amounts import NumberStyle, Unreadable
from funding.imports.enumerations import ENUMERATIONS, codes_for
from funding.imports.headers import HEADINGS, KINDS, SHEET_WORDS
from funding.imports.sentences import PHRASES, SENTENCES, sentence
from funding.imports.values import (
    Style,
    parse_bn,
    parse_choice,
    parse_count,
    parse_currency,
    parse_identifier,
    parse_list,
    parse_neq,
    parse_quantity,
    parse_text,
    reader,
    shown,
)
from projects import choices as project_choices


def told(found: object) -> object:
    return f"!{found.reason}" if isinstance(found, Unreadable) else found


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("1147627393", "1147627393"),
        (1147627393.0, "1147627393"),
        (1147627393, "1147627393"),
        ("NEQ 1147 627 393", "1147627393"),
        ("11-4762-7393", "1147627393"),
        ("1147627394", "!not_an_identifier"),  # a digit mistyped: the check fails
        ("9147627393", "!not_an_identifier"),
        ("114762739", "!not_an_identifier"),
        ("1,14763E+09", "!damaged_identifier"),
        ("n/d", "!not_available"),
    ],
)
def test_neq(cell: object, answer: str) -> None:
    assert told(parse_neq(cell)) == answer


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("123456782", "123456782"),
        ("123456782RT0001", "123456782"),
        ("123 456 782 RC 0001", "123456782"),
        (123456782.0, "123456782"),
        ("123456789", "!not_an_identifier"),
        ("000000000", "!not_an_identifier"),
        ("12345678", "!not_an_identifier"),
    ],
)
def test_business_number(cell: object, answer: str) -> None:
    assert told(parse_bn(cell)) == answer


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("44259700100035", "44259700100035"),
        ("00123", "00123"),
        ("GB-CHC-1126147", "GB-CHC-1126147"),
        ("452474562.0", "452474562"),
        (452474562.0, "452474562"),
        ("2,43E+13", "!damaged_identifier"),
        ("8.30E+13", "!damaged_identifier"),
        ("21860194600000.0", "!damaged_identifier"),
        ("44088714900000", "!damaged_identifier"),
        (24300000000000.0, "!damaged_identifier"),
        (1e21, "!damaged_identifier"),
        ("s.o.", "!not_applicable"),
        ("ND", "ND"),
    ],
)
def test_identifier(cell: object, answer: str) -> None:
    assert told(parse_identifier(cell)) == answer


def test_counts_and_quantities() -> None:
    assert parse_count("18") == 18
    assert parse_count(18.0) == 18
    assert parse_count("trois") == 3
    assert told(parse_count("2,5")) == "!not_a_number"
    assert told(parse_count("-3")) == "!not_a_number"
    assert parse_quantity("7,5 heures", NumberStyle(mark=",")) == Decimal("7.5")
    assert parse_quantity("12 %", NumberStyle()) == Decimal("12")
    assert parse_quantity(0.1 + 0.2, NumberStyle()) == Decimal("0.3")


@pytest.mark.parametrize(
    ("record_kind", "field", "cell", "answer"),
    [
        ("award", "ai_link", "Oui", "yes"),
        ("award", "health_link", "non", "no"),
        ("award", "ai_link", "S. O.", "not_applicable"),
        ("award", "entry_type", "Projet", "project"),
        ("award", "instrument", "Aide en numéraire", "grant"),
        ("award", "instrument", "aide en numéraire;aide en nature", "mixed"),
        ("award", "instrument", "Prêt", "loan"),
        ("award", "flow_level", "transfert", "transfer"),
        ("award", "recipient_absent_reason", "plusieurs, non distingués", "aggregate"),
        ("organization", "kind", "Jeune pousse", "startup"),
        ("organization", "kind", "startup", "startup"),
        ("organization", "legal_form", "OBNL", "nonprofit_corporation"),
        ("event", "event_kind", "Faillite", "bankruptcy"),
        ("membership", "former", "oui", "yes"),
        ("reported_figure", "rule", "Pas compté : même argent", "same_money"),
        ("reported_figure", "part", "Décideurs principaux", "deciders"),
        ("reported_figure", "closes", "Rapport annuel", "boards"),
        ("award", "instrument", "troc", "!not_in_list"),
        ("award", "instrument", "caviardé", "!redacted"),
    ],
)
def test_word_of_a_closed_list(record_kind: str, field: str, cell: str, answer: str) -> None:
    assert told(parse_choice(cell, record_kind, field)) == answer


def test_codes_are_those_of_the_register() -> None:
    known = {
        ("organization", "kind"): project_choices.OrganizationKind,
        ("organization", "sector"): project_choices.Sector,
        ("organization", "legal_form"): project_choices.LegalForm,
        ("organization", "controlled_by"): project_choices.ControlledBy,
        ("award", "entry_type"): project_choices.EntryType,
        ("award", "instrument"): funding_choices.Instrument,
        ("award", "money_stage"): funding_choices.MoneyStage,
        ("award", "flow_level"): funding_choices.FlowLevel,
        ("", "project_stage"): project_choices.ProjectStage,
        ("", "project_status"): project_choices.ProjectStatus,
        ("", "health_link"): project_choices.Link,
        ("", "ai_link"): project_choices.Link,
        ("participation", "role"): project_choices.ParticipationRole,
        ("membership", "seat_kind"): project_choices.SeatKind,
        ("contribution", "contribution_kind"): funding_choices.ContributionKind,
        ("event", "event_kind"): project_choices.EventKind,
        ("programme", "programme_kind"): funding_choices.ProgrammeKind,
        ("position", "position"): project_choices.Stance,
        ("reported_figure", "qualifier"): funding_choices.Qualifier,
        ("reported_figure", "rule"): funding_choices.CountRule,
        ("reported_figure", "part"): funding_choices.AnswerPart,
        ("reported_figure", "closes"): funding_choices.ClosingRecord,
        ("access_request", "outcome"): funding_choices.RequestOutcome,
    }
    for key, enumeration in known.items():
        assert set(ENUMERATIONS[key].values()) == set(enumeration.values), key


def test_each_closed_list_has_words_and_each_field_a_heading() -> None:
    for record_kind, fields in KINDS.items():
        for field, field_type in fields.items():
            if field_type == "choice":
                assert codes_for(record_kind, field)
            assert field in HEADINGS[record_kind].values(), (record_kind, field)
    assert set(SHEET_WORDS) == set(KINDS)


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("AstraZeneca ; Bayer", "AstraZeneca; Bayer"),
        ("CHUM; Imagia, Université de Montréal", "CHUM; Imagia; Université de Montréal"),
        ("AlayaCare\nDialogue", "AlayaCare; Dialogue"),
        ("• CHUM\n• CUSM", "CHUM; CUSM"),
        ("CHUM; CHUM", "CHUM"),
        ("Centre hospitalier\nde l’Université de Montréal", "Centre hospitalier de l’Université de Montréal"),
        ("Centre universitaire\r\n(CUSM)\nMila", "Centre universitaire (CUSM); Mila"),
        ("Institut de\nCardiologie\nMila", "Institut de Cardiologie; Mila"),
        ("Technologies Emovi, inc.", "Technologies Emovi, inc."),
        ("Centre de recherche, innovation et transfert", "Centre de recherche, innovation et transfert"),
        ("s.o.", "!not_applicable"),
    ],
)
def test_several_names_in_one_cell(cell: str, answer: str) -> None:
    assert told(parse_list(cell)) == answer


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("  Institut  de\ncardiologie ", "Institut de cardiologie"),
        ("ARTICLE 1", "ARTICLE 1"),
        ("ART 86", "ART 86"),
        ("[art. 23]", "!redacted"),
        ("caviardé", "!redacted"),
        ("s. o.", "!not_applicable"),
        ("n/d", "!not_available"),
        ("ND", "ND"),
        ("#N/A", "!formula-error"),
        ("évil\u202etxt", "éviltxt"),
    ],
)
def test_text(cell: str, answer: str) -> None:
    assert told(parse_text(cell)) == answer


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("CAD", "CAD"),
        ("$ CA", "CAD"),
        ("$", "CAD"),
        ("euros", "EUR"),
        ("£", "GBP"),
        ("NOK", "NOK"),
        ("?", "!not_available"),
    ],
)
def test_currency(cell: str, answer: str) -> None:
    assert told(parse_currency(cell)) == answer


def test_a_reader_says_that_it_took_control_characters_out_or_cut_the_text() -> None:
    read = reader("text", "award", "title", Style())
    assert read("bon\x07jour\u202e")[:2] == ("bonjour", "control-characters")
    value, reason, parameters, *_ = read("x" * 12_000)
    assert (len(value or ""), reason, parameters["length"]) == (10_000, "too-long", 12_000)


def test_nothing_that_is_shown_holds_what_a_database_refuses() -> None:
    assert shown("a\0b") == "a␀b"
    assert shown(5.0) == "5"
    assert shown(1.5) == "1.5"


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_each_sentence_exists_in_both_languages_and_takes_the_same_parameters(code: str) -> None:
    french, english = SENTENCES[code]
    assert set(re.findall(r"{(\w+)}", french)) == set(re.findall(r"{(\w+)}", english))
    for language in ("fr", "en"):
        assert "{" not in sentence(code, {}, language)
    assert not re.search(r" [;:!?»]|« ", sentence(code, {"raw": "x"}, "fr"))


def test_short_codes_in_sentences_are_spelt_out() -> None:
    assert "NEQ has 10 digits" in sentence("not_an_identifier", {"raw": "12", "expected": "neq"}, "en")
    assert "10 chiffres" in sentence("not_an_identifier", {"raw": "12", "expected": "neq"}, "fr")
    assert all(len(pair) == 2 for pair in PHRASES.values())
