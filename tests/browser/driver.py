"""Chromium as a reader's browser: how it is started, how a page is opened, looked at, checked and photographed.

In: addresses of the test's own server. Out: lists of what is wrong (accessibility, content security policy, width), and
pictures in var/screenshots, outside git. Nothing here reaches beyond this machine.
"""

import base64
import re
import shutil
from collections.abc import Mapping
from importlib.metadata import files
from itertools import product
from pathlib import Path
from typing import Any

from django.conf import settings
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

from tests.whole import WHOLE

CHROMIUM, CHROMEDRIVER = shutil.which("chromium"), shutil.which("chromedriver")
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
]
AXE = next(file for file in files("axe-playwright-python") or [] if file.name == "axe.min.js").read_text()
# Of a long table or list the first rows are looked at: the others are made by the same lines of a template.
ALIKE = "" if WHOLE else "tbody > tr:nth-child(n + 4), li:nth-child(n + 9)"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCREENSHOTS = settings.BASE_DIR / "var" / "screenshots"
# Drawing the rest of a very long list takes seconds and shows nothing new.
TALLEST = 6_000 if WHOLE else 3_000
# Collected from the first moment of each page: what the content security policy refused.
COLLECT = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""
# Half of a check is contrast: it is the same for texts of one colour, size and weight on the same grounds.
ONCE = """
  const grounds = new Map([[null, ""]]);
  const ground = (element) => {
    if (!grounds.has(element)) {
      const {backgroundColor, backgroundImage, opacity} = getComputedStyle(element);
      const own = `${backgroundColor} ${backgroundImage} ${opacity}`.replace(/^rgba\\(0, 0, 0, 0\\) none 1$/, "");
      grounds.set(element, ground(element.parentElement) + own);
    }
    return grounds.get(element);
  };
  const seen = new Set();
  const again = once ? [...document.querySelectorAll("main *")].filter((element) => {
    const {color, fontSize, fontWeight} = getComputedStyle(element);
    const look = `${color} ${fontSize} ${fontWeight} ${ground(element)}`;
    return [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) && !(seen.size < seen.add(look).size);
  }) : [];
  again.forEach((element) => element.setAttribute("data-as-before", ""));
  axe.configure({rules: [{id: "color-contrast", selector: "*:not([data-as-before])"}]});
"""
Look = tuple[str, str, int]
THEMES, WIDTHS, LANGUAGES = ("light", "dark"), (390, 1280), ("fr", "en")


def matrix(turn: int = 0) -> list[Look]:
    """[(language, theme, width)]: all eight with WHOLE_MATRIX, else two that differ in everything; by turn."""
    whole = list(product(LANGUAGES, THEMES, WIDTHS))
    if WHOLE:
        return whole
    first = whole[turn % 4]
    opposite = tuple(
        values[1 - values.index(value)]  # type: ignore[arg-type]
        for value, values in zip(first, (LANGUAGES, THEMES, WIDTHS), strict=True)
    )
    return [first, opposite]  # type: ignore[list-item]


def turn_of(pages: Mapping[str, str], look: Look, turn: int = 0) -> list[tuple[str, str]]:
    """The pages that this look is for: all of them with WHOLE_MATRIX, else each page has one of the two looks."""
    looks = matrix(turn)
    if WHOLE:
        return [*pages.items()]
    return [*pages.items()][looks.index(look) :: len(looks)]


def start(profile: Path) -> Chrome:
    """A browser of its own, with a fresh profile in the folder."""
    options = ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in [*FLAGS, f"--user-data-dir={profile}"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = Chrome(options=options, service=Service(str(CHROMEDRIVER)))
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": COLLECT})
    driver.set_page_load_timeout(30)
    driver.set_script_timeout(60)
    # htmx puts what it was sent into the page a moment later: an element that is looked for is waited for.
    driver.implicitly_wait(5)
    return driver


def look_as(driver: Chrome, theme: str, width: int) -> None:
    """The reader's system: its theme and the width of its window; nothing moves."""
    features = [
        {"name": "prefers-color-scheme", "value": theme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def wait_until_drawn(driver: Chrome) -> None:
    """Until fonts are there and every chart of the page is drawn."""
    ask = """
      const done = arguments[0];
      const boxes = [...document.querySelectorAll("[data-chart], [data-chart-url]")];
      const waiting = () => boxes.find((box) => !box.querySelector(".main-svg") && !box.dataset.chartFailed);
      const end = () => { scrollTo(0, 0); done(true); };
      const ready = () => { waiting()?.scrollIntoView(); return !waiting(); };
      const look = () => ready() ? document.fonts.ready.then(end) : setTimeout(look, 50);
      look();
    """
    driver.execute_async_script(ask)


def failed_charts(driver: Chrome) -> list[str]:
    """What each chart that could not be drawn says."""
    return driver.execute_script(
        "return [...document.querySelectorAll('[data-chart-failed]')].map((box) => box.dataset.chartFailed)"
    )


def cut_in_charts(driver: Chrome) -> list[str]:
    """Words of a chart that reach over its edge, where they are cut, or that it leaves out; and words of the picture of the home page that
    are over the window's."""
    ask = """
      const over = (text, box) => {
        const [one, all] = [text.getBoundingClientRect(), box.getBoundingClientRect()];
        return one.width && (one.left < all.left - 2 || one.right > all.right + 2);
      };
      const texts = [...document.querySelectorAll(".chart-picture .main-svg text")];
      const hidden = (text) => text.matches(".bartext") && text.textContent.trim() && !text.getBoundingClientRect().width;
      const cut = texts.filter((text) => over(text, text.closest(".chart-picture")) || hidden(text));
      const drawn = [...document.querySelectorAll(".drawing text")].filter((text) => over(text, document.documentElement));
      return [...cut, ...drawn].map((text) => text.textContent);
    """
    return driver.execute_script(ask)


def accessibility(driver: Chrome) -> list[str]:
    """The violations that axe-core finds, each with the first elements that have it."""
    driver.execute_script(AXE)
    run = f"""
      const [alike, once, done] = arguments;
      const aside = alike ? [...document.querySelectorAll(alike)].map((row) => [row, document.createComment("")]) : [];
      aside.forEach(([row, place]) => row.replaceWith(place));
      {ONCE}
      const options = {{runOnly: {RULES}, resultTypes: ["violations"], preload: false}};
      const said = (rule) => `${{rule.id}} (${{rule.impact}}): ` + rule.nodes.slice(0, 3).map((node) =>
        `${{node.target.join(" ")}} — ${{node.any.concat(node.all, node.none).map((one) => one.message).join("; ")}}`
      ).join(" | ");
      axe.run(document, options)
        .then((found) => found.violations.map(said), (problem) => [String(problem)])
        .then((found) => {{
          again.forEach((element) => element.removeAttribute("data-as-before"));
          aside.reverse().forEach(([row, place]) => place.replaceWith(row));
          done(found);
        }});
    """
    return driver.execute_async_script(run, ALIKE, not WHOLE)


def refused_by_policy(driver: Chrome) -> list[str]:
    """What the content security policy refused on this page."""
    return driver.execute_script("return window.refused")


def said_by_console(driver: Chrome) -> list[str]:
    """Errors that the page wrote to the console since the last time they were read."""
    return [entry["message"] for entry in driver.get_log("browser") if entry["level"] == "SEVERE"]


def too_wide(driver: Chrome) -> int:
    """By how many pixels the page is wider than its window."""
    return driver.execute_script("return document.documentElement.scrollWidth - window.innerWidth")


def photograph(driver: Chrome, name: str) -> Path:
    """The page as a picture in var/screenshots, the whole of it where it is not very long."""
    size = driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
    clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], TALLEST), "scale": 1}
    asked = {"captureBeyondViewport": True, "format": "png", "optimizeForSpeed": True, "clip": clip}
    data = driver.execute_cdp_cmd("Page.captureScreenshot", asked)["data"]
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    path = SCREENSHOTS / f"{re.sub(r'[^a-z0-9-]+', '-', name.lower())}.png"
    path.write_bytes(base64.b64decode(data))
    return path


def wait_for(driver: Chrome, script: str, seconds: float = 10) -> Any:
    """What the JavaScript expression is worth, as soon as it is worth something."""
    return WebDriverWait(driver, seconds, poll_frequency=0.05).until(lambda one: one.execute_script(f"return {script}"))
