"""Registers and mentions with their truth, out of real labelled names: `python -m tests.benchmarks.resolution_files`.

`… resolution_files DATA OUT [--seed N]` writes OUT/SET-PART-register.csv (id, name) and -mentions.csv (name, truth).

In: the folder of real data. Out: for each set of names two parts, « tune » (on which the rules may be tried) and
« report » (on which nothing is tuned): half of the bodies each. Within a part, a fifth of the bodies is left out of the
register, and of each other body half of its spellings, rounded up, are its known names; the rest are the mentions.
"""

import argparse
import csv
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

Bodies = dict[str, list[str]]
# Which bodies are in which part is settled once; `seed` moves only what is left out and what is a mention.
PARTS_SEED = 5


def canada_vendors(data: Path) -> Iterator[tuple[str, str]]:
    """(parent company, spelling): federal vendors, labelled by hand; subsidiaries and brands are their parent's."""
    for row in rows(data / "canada-vendors" / "vendor_names_labelled.csv"):
        yield row[0], row[1]


def quebec_seao(data: Path) -> Iterator[tuple[str, str]]:
    """(NEQ, supplier): no header; a body that changed its form has two NEQs under one name."""
    with (data / "quebec-seao" / "contrats-nb3.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            yield row[11], row[7]


def pays_de_la_loire(data: Path) -> Iterator[tuple[str, str]]:
    """(SIREN, beneficiary): cut off at 30 to 40 letters, abbreviated in many ways."""
    name = "224400028_subventions-aux-associations-du-departement-de-loire-atlantique.csv"
    for row in rows(data / "pays-de-la-loire" / name, ";"):
        yield row[5], row[4]


def rows(path: Path, delimiter: str = ",") -> Iterator[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        next(reader)
        yield from reader


SETS: dict[str, Callable[[Path], Iterator[tuple[str, str]]]] = {
    "canada-vendors": canada_vendors,
    "quebec-seao": quebec_seao,
    "pays-de-la-loire": pays_de_la_loire,
}


def bodies(pairs: Iterable[tuple[str, str]]) -> Bodies:
    """{id: its spellings, each once}."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for key, spelling in pairs:
        name = " ".join(spelling.split())
        if key.strip() and name:
            found[key.strip()][name] = None
    return {key: list(names) for key, names in found.items()}


def part(found: Bodies, which: str) -> Bodies:
    """« tune », « report », or « all » of the bodies."""
    keys = sorted(found)
    random.Random(PARTS_SEED).shuffle(keys)
    half = len(keys) // 2
    chosen = {"tune": keys[:half], "report": keys[half:], "all": keys}[which]
    return {key: found[key] for key in chosen}


def split(found: Bodies, seed: int) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(register, mentions): (id, name) and (name, truth)."""
    rng = random.Random(seed)
    keys = sorted(found)
    rng.shuffle(keys)
    left_out = set(keys[: len(keys) // 5])
    register, mentions = [], []
    for key in sorted(found):
        names = sorted(found[key])
        rng.shuffle(names)
        known = 0 if key in left_out else (len(names) + 1) // 2
        register.extend((key, name) for name in names[:known])
        mentions.extend((name, "" if key in left_out else key) for name in names[known:])
    return register, mentions


def write(path: Path, heading: tuple[str, str], pairs: Iterable[tuple[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heading)
        writer.writerows(pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    for name, source in SETS.items():
        found = bodies(source(given.data))
        for which in ("tune", "report", "all"):
            register, mentions = split(part(found, which), given.seed)
            write(given.out / f"{name}-{which}-register.csv", ("id", "name"), register)
            write(given.out / f"{name}-{which}-mentions.csv", ("name", "truth"), mentions)
            print(f"{name} {which}: {len(register)} known names, {len(mentions)} mentions")


if __name__ == "__main__":
    main()
