"""Makes the files of the look that come out of Python packages: fonts, plotly.js and plotly's own style rules.

In: the packages fontpkg-source-serif-4, fontpkg-public-sans and plotly. Out, in VAR_DIR/assets (a folder of static
files that git ignores): fonts/*.woff2 cut to Latin, vendor/plotly.min.js, vendor/plotly.css. Nothing is done where the
files are already those of the installed packages.
"""

import hashlib
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

import fontpkg_public_sans
import fontpkg_source_serif_4
import plotly
from django.conf import settings
from django.core.management.base import BaseCommand
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

# Basic Latin, Latin-1, the French and English letters beyond it, typographic spaces and punctuation, and signs.
LATIN = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *(0x152, 0x153, 0x178, 0x2BC, 0x2C6, 0x2DA, 0x2DC),
    *(0x2002, 0x2003, 0x2009, 0x200A, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D),
    *(0x201E, 0x2020, 0x2021, 0x2022, 0x2026, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2116, 0x2122),
    *(0x2190, 0x2191, 0x2192, 0x2193, 0x2202, 0x2211, 0x2212, 0x221A, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265, 0x2713),
]
# Kerning, ligatures, marks, and the figures of tables; the rest is not used on the site.
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "lnum", "case"]
SERIF = Path(fontpkg_source_serif_4.ROOT) / "files"
SANS = Path(fontpkg_public_sans.ROOT) / "files"
# Name of the file, where it comes from, letters, and the part of each axis that the site uses.
FONTS: list[tuple[str, Path, list[int], dict[str, Any]]] = [
    ("serif.woff2", SERIF / "SourceSerif4[opsz,wght].ttf", LATIN, {"wght": (400, 600)}),
    ("serif-italic.woff2", SERIF / "SourceSerif4-Italic[opsz,wght].ttf", LATIN, {"wght": 400, "opsz": 20}),
    ("sans.woff2", SANS / "PublicSans[wght].ttf", LATIN, {"wght": (400, 700)}),
    # Public Sans has no narrow no-break space and Source Serif's is too thin: fonts.css widens this one for both.
    ("narrow-space.woff2", SERIF / "SourceSerif4[opsz,wght].ttf", [0x202F], {"wght": 400, "opsz": 20}),
]
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
STAMP = "built-from.txt"


class Command(BaseCommand):
    # The checks ask the database; this needs none.
    requires_system_checks = []
    help = "Make fonts, plotly.js and plotly's style rules in VAR_DIR/assets, out of the installed packages."

    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.ASSETS_DIR
        if build(folder):
            self.stdout.write(f"Fonts and plotly.js are in {folder}.")
        else:
            self.stdout.write("Fonts and plotly.js are up to date.")


def build(folder: Path) -> bool:
    """Make every file in the folder; False where they were already there, made from the same packages."""
    stamp = folder / STAMP
    if stamp.exists() and stamp.read_text() == fingerprint():
        return False
    for name in ("fonts", "vendor"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, source, letters, axes in FONTS:
        cut(source, letters, axes, folder / "fonts" / name)
    script = PLOTLY.read_text()
    (folder / "vendor" / "plotly.min.js").write_text(without_map_rules(script))
    (folder / "vendor" / "plotly.css").write_text(plotly_rules(script))
    stamp.write_text(fingerprint())
    return True


def fingerprint() -> str:
    """What the files depend on: the packages' versions and this module."""
    packages = [f"{name} {version(name)}" for name in ("fontpkg-source-serif-4", "fontpkg-public-sans", "plotly")]
    recipe = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    return "\n".join([*packages, recipe]) + "\n"


def cut(source: Path, letters: list[int], axes: dict[str, Any], target: Path) -> None:
    """Write the font with only these letters and this part of its axes, as WOFF2."""
    with TTFont(source, lazy=True) as font:
        options = Options()
        options.layout_features = FEATURES
        options.flavor = "woff2"
        options.hinting = False
        options.notdef_outline = True
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=letters)
        subsetter.subset(font)
        cut_font = instantiateVariableFont(font, axes, inplace=True)
        cut_font.flavor = "woff2"
        cut_font.save(target)


def without_map_rules(script: str) -> str:
    """plotly.js without the style sheet of its maps, which it writes into any page (plotly.js 4.1); we draw none."""
    rules = r'if\(!document\.getElementById\("[0-9a-f]{64}"\)\)(?=\{var \w+=document\.createElement\("style"\))'
    return re.sub(rules, "if(!1)", script)


def plotly_rules(script: str) -> str:
    """The style rules that plotly.js would write into the page itself, as a style sheet.

    The site's content security policy lets no script write a <style>; plotly.js leaves it alone where it finds an
    element with the id `plotly.js-style-global` and the class `no-inline-styles`. Raises ValueError where the table of
    rules is not found (plotly.js 4.1 has it as an object {selector: rules}, X and Y standing for the two prefixes).
    """
    table = re.search(r'\{"X,X div":', script)
    if not table:
        raise ValueError("plotly.js has changed: its table of style rules was not found.")
    text = script[table.start() : script.index("};", table.start())]
    pairs = re.findall(r"""[{,](?:"([^"]+)"|(Y)):(?:"([^"]*)"|'([^']*)')""", text)
    if len(pairs) < 30:
        raise ValueError("plotly.js has changed: its table of style rules was not read.")
    lines = []
    for selector, short, double, single in pairs:
        named = (selector or short).replace("X", ".js-plotly-plot .plotly").replace("Y", ".plotly-notifier")
        rules = re.sub(r"font-family:[^;]*;", "", double or single)
        lines.append(f"{named}{{{rules}}}")
    return "\n".join(lines) + "\n"
