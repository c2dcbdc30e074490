"""The measure of the matching of names: what it counts, and the targets on names that were labelled by hand."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from tests.benchmarks.resolution import measure
from tests.benchmarks.resolution_files import bodies, canada_vendors, part, split, write

DATA = Path(settings.BASE_DIR).parent / "shared" / "data"
REGISTER = [("1", "Imagia Cybernétique"), ("1", "Imagia"), ("2", "Technologies Lavoie"), ("3", "Groupe Sagamie")]
MENTIONS = [
    ("IMAGIA inc.", "1"),
    ("Technologies Lavoie", "1"),
    ("Technologie Lavoies Zéta", "2"),
    ("Zébulon Frères", "3"),
    ("Groupe Sagamie", ""),
]


def test_each_mention_is_counted_once() -> None:
    counted = measure(REGISTER, MENTIONS)
    names = ("correct", "wrong", "waiting", "new", "unknown_linked")
    assert {name: counted[name] for name in names} == {
        "correct": 1,
        "wrong": 1,
        "waiting": 1,
        "new": 1,
        "unknown_linked": 1,
    }
    assert (counted["known"], counted["unlinked"], counted["in_first_three"]) == (4, 2, 1)
    assert (counted["linked_share"], counted["wrong_share"], counted["first_three_share"]) == (0.25, 0.4, 0.5)
    assert counted["per_second"] > 0


def test_the_command_prints_one_json_object(tmp_path: Path) -> None:
    write(tmp_path / "register.csv", ("id", "name"), REGISTER)
    write(tmp_path / "mentions.csv", ("name", "truth"), MENTIONS)
    command = [sys.executable, "-m", "tests.benchmarks.resolution", str(tmp_path / "register.csv")]
    done = subprocess.run(
        [*command, str(tmp_path / "mentions.csv"), "--json"], capture_output=True, check=True, cwd=settings.BASE_DIR
    )
    assert json.loads(done.stdout)["correct"] == 1


def test_a_split_hides_nothing_and_gives_no_mention_away() -> None:
    found = {str(n): [f"Nom {n} {letter}" for letter in "abcd"] for n in range(10)}
    register, mentions = split(found, seed=1)
    assert len(register) + len(mentions) == 40 and not {name for _key, name in register} & {
        name for name, _ in mentions
    }
    assert Counter(bool(truth) for _name, truth in mentions) == {True: 16, False: 8}
    assert {*part(found, "tune")} | {*part(found, "report")} == {*found} and not {*part(found, "tune")} & {
        *part(found, "report")
    }


@pytest.mark.skipif(not DATA.is_dir(), reason="the real files of ../shared/data are not beside the project")
def test_the_targets_on_vendors_that_nothing_was_tuned_on() -> None:
    found = part(bodies(canada_vendors(DATA)), "report")
    total: Counter[str] = Counter()
    for seed in range(1, 6):
        total.update({name: n for name, n in measure(*split(found, seed)).items() if isinstance(n, int)})
    assert total["correct"] >= 0.60 * total["known"]
    assert total["wrong"] + total["unknown_linked"] <= 0.002 * total["mentions"]
    assert total["in_first_three"] >= 0.98 * total["unlinked"]
