// One curve against the share price: now (solid), at the first expiry (dashed), today's marker.

const SVG = "http://www.w3.org/2000/svg";
const CHART = { height: 178, left: 58, right: 14, top: 12, bottom: 34 };

function svg(name, attributes, parent) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (parent) parent.append(node);
  return node;
}

let clipCount = 0;

class Chart {
  constructor(shape, onSpot, onRelease, onResize) {
    this.shape = shape;
    this.width = 520;
    this.root = el("figure", { class: "chart" });
    const head = el("figcaption", { class: "chart-head" }, this.root);
    this.title = el("strong", { class: "chart-title" }, head);
    el("span", { class: "chart-unit", text: `${shape.name}, ${shape.unit}` }, head);
    this.svg = svg("svg", { role: "img", class: "plot", height: CHART.height }, this.root);
    this.grid = svg("g", { class: "gridlines" }, this.svg);
    this._areas();
    this.zero = svg("line", { class: "zero" }, this.svg);
    this.later = svg("path", { class: "later" }, this.svg);
    this.now = svg("path", { class: "now" }, this.svg);
    this.start = svg("line", { class: "start" }, this.svg);
    this.rule = svg("line", { class: "today" }, this.svg);
    this.dot = svg("circle", { class: "dot", r: 5.5 }, this.svg);
    this.label = svg("text", { class: "value" }, this.svg);
    this.domain = null;
    this._draggable(onSpot, onRelease);
    this._fit(onResize);
  }

  // One unit of the drawing is one pixel, so that text keeps its size on any screen.
  _fit(onResize) {
    this.observer = new ResizeObserver(([entry]) => {
      const width = Math.round(entry.contentRect.width);
      if (width < 1 || width === this.width) return;
      this.width = width;
      this.drawnFor = "";
      onResize();
    });
    this.observer.observe(this.root);
  }

  _areas() {
    const id = `lb-clip-${++clipCount}`;
    this.clips = ["above", "below"].map((side) => {
      const clip = svg("clipPath", { id: `${id}-${side}` }, this.svg);
      return svg("rect", { x: 0, width: 4000, y: 0, height: 0 }, clip);
    });
    this.areas = ["above", "below"].map((side) =>
      svg("path", { class: `area ${side}`, "clip-path": `url(#${id}-${side})` }, this.svg));
  }

  _draggable(onSpot, onRelease) {
    const spotAt = (event) => {
      const box = this.svg.getBoundingClientRect();
      const span = this.width - CHART.left - CHART.right;
      const share = (event.clientX - box.left - CHART.left) / span;
      return this.low + Math.min(Math.max(share, 0), 1) * (this.high - this.low);
    };
    // A finger that scrolls the page is not one that drags: it has to move sideways first.
    let from = null;
    let dragging = false;
    this.svg.onpointerdown = (event) => {
      if (event.button !== 0) return;
      from = event.clientX;
      dragging = event.pointerType !== "touch";
      this.svg.setPointerCapture(event.pointerId);
      if (dragging) onSpot(spotAt(event));
    };
    this.svg.onpointermove = (event) => {
      if (from === null) return;
      dragging ||= Math.abs(event.clientX - from) > 6;
      if (dragging) onSpot(spotAt(event));
    };
    this.svg.onpointerup = (event) => {
      if (from !== null && !dragging) onSpot(spotAt(event));
      from = null;
      onRelease();
    };
    this.svg.onpointercancel = () => {
      if (dragging) onRelease();
      from = null;
    };
  }

  // `curves` = {spots, now: [..], later: [..] | null}; `here` = figures at today's share price.
  draw(curves, here, state, settle) {
    [this.low, this.high] = [curves.spots[0], curves.spots.at(-1)];
    const pick = this.shape.pick;
    const now = curves.now.map(pick);
    const later = curves.later ? curves.later.map(pick) : null;
    this._scale(now, later, settle);
    const line = path(curves.spots, now, this);
    this.now.setAttribute("d", line);
    this.later.setAttribute("d", later ? path(curves.spots, later, this) : "");
    const base = this.y(0);
    const area = `${line}L${this.x(this.high)} ${base}L${this.x(this.low)} ${base}Z`;
    this.areas.forEach((node) => node.setAttribute("d", area));
    this._mark(here, state);
    const title = this.shape.title(peaks(curves.spots, now), here);
    if (this.title.textContent !== title) this.title.textContent = title;
    if (settle) this.svg.setAttribute("aria-label", this._described(title, here, state));
  }

  _described(title, here, state) {
    return `${title}. ${this.shape.name} ${this.shape.text(here)} (${this.shape.unit}) `
      + `at a share price of ${price(round(state.spot, 3))}.`;
  }

  _mark(here, state) {
    const [x, y] = [this.x(state.spot), this.y(this.shape.pick(here))];
    set(this.rule, { x1: x, x2: x, y1: CHART.top, y2: CHART.height - CHART.bottom });
    const from = this.x(state.start);
    set(this.start, {
      x1: from, x2: from, y1: CHART.height - CHART.bottom - 6, y2: CHART.height - CHART.bottom,
    });
    set(this.dot, { cx: x, cy: y });
    const onRight = x < this.width * 0.72;
    const below = y < CHART.top + 26;
    set(this.label, {
      x: x + (onRight ? 10 : -10), y: y + (below ? 20 : -10),
      "text-anchor": onRight ? "start" : "end",
    });
    const text = this.shape.text(here);
    if (this.label.textContent !== text) this.label.textContent = text;
  }

  // The scale grows at once and shrinks only on release, so that nothing jumps under the finger.
  _scale(now, later, settle) {
    let [low, high] = [0, 0];
    for (const values of [now, later ?? []]) {
      for (const value of values) {
        if (value < low) low = value;
        if (value > high) high = value;
      }
    }
    if (high - low < 1e-9) [low, high] = [-1, 1];
    const room = (high - low) * 0.08;
    const wanted = [low < 0 ? low - room : 0, high > 0 ? high + room : 0];
    const old = this.domain;
    const fits = old && wanted[0] >= old[0] && wanted[1] <= old[1];
    const sameRange = this.drawnFor === `${this.low}/${this.high}`;
    const domain = settle || !old ? wanted
      : fits ? old : [Math.min(wanted[0], old[0]), Math.max(wanted[1], old[1])];
    if (sameRange && old && domain[0] === old[0] && domain[1] === old[1]) return;
    this.domain = domain;
    this.drawnFor = `${this.low}/${this.high}`;
    this.svg.setAttribute("viewBox", `0 0 ${this.width} ${CHART.height}`);
    this._gridLines();
  }

  x(spot) {
    const span = this.width - CHART.left - CHART.right;
    return CHART.left + (spot - this.low) / (this.high - this.low) * span;
  }

  y(value) {
    const span = CHART.height - CHART.top - CHART.bottom;
    return CHART.top + (this.domain[1] - value) / (this.domain[1] - this.domain[0]) * span;
  }

  _gridLines() {
    this.grid.replaceChildren();
    const right = this.width - CHART.right;
    const bottom = CHART.height - CHART.bottom;
    for (const tick of ticks(this.domain[0], this.domain[1], 4)) {
      const y = this.y(tick.value);
      svg("line", { x1: CHART.left, x2: right, y1: y, y2: y }, this.grid);
      svg("text", { x: CHART.left - 8, y: y + 4, "text-anchor": "end" }, this.grid)
        .textContent = tick.value === 0 ? "0" : signed(tick.value, Math.min(tick.digits, 3));
    }
    for (const tick of ticks(this.low, this.high, this.width / 80)) {
      const x = this.x(tick.value);
      svg("line", { x1: x, x2: x, y1: bottom, y2: bottom + 4 }, this.grid);
      svg("text", { x, y: bottom + 16, "text-anchor": "middle" }, this.grid)
        .textContent = NUMBERS[Math.min(tick.digits, 3)].format(tick.value);
    }
    svg("text", { x: right, y: CHART.height - 3, "text-anchor": "end", class: "axis" }, this.grid)
      .textContent = "share price (C$)";
    const zero = this.y(0);
    set(this.zero, { x1: CHART.left, x2: right, y1: zero, y2: zero });
    set(this.clips[0], { y: 0, height: Math.max(zero, 0) });
    set(this.clips[1], { y: zero, height: Math.max(CHART.height - zero, 0) });
  }
}

function set(node, attributes) {
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
}

function path(spots, values, scale) {
  let text = "";
  for (let i = 0; i < spots.length; i++) {
    text += `${i ? "L" : "M"}${scale.x(spots[i]).toFixed(1)} ${scale.y(values[i]).toFixed(1)}`;
  }
  return text;
}

// Where a curve is largest: no price, one, or several of about the same height.
function peaks(spots, values) {
  const sizes = values.map(Math.abs);
  const most = Math.max(...sizes);
  if (most < 0.05) return [];
  const found = [];
  sizes.forEach((size, i) => {
    const before = sizes[i - 1] ?? -1;
    const after = sizes[i + 1] ?? -1;
    if (size >= 0.85 * most && size >= before && size > after) found.push(Math.round(spots[i]));
  });
  return found;
}

function ticks(low, high, count) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? 10 * power;
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9) + (step / power === 2.5 ? 1 : 0));
  const found = [];
  for (let n = Math.ceil(low / step - 1e-9); n * step <= high + step * 1e-9; n++) {
    found.push({ value: n === 0 ? 0 : n * step, digits });
  }
  return found;
}
