"""The files of the look out of the installed packages: letters that the site needs, no style written by a script."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from portal.management.commands.build_assets import build, fingerprint, plotly_rules, without_map_rules

pytestmark = pytest.mark.usefixtures("assets")
NEEDED = "ÀÂÇÉÈÊËÎÏÔŒÙÛÜàâçéèêëîïôœùûüÿ«»’“”–—…·×−≈≤≥→✓0123456789$€%\u00a0"


@pytest.mark.parametrize("name", ["serif", "sans"])
def test_fonts_have_every_letter_of_the_site(name: str) -> None:
    font = TTFont(settings.ASSETS_DIR / "fonts" / f"{name}.woff2")
    missing = [letter for letter in NEEDED if ord(letter) not in font.getBestCmap()]
    # Public Sans has no arrows, sum or check mark: the reader's own font draws them.
    assert set(missing) <= (set() if name == "serif" else set("→✓×"))
    assert {axis.axisTag for axis in font["fvar"].axes} >= {"wght"}


def test_fonts_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in (settings.ASSETS_DIR / "fonts").iterdir()}
    assert sizes["serif.woff2"] < 100_000
    assert sizes["sans.woff2"] < 40_000
    assert sizes["narrow-space.woff2"] < 2_000


def test_the_narrow_space_is_in_its_own_font() -> None:
    font = TTFont(settings.ASSETS_DIR / "fonts" / "narrow-space.woff2")
    assert set(font.getBestCmap()) == {0x202F}


def test_plotly_finds_its_rules_and_writes_none() -> None:
    vendor = settings.ASSETS_DIR / "vendor"
    rules = (vendor / "plotly.css").read_text()
    assert ".js-plotly-plot .plotly .main-svg{position:absolute;" in rules
    assert "font-family" not in rules
    script = (vendor / "plotly.min.js").read_text()
    written = re.findall(r'getElementById\("[0-9a-f]{64}"\)\)\{var \w+=document\.createElement\("style"\)', script)
    assert written == []


def test_a_plotly_that_has_changed_is_said() -> None:
    with pytest.raises(ValueError, match="not found"):
        plotly_rules("function(){}")
    with pytest.raises(ValueError, match="not read"):
        plotly_rules('var a={"X,X div":"margin:0;"};')


def test_only_the_maps_rules_are_left_out() -> None:
    script = 'a();if(!document.getElementById("' + "0" * 64 + '")){var e=document.createElement("style");b()}c();'
    assert without_map_rules(script) == 'a();if(!1){var e=document.createElement("style");b()}c();'


def test_nothing_is_done_twice(tmp_path: Path) -> None:
    (tmp_path / "built-from.txt").write_text(fingerprint())
    assert build(tmp_path) is False
    assert [path.name for path in tmp_path.iterdir()] == ["built-from.txt"]
