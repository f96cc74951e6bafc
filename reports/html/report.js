"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, inside = document) => Array.from(inside.querySelectorAll(selector));
  all(".scripted").forEach((element) => { element.hidden = false; });

  // Dark or light: what the system says until a person chooses.
  const theme = document.getElementById("theme");
  const systemIsDark = window.matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : systemIsDark.matches);
  const sayTheme = () => theme.setAttribute("aria-pressed", String(isDark()));
  theme.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; sayTheme(); });
  systemIsDark.addEventListener("change", sayTheme);
  sayTheme();

  // Which findings are shown.
  const filter = document.getElementById("filter");
  if (filter) {
    const rows = all("tr[data-state]");
    const words = filter.querySelector("input");
    let wanted = "all";
    const apply = () => {
      const text = words.value.trim().toLowerCase();
      let shown = 0;
      rows.forEach((row) => {
        const fits = wanted === "all" ? true : row.dataset.state === wanted;
        row.hidden = !fits ? true : text !== "" ? !row.textContent.toLowerCase().includes(text) : false;
        shown += row.hidden ? 0 : 1;
      });
      filter.querySelector("output").textContent = filter.dataset.count.replace("%1", shown).replace("%2", rows.length);
    };
    all("button", filter).forEach((button) => button.addEventListener("click", () => {
      wanted = button.dataset.show;
      all("button", filter).forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
      apply();
    }));
    words.addEventListener("input", apply);
    apply();
  }

  const two = (number) => String(number).padStart(2, "0");
  const clockText = (clock, step) => {
    const tenths = Math.round(clock * 10);
    const seconds = Math.floor(tenths / 10);
    let text = two(Math.floor(seconds / 3600) % 24) + ":" + two(Math.floor(seconds / 60) % 60);
    if (60 > step) text += ":" + two(seconds % 60);
    if (1 > step) text += "." + (tenths % 10);
    return text;
  };
  const tickSteps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400];

  // A path holds its numbers: columns across, steps down. Of several at one column the highest and the lowest.
  const valuesOf = (path, columns) => {
    const high = new Float32Array(columns).fill(NaN);
    const low = new Float32Array(columns).fill(NaN);
    const scale = Number(path.dataset.scale);
    const numbers = path.getAttribute("d").split(/[M ]/).filter((part) => part !== "").map(Number);
    for (let i = 0; numbers.length > i + 1; i += 2) {
      const x = numbers[i];
      const value = -numbers[i + 1] / scale;
      high[x] = high[x] >= value ? high[x] : value;
      low[x] = value >= low[x] ? low[x] : value;
    }
    return { high, low, name: path.dataset.name, unit: path.dataset.unit, digits: scale > 50 ? 2 : 1,
      span: path.classList.contains("momentary") };
  };

  const plots = new Map();
  all("figure.plot").forEach((figure) => {
    const columns = Number(figure.dataset.columns);
    const step = Number(figure.dataset.step);
    const origin = Number(figure.dataset.origin);
    const stretch = Number(figure.dataset.stretch);
    const lanes = figure.querySelector(".lanes");
    const pictures = all("svg", lanes);
    const axis = figure.querySelector(".time");
    const readout = figure.querySelector("output");
    const slider = figure.querySelector("input[type=range]");
    const cursor = document.createElement("div");
    const chosen = document.createElement("div");
    cursor.className = "cursor";
    chosen.className = "chosen";
    cursor.hidden = chosen.hidden = true;
    lanes.append(cursor, chosen);
    let tracks = null;
    let from = 0;
    let to = columns;
    let drag = null;

    const clockAt = (column) => origin + column * step / stretch;
    const left = () => pictures[0].getBoundingClientRect().left;
    const width = () => pictures[0].getBoundingClientRect().width;
    const inset = () => left() - lanes.getBoundingClientRect().left;
    const columnAt = (clientX) => Math.min(Math.max(from + (clientX - left()) / width() * (to - from), from), to);
    const xAt = (column) => inset() + (column - from) / (to - from) * width();

    const drawAxis = () => {
      const first = clockAt(from);
      const last = clockAt(to);
      const every = tickSteps.find((s) => 8 >= (last - first) / s) || 86400;
      axis.replaceChildren();
      for (let n = Math.ceil(first / every - 1e-9); last >= n * every; n += 1) {
        const tick = document.createElement("span");
        tick.textContent = clockText(n * every, every);
        tick.style.left = (n * every - first) / (last - first) * 100 + "%";
        axis.append(tick);
      }
    };
    const show = (begin, end) => {
      const span = Math.min(Math.max(end - begin, Math.min(20, columns)), columns);
      from = Math.min(Math.max((begin + end - span) / 2, 0), columns - span);
      to = from + span;
      pictures.forEach((svg) => {
        const box = svg.getAttribute("viewBox").split(" ");
        svg.setAttribute("viewBox", [from, box[1], span, box[3]].join(" "));
      });
      cursor.hidden = true;
      drawAxis();
    };
    const read = (position) => {
      tracks = tracks || all("path.curve", lanes).map((path) => valuesOf(path, columns));
      const column = Math.min(Math.max(Math.round(position), 0), columns - 1);
      const number = (value, track) => value.toFixed(track.digits).replace("-", "\u2212");
      const parts = tracks.filter((track) => track.high[column] === track.high[column]).map((track) => {
        const top = number(track.high[column], track);
        const bottom = number(track.low[column], track);
        const range = track.span ? (top === bottom ? top : bottom + " \u2013 " + top) : top;
        return track.name + " " + range + (track.unit ? "\u00a0" + track.unit : "");
      });
      readout.textContent = [clockText(clockAt(column), step >= 1 ? 1 : 0.1)].concat(parts).join(" \u00b7 ");
      slider.value = column;
      slider.setAttribute("aria-valuetext", readout.textContent);
      cursor.hidden = from > column ? true : column > to;
      cursor.style.left = xAt(column) + "px";
    };
    const zoom = (factor, centre) => show(centre - (centre - from) * factor, centre + (to - centre) * factor);

    lanes.addEventListener("pointermove", (event) => {
      read(columnAt(event.clientX));
      if (drag === null) return;
      const a = xAt(drag);
      const b = xAt(columnAt(event.clientX));
      chosen.hidden = false;
      chosen.style.left = Math.min(a, b) + "px";
      chosen.style.width = Math.abs(a - b) + "px";
    });
    lanes.addEventListener("pointerleave", () => { cursor.hidden = true; });
    lanes.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || event.pointerType === "touch") return;
      drag = columnAt(event.clientX);
      lanes.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    lanes.addEventListener("pointerup", (event) => {
      if (drag === null) return;
      const end = columnAt(event.clientX);
      const far = Math.abs(xAt(end) - xAt(drag)) > 6;
      const begin = drag;
      drag = null;
      chosen.hidden = true;
      if (far) show(Math.min(begin, end), Math.max(begin, end));
    });
    lanes.addEventListener("pointercancel", () => { drag = null; chosen.hidden = true; });
    lanes.addEventListener("dblclick", () => show(0, columns));
    lanes.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(event.deltaY > 0 ? 1.25 : 0.8, columnAt(event.clientX));
    }, { passive: false });
    slider.addEventListener("input", () => {
      const column = Number(slider.value);
      if (from > column || column > to) show(column - (to - from) / 2, column + (to - from) / 2);
      read(column);
    });
    all("button", figure).forEach((button) => button.addEventListener("click", () => {
      const centre = cursor.hidden ? (from + to) / 2 : Number(slider.value);
      if (button.dataset.do === "all") show(0, columns);
      else zoom(button.dataset.do === "in" ? 0.5 : 2, centre);
    }));
    plots.set(figure.id, (begin, end) => {
      const middle = (begin + end) / 2 / step;
      const half = Math.max((end - begin) / step, 30 / step);
      show(middle - half, middle + half);
      read(begin / step);
      figure.scrollIntoView({ block: "center" });
    });
  });

  // A place of a finding leads to its stretch of the plot.
  all("a[data-from]").forEach((link) => link.addEventListener("click", (event) => {
    const go = plots.get(link.getAttribute("href").slice(1));
    if (!go) return;
    event.preventDefault();
    go(Number(link.dataset.from), Number(link.dataset.to));
  }));

  // Paper shows everything.
  window.addEventListener("beforeprint", () => all("details").forEach((details) => {
    details.dataset.was = details.open ? "open" : "";
    if (!details.querySelector(".measures")) details.open = true;
  }));
  window.addEventListener("afterprint", () => all("details").forEach((details) => {
    details.open = details.dataset.was === "open";
  }));
})();
