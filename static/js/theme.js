// Before the first paint: the theme that the reader chose, if any. Then the switch, which works only with this script.
(function () {
  "use strict";
  var root = document.documentElement;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");

  function stored() {
    try { return localStorage.getItem("theme"); } catch (error) { return null; }
  }
  function shown() {
    return root.dataset.theme || (dark.matches ? "dark" : "light");
  }
  function apply(theme) {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  }
  function announce() {
    document.dispatchEvent(new CustomEvent("themechange", { detail: shown() }));
  }

  apply(stored());
  root.classList.add("has-script");
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector("[data-theme-switch]");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      var next = shown() === "dark" ? "light" : "dark";
      var system = dark.matches ? "dark" : "light";
      apply(next === system ? null : next);
      try {
        if (next === system) localStorage.removeItem("theme");
        else localStorage.setItem("theme", next);
      } catch (error) { /* A browser that stores nothing still changes the page. */ }
      announce();
    });
  });
  dark.addEventListener("change", announce);
  // Paper is white: what was drawn for a dark screen is drawn again for it, and back afterwards.
  window.addEventListener("beforeprint", function () {
    if (shown() !== "dark") return;
    root.dataset.theme = "light";
    announce();
  });
  window.addEventListener("afterprint", function () {
    apply(null);
    apply(stored());
    announce();
  });
})();
