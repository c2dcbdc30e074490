// A piece of evidence opens where its mark is, instead of at the foot of the page. The card hangs under the block that
// holds the mark, or stands in the right margin where there is room: it never covers a figure. Without this script the
// mark is a link to the piece in the list « Notes and sources », or on its source's page.

const BLOCKS = "tr, p, li, dd, h1, h2, h3, .figure-row, .figure-value, caption";
const ROOM = 250;
const pages = new Map();
let open = null;

async function piece(link) {
  const address = new URL(link.href);
  const id = decodeURIComponent(address.hash.slice(1));
  if (address.pathname === location.pathname) {
    const here = document.getElementById(id);
    if (here) return here;
  }
  const key = address.pathname + address.search;
  if (!pages.has(key)) {
    pages.set(key, fetch(key, { credentials: "same-origin" }).then((answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.text();
    }));
  }
  return new DOMParser().parseFromString(await pages.get(key), "text/html").getElementById(id);
}

function card(content, mark) {
  const box = document.createElement("div");
  box.className = "evidence-card";
  box.id = "evidence-open";
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", mark.dataset.label || mark.textContent.trim());
  for (const child of content.querySelector("[data-piece]").children) box.append(document.importNode(child, true));
  const close = document.createElement("button");
  close.type = "button";
  close.className = "evidence-close";
  close.setAttribute("aria-label", document.querySelector("meta[name=words-close]").content);
  close.textContent = "×";
  close.addEventListener("click", () => shut(true));
  box.append(close);
  return box;
}

function place(box, mark) {
  const main = document.querySelector("main");
  const room = window.innerWidth - main.getBoundingClientRect().right;
  if (room > ROOM) {
    box.classList.add("is-margin");
    box.style.top = `${mark.getBoundingClientRect().top - main.getBoundingClientRect().top - 4}px`;
    main.append(box);
    return box;
  }
  box.classList.add("is-hung");
  const block = mark.closest(BLOCKS) || mark.parentElement;
  if (block.matches("tr")) {
    const row = document.createElement("tr");
    row.className = "evidence-row";
    const cell = row.insertCell();
    cell.colSpan = [...block.cells].reduce((sum, one) => sum + one.colSpan, 0);
    cell.append(box);
    block.after(row);
    hang(box, mark);
    return row;
  }
  if (block.matches("li, dd, .figure-row")) block.append(box);
  else block.after(box);
  hang(box, mark);
  return box;
}

// The short thread between the mark and its card.
function hang(box, mark) {
  const middle = mark.getBoundingClientRect();
  const left = middle.left + middle.width / 2 - box.getBoundingClientRect().left;
  const width = box.getBoundingClientRect().width;
  box.style.setProperty("--hang", `${Math.min(Math.max(left - 1, 8), width - 12)}px`);
}

function shut(focus) {
  if (!open) return;
  const { mark, placed, row } = open;
  open = null;
  placed.remove();
  mark.setAttribute("aria-expanded", "false");
  row?.classList.remove("is-followed");
  if (focus) mark.focus();
}

async function toggle(mark) {
  const again = open?.mark === mark;
  shut(false);
  if (again) return;
  let content = null;
  try { content = await piece(mark); } catch (error) { content = null; }
  if (!content) { location.href = mark.href; return; }
  const row = mark.closest("tr");
  row?.classList.add("is-followed");
  mark.setAttribute("aria-expanded", "true");
  open = { mark, row, placed: place(card(content, mark), mark) };
}

document.addEventListener("click", (event) => {
  const mark = event.target.closest("a.evidence-mark");
  if (mark) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    toggle(mark);
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && open) shut(true);
});
window.addEventListener("resize", () => shut(false));
for (const mark of document.querySelectorAll("a.evidence-mark")) mark.setAttribute("aria-expanded", "false");
