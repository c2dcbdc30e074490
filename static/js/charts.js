// Draws the charts of the page. A chart is a Plotly figure in JSON, {data, layout, narrow?}, where `narrow` is what a
// small screen changes of it, or `narrow.instead` another figure that it shows in its place; whose colours are written
// as tokens: "token:thread" becomes the custom property --thread, "token:thread/40" the same at 40 % opacity.
// A figure is found in <script type="application/json"> inside [data-chart], or at the address in [data-chart-url].
// plotly.js comes once, and only where there is a chart to draw.

const french = document.documentElement.lang.startsWith("fr");
const words = (name) => document.querySelector(`meta[name=words-${name}]`)?.content ?? "";
let loading = null;

function plotly() {
  loading ??= new Promise((resolve, reject) => {
    // plotly.js writes its own rules into the page, which the content security policy refuses, unless it finds them here.
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.id = "plotly.js-style-global";
    style.className = "no-inline-styles";
    style.href = document.querySelector("meta[name=plotly-style]").content;
    document.head.append(style);
    const script = document.createElement("script");
    script.src = document.querySelector("meta[name=plotly]").content;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => reject(new Error("plotly.js"));
    document.head.append(script);
  });
  return loading;
}

// What a custom property is worth now, as a colour that plotly understands: light-dark() is resolved by the browser.
function colour(token) {
  const [name, opacity] = token.slice("token:".length).split("/");
  const probe = document.createElement("span");
  probe.hidden = true;
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return opacity ? found.replace("rgb(", "rgba(").replace(")", `, ${Number(opacity) / 100})`) : found;
}

function coloured(value) {
  if (typeof value === "string") return value.startsWith("token:") ? colour(value) : value;
  if (Array.isArray(value)) return value.map(coloured);
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, coloured(item)]));
  }
  return value;
}

function merged(base, over) {
  if (Array.isArray(over) || !over || typeof over !== "object") return over === undefined ? base : over;
  const result = { ...base };
  for (const [key, item] of Object.entries(over)) {
    const plain = item && typeof item === "object" && !Array.isArray(item);
    result[key] = plain ? merged(result[key] ?? {}, item) : item;
  }
  return result;
}

const axis = {
  gridcolor: "token:rule", linecolor: "token:ink", zerolinecolor: "token:rule-2", tickcolor: "token:ink",
  automargin: true, ticks: "", title: { font: { size: 13, color: "token:ink-2" }, standoff: 8 },
};

// What is drawn at the width that the chart has.
const fitting = (figure, box) => (box.clientWidth < 560 && figure.narrow?.instead) || figure;

function layoutOf(whole, box) {
  const figure = fitting(whole, box);
  const style = getComputedStyle(document.documentElement);
  const own = figure.layout ?? {};
  const base = {
    autosize: false, width: box.clientWidth, height: own.height ?? Math.max(box.clientHeight, 300),
    paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: style.getPropertyValue("--sans").trim(), size: 13, color: "token:ink" },
    colorway: ["token:thread-fill", "token:edge", "token:ink-2", "token:thread-mid"],
    margin: { l: 8, r: 16, t: 16, b: 8 }, separators: french ? ",\u202f" : ".,",
    hoverlabel: { bgcolor: "token:sheet", bordercolor: "token:ink", font: { color: "token:ink", size: 13 }, align: "left" },
    legend: { orientation: "h", x: 0, y: 1.02, yanchor: "bottom", font: { size: 13 } },
    hovermode: "closest", dragmode: false,
  };
  for (const name of Object.keys(own)) if (/^[xy]axis\d*$/.test(name)) base[name] = axis;
  if ((figure.data ?? []).some((trace) => trace.type !== "sankey" && trace.type !== "pie")) {
    base.xaxis ??= axis;
    base.yaxis ??= axis;
  }
  let layout = merged(base, own);
  if (box.clientWidth < 560) layout = merged(layout, figure.narrow?.layout ?? {});
  if (box.reach) layout.xaxis = merged(layout.xaxis, { range: box.reach });
  return coloured(layout);
}

function dataOf(whole, box) {
  const figure = fitting(whole, box);
  const narrow = box.clientWidth < 560 ? figure.narrow?.data : null;
  return coloured((figure.data ?? []).map((trace, index) => merged(trace, narrow?.[index])));
}

const ruler = document.createElement("canvas").getContext("2d");
const plain = document.createElement("textarea");

// How wide words are, in pixels; their longest line.
function widthOf(text, font) {
  ruler.font = `${font.weight ?? 400} ${font.size}px ${font.family}`;
  return Math.max(...String(text).split("<br>").map((line) => {
    plain.innerHTML = line;
    return ruler.measureText(plain.value).width;
  }));
}

// Where the first axis ends so that the words after the marks are whole: measured, since a bar's words are longer in one
// language, font or chart than in another. Null where nothing stands after a mark.
function reachOf(box) {
  const { xaxis, annotations, _size: size, meta, font } = box._fullLayout;
  if (!meta?.words_after) return null;
  const after = box.calcdata.flatMap((trace) => trace.map((point, place) =>
    [point.s1 ?? point.s ?? point.x, Array.isArray(trace[0].trace.text) ? widthOf(trace[0].trace.text[place], trace[0].trace.textfont ?? font) : 0]));
  for (const one of annotations) {
    if (one.xref === "x" && one.xanchor === "left") after.push([one.x, widthOf(one.text, one.font)]);
  }
  const start = xaxis.range[0];
  const room = xaxis._length + size.r - 8;
  const ends = after.map(([at, width]) => (at - start) * xaxis._length / Math.max(room - width, xaxis._length / 4));
  // Never before the longest mark: the words of a bar that is cut are not drawn.
  return ends.length ? [start, Math.max(start + Math.max(...ends), ...after.map(([at]) => at))] : null;
}

async function figureOf(box) {
  const inside = box.querySelector("script[type='application/json']");
  if (inside) return JSON.parse(inside.textContent);
  const answer = await fetch(box.dataset.chartUrl, { credentials: "same-origin", headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

// Arrow keys go from point to point; what the pointer would show is also said.
function readable(box, Plotly) {
  const said = document.createElement("span");
  said.className = "hidden-visually";
  said.setAttribute("aria-live", "polite");
  box.after(said);
  let at = -1;
  box.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step || !box.calcdata) return;
    const points = box.calcdata.flatMap((trace, curve) =>
      box.data[curve].hoverinfo === "skip" || !box.data[curve].type?.match(/bar|scatter/) ? [] : trace.map((_, point) => [curve, point]));
    if (!points.length) return;
    event.preventDefault();
    at = (at + step + points.length) % points.length;
    const [curveNumber, pointNumber] = points[at];
    Plotly.Fx.hover(box, [{ curveNumber, pointNumber }]);
    said.textContent = [...box.querySelectorAll(".hoverlayer text")].map((one) => one.textContent).join(" ");
  });
  box.addEventListener("blur", () => Plotly.Fx.unhover(box));
}

// A mark that has an address leads to its rows.
function leading(box) {
  box.on("plotly_click", (event) => {
    const address = event.points[0]?.customdata;
    if (typeof address === "string" && address.startsWith("/")) window.open(address, document.body.classList.contains("embedded") ? "_blank" : "_self");
  });
}

async function draw(box) {
  try {
    const [Plotly, figure] = await Promise.all([plotly(), box.figure ?? figureOf(box), document.fonts.ready]);
    const first = !box.figure;
    box.figure = figure;
    if (first) {
      box.classList.add("is-drawn");
      box.replaceChildren();
      box.tabIndex = 0;
      box.setAttribute("role", "img");
    }
    box.reach = null;
    await Plotly.react(box, dataOf(figure, box), layoutOf(figure, box), { displayModeBar: false, responsive: false });
    box.reach = reachOf(box);
    if (box.reach) await Plotly.relayout(box, { "xaxis.range": box.reach });
    // Paper has another width than the window: with its own measure a picture can be scaled (static/css/print.css).
    const { width: wide, height: tall } = box._fullLayout;
    for (const svg of box.querySelectorAll(".main-svg")) svg.setAttribute("viewBox", `0 0 ${wide} ${tall}`);
    box.querySelector(".svg-container").style.aspectRatio = `${wide} / ${tall}`;
    if (first) {
      readable(box, Plotly);
      leading(box);
      let width = box.clientWidth;
      new ResizeObserver(() => {
        if (Math.abs(box.clientWidth - width) < 2) return;
        width = box.clientWidth;
        draw(box);
      }).observe(box);
    }
    box.dispatchEvent(new CustomEvent("chartdrawn", { bubbles: true }));
  } catch (error) {
    const wait = box.querySelector(".chart-wait");
    if (wait) wait.textContent = words("chart-failed");
    box.dataset.chartFailed = String(error.message ?? error);
  }
}

async function save(button) {
  const box = button.closest(".chart").querySelector(".chart-picture");
  if (!box.figure) return;
  const Plotly = await plotly();
  const format = button.dataset.chartSave;
  const title = button.closest(".chart").querySelector(".chart-title")?.textContent.trim() ?? "";
  const source = button.closest(".chart").querySelector(".chart-source")?.innerText.trim() ?? "";
  const layout = merged(layoutOf(box.figure, box), coloured({
    paper_bgcolor: "token:paper", title: { text: title, x: 0.01, xanchor: "left", font: { size: 16 } },
    margin: { t: 64, b: 72 },
  }));
  layout.annotations = [...(layout.annotations ?? []), {
    text: source, xref: "paper", yref: "paper", x: 0, y: 0, yshift: -64, xanchor: "left", yanchor: "bottom", showarrow: false, font: { size: 11 },
  }];
  layout.height += 100;
  const address = await Plotly.toImage(
    { data: dataOf(box.figure, box), layout }, { format, width: layout.width, height: layout.height, scale: format === "png" ? 2 : 1 });
  const link = document.createElement("a");
  link.href = address;
  link.download = `${button.dataset.chartName || "chart"}.${format}`;
  link.click();
}

const boxes = [...document.querySelectorAll("[data-chart], [data-chart-url]")];
const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    seen.unobserve(entry.target);
    draw(entry.target);
  }
}, { rootMargin: "400px" });
boxes.forEach((box) => seen.observe(box));
// A filter brings a new answer with charts of its own.
document.addEventListener("htmx:afterSettle", () => {
  for (const box of document.querySelectorAll("[data-chart], [data-chart-url]")) {
    if (boxes.includes(box)) continue;
    boxes.push(box);
    seen.observe(box);
  }
});
document.addEventListener("themechange", () => boxes.filter((box) => box.figure && box.isConnected).forEach(draw));
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-chart-save]");
  if (button) save(button);
});
window.addEventListener("beforeprint", () => boxes.forEach((box) => box.figure || !box.isConnected || draw(box)));
