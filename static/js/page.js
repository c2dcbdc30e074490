// Small helps on every page: copy buttons, menus that close, the filter panel open where there is room.

const wide = window.matchMedia("(min-width: 1024px)");

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) {
    const source = document.getElementById(button.dataset.copy);
    const text = (source.value ?? source.innerText).trim();
    try {
      await navigator.clipboard.writeText(text);
    } catch (error) {
      // No permission, or no secure address: select the text, so that the reader can copy it.
      const range = document.createRange();
      range.selectNodeContents(source);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      return;
    }
    button.classList.add("is-done");
    setTimeout(() => button.classList.remove("is-done"), 2500);
  }
  for (const menu of document.querySelectorAll("details.menu[open], details.button-menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.activeElement?.closest(`details.menu[open], details.button-menu[open]${wide.matches ? "" : ", details.facets[open]"}`);
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A value is asked for or left out, never both; the button of the filters closes their sheet on a phone.
document.addEventListener("change", (event) => {
  const box = event.target;
  if (!box.matches?.(".facet-row input[type=checkbox]") || !box.checked) return;
  for (const other of box.closest(".facet-row").querySelectorAll("input[type=checkbox]")) {
    if (other !== box) other.checked = false;
  }
}, true);
document.addEventListener("click", (event) => {
  const panel = event.target.closest("[data-closes]")?.closest("details.facets");
  if (panel && !wide.matches) panel.open = false;
});

// On a phone the open sheet of filters covers the page: what is behind it can't be reached until it is closed.
const phone = window.matchMedia("(max-width: 639px)");
function behindTheSheet() {
  for (const one of document.querySelectorAll("[inert]")) one.inert = false;
  const sheet = phone.matches && document.querySelector("details.facets[open]");
  for (let part = sheet; part && part !== document.body; part = part.parentElement) {
    for (const other of part.parentElement.children) other.inert = other !== part;
  }
}
document.addEventListener("toggle", behindTheSheet, true);
document.addEventListener("htmx:afterSettle", behindTheSheet);
phone.addEventListener("change", behindTheSheet);

// What was pressed may be gone from the page that came: who uses the keyboard goes on from the results, not from the top.
document.addEventListener("htmx:afterSettle", () => {
  const came = document.querySelector("details.question-filter > summary") ?? document.querySelector("#results, #question");
  if (!came || document.activeElement !== document.body) return;
  if (came.localName !== "summary") came.tabIndex = -1;
  came.focus({ preventScroll: true });
});

// A part of a page that does not come is asked for as a page: it says what went wrong, and what to do.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, (event) => {
    if (event.detail.requestConfig.verb === "get") location.assign(event.detail.pathInfo.finalRequestPath);
  });
}

// A browser that cannot show the panel's content by a style rule has it opened here.
function panels() {
  if (CSS.supports("selector(::details-content)")) return;
  for (const panel of document.querySelectorAll("details.facets")) panel.open = wide.matches;
}
panels();
wide.addEventListener("change", panels);
