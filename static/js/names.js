// Decide about a name by one key: each button or link of the card says its key in [data-key]. The keys work only while
// the focus is inside the card (WCAG 2.1.4), and never where something is typed. Without this script the buttons remain.

const card = document.querySelector("[data-keys]");

if (card) {
  card.querySelector("[tabindex]")?.focus({ preventScroll: true });
  card.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.target.matches("input, select, textarea")) return;
    const button = card.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
  card.addEventListener("click", (event) => {
    if (!event.target.closest("a, button, input, select, label")) card.querySelector("[tabindex]")?.focus();
  });
}
