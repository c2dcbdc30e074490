"""Write docs/resolution.md: `python -m tests.benchmarks.resolution_table DATA [--seeds N] > docs/resolution.md`.

In: the folder of real data. Out: a table, for each set of labelled names and each part of it, of what the importer's
matcher links, links wrongly and proposes, pooled over several drawings of what is known and what is mentioned.
"""

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from tests.benchmarks.resolution import measure, share
from tests.benchmarks.resolution_files import SETS, bodies, part, split

INTRODUCTION = """# Names matched by machine

Made by `python -m tests.benchmarks.resolution_table ../shared/data > docs/resolution.md`; {seeds} drawings of each part, pooled.

Half of the bodies of each set are « tune » (the rules of `funding/imports/name_rules.py` were tried on them), the other
half « report ». No number was chosen on « report »; it was run while the rules were written, and two namesakes there (Quantum Management,
Quantum Murray) showed that one shared word does not name, and the rule « own-word » now asks for all of them. In each drawing a fifth of the bodies is left out of the register, half of
each other body's spellings are its known names, and the rest are mentions
(`python -m tests.benchmarks.resolution_files`). One drawing alone: `python -m tests.benchmarks.resolution`.

- **linked**: mentions of known bodies linked to the right one without a human; beside it, the lowest of the drawings.
- **wrong**: mentions linked to a body that is not theirs, of all mentions, also of bodies that are not in the register.
- **wrong, other name**: of these, those whose name is not simply also the name of the body linked. One supplier's name
  often has two NEQs (it was incorporated anew), and « École de musique » is the name of six associations; in an import,
  the number beside the name decides before the name.
- **first three**: known bodies not linked that are among the first three proposals.
- **per second**: mentions for one second of one processor, the making of the index included.

Why the grants of Loire-Atlantique are linked less often than the others: their names are cut off at 32 letters and
abbreviated by hand (« CTE CONC RESIST DEPORT RELAIS ME »), one number stands for a body and its sections, and many bodies
are called by what they do (« École de musique »). Where the right one is not linked, it is among the first three proposals in four cases
of five. Those that are not proposed share no word with their known names (« UNAFAM », « Union familles malades mentaux »),
as the renamed suppliers of Québec (« 7219580 Canada inc. », « Sténofac »): a number beside the name tells them, or a person.

| set | part | mentions | known | linked | lowest | wrong | wrong, other name | first three | per second |
|---|---|--:|--:|--:|--:|--:|--:|--:|--:|
"""
RULES = """
## By which rule, on « report »

Right / wrong links. « exact » is the same name regardless of capitals, accents, small words and legal forms.

"""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--seeds", type=int, default=10)
    given = parser.parse_args()
    print(INTRODUCTION.format(seeds=given.seeds), end="")
    rules: dict[str, tuple[Counter[str], Counter[str]]] = {}
    for name, source in SETS.items():
        found = bodies(source(given.data))
        for which in ("tune", "report", "all"):
            runs = [measure(*split(part(found, which), seed)) for seed in range(1, given.seeds + 1)]
            print(line(name, which, runs))
            if which == "report":
                rules[name] = pooled(runs, "rules"), pooled(runs, "wrong_rules")
    print(RULES + by_rule(rules), end="")


def line(name: str, which: str, runs: list[dict[str, Any]]) -> str:
    total = Counter({key: sum(run[key] for run in runs) for key in runs[0] if isinstance(runs[0][key], int)})
    wrongly = total["wrong"] + total["unknown_linked"]
    cells = (
        *(name, which, f"{total['mentions']:,}", f"{total['known']:,}"),
        percent(share(total["correct"], total["known"])),
        percent(min(run["linked_share"] for run in runs)),
        percent(share(wrongly, total["mentions"]), 2),
        percent(share(wrongly - pooled(runs, "wrong_rules")["exact"], total["mentions"]), 2),
        percent(share(total["in_first_three"], total["unlinked"])),
        f"{total['per_second'] / len(runs):,.0f}",
    )
    return "| " + " | ".join(cells) + " |"


def percent(part: float | None, digits: int = 1) -> str:
    return "–" if part is None else f"{100 * part:.{digits}f} %"


def pooled(runs: list[dict[str, Any]], name: str) -> Counter[str]:
    return sum((Counter(run[name]) for run in runs), Counter())


def by_rule(rules: dict[str, tuple[Counter[str], Counter[str]]]) -> str:
    names = sorted({why for links, _wrong in rules.values() for why in links})
    lines = ["| rule | " + " | ".join(rules) + " |", "|---|" + "--:|" * len(rules)]
    for why in names:
        cells = [f"{links[why] - wrong[why]:,} / {wrong[why]:,}" for links, wrong in rules.values()]
        lines.append(f"| {why} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
