// Suggestions under the search box: a combobox with a list (WAI-ARIA 1.2). Without this script the form searches as it is.

const WAIT = 140;

for (const form of document.querySelectorAll("form[data-suggestions]")) combobox(form);

function combobox(form) {
  const input = form.querySelector("input[type=search]");
  const words = form.querySelector("template[data-words]").content;
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${input.id}-suggestions`;
  list.role = "listbox";
  list.hidden = true;
  list.ariaLabel = input.labels[0].textContent;
  const status = document.createElement("span");
  status.className = "hidden-visually";
  status.role = "status";
  form.append(list, status);
  Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" })
    .forEach(([name, value]) => input.setAttribute(name, value));

  let timer, request, chosen = -1;

  function close() {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    choose(-1);
    input.setAttribute("aria-expanded", "false");
  }

  function choose(place) {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = place;
    const option = list.children[chosen];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map(option));
    choose(-1);
    list.hidden = !suggestions.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    const said = (name) => words.querySelector(`[data-${name}]`).textContent;
    const count = suggestions.length;
    status.textContent = count === 0 ? said("none") : count === 1 ? said("one") : `${count} ${said("many")}`;
  }

  function option(suggestion, place) {
    const item = document.createElement("li");
    item.role = "option";
    item.id = `${list.id}-${place}`;
    item.dataset.address = suggestion.address;
    item.setAttribute("aria-selected", "false");
    const name = document.createElement("span");
    for (const [text, marked] of suggestion.name) {
      const part = marked ? document.createElement("mark") : document.createTextNode(text);
      if (marked) part.textContent = text;
      name.append(part);
    }
    const kind = document.createElement("span");
    kind.className = "detail";
    kind.textContent = suggestion.kind;
    item.append(name, kind);
    return item;
  }

  async function ask() {
    const text = input.value.trim();
    if (text.length < 2) return close();
    request?.abort();
    request = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.suggestions}?q=${encodeURIComponent(text)}`, { signal: request.signal });
      if (answer.ok && document.activeElement === input) show((await answer.json()).suggestions);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("blur", () => setTimeout(close, 100));
  input.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (event.key === "Escape" && !list.hidden) {
      close();
    } else if (event.key === "Enter" && !list.hidden && chosen >= 0) {
      location.href = list.children[chosen].dataset.address;
    } else if (event.key === "ArrowDown" && list.hidden) {
      ask();
    } else if (event.key === "ArrowDown") {
      choose(chosen === last ? -1 : chosen + 1);
    } else if (event.key === "ArrowUp" && !list.hidden) {
      choose(chosen === -1 ? last : chosen - 1);
    } else if (event.key === "Tab") {
      return close();
    } else {
      return;
    }
    event.preventDefault();
  });
  // Before the blur: a press on a suggestion must find it still there.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) location.href = item.dataset.address;
  });
}
