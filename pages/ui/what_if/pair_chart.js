// A live chart with two books in it: with the exits (solid), alone (dashed), and an estimate (dotted).

CHART.height = 216; // there are two charts here, not five, and three lines in one of them

class PairChart extends Chart {
  constructor(onSpot, onRelease, onResize) {
    super({ name: "", unit: "" }, onSpot, onRelease, onResize);
    this.unit = this.root.querySelector(".chart-unit");
    const id = `wi-clip-${clipCount}`;
    const clip = svg("clipPath", { id }, this.svg);
    this.frame = svg("rect", { x: CHART.left, y: CHART.top }, clip);
    this.guess = svg("path", { class: "guess", "clip-path": `url(#${id})` });
    this.ghost = svg("circle", { class: "ghost", r: 4.5 });
    this.now.before(this.guess);
    this.dot.before(this.ghost);
  }

  // `shape` = {name, unit, axis, title, pick, text, guess}: what is drawn of {alone, both}.
  dress(shape) {
    this.shape = shape;
    this.drawnFor = "";
    this.domain = null;
    this.title.textContent = shape.title;
    this.unit.textContent = `${shape.name}, ${shape.unit}`;
  }

  // `curves` = {spots, alone: [..] | null, main: [..]}; `here` the same at today's price.
  drawPair(curves, here, state, settle) {
    const { spots } = curves;
    const { pick, guess } = this.shape;
    [this.low, this.high] = [spots[0], spots.at(-1)];
    const main = curves.main.map(pick);
    const alone = curves.alone ? curves.alone.map(pick) : null;
    this._scale(main, alone, settle);
    const line = path(spots, main, this);
    this.now.setAttribute("d", line);
    this.later.setAttribute("d", alone ? path(spots, alone, this) : "");
    this.guess.setAttribute("d", guess ? path(spots, curves.main.map(guess), this) : "");
    const base = this.y(0);
    const area = `${line}L${this.x(this.high)} ${base}L${this.x(this.low)} ${base}Z`;
    this.areas.forEach((node) => node.setAttribute("d", area));
    this._mark(here.main, state);
    this.ghost.style.display = here.alone ? "" : "none";
    if (here.alone) this._markAlone(this.x(state.spot), this.y(pick(here.main)), this.y(pick(here.alone)));
    if (settle) this.svg.setAttribute("aria-label", this._told(here, state));
  }

  // The figure keeps clear of the book alone: it stands on the other side of its point.
  _markAlone(x, y, ghost) {
    set(this.ghost, { cx: x, cy: ghost });
    const floor = CHART.height - CHART.bottom - 24;
    const below = ghost < y ? y < floor : y < CHART.top + 12;
    set(this.label, { y: y + (below ? 20 : -10) });
  }

  _told(here, state) {
    const { title, name, unit, text } = this.shape;
    const alone = here.alone ? ` with your exits, ${text(here.alone)} for the book alone` : "";
    return `${title}. ${name} (${unit}) at ${level(state, state.spot)}: ${text(here.main)}${alone}.`;
  }

  _gridLines() {
    super._gridLines();
    const right = this.width - CHART.right;
    const bottom = CHART.height - CHART.bottom;
    set(this.frame, { width: right - CHART.left, height: bottom - CHART.top });
    this.grid.querySelector(".axis").textContent = this.shape.axis;
    const high = Math.max(Math.abs(this.domain[0]), Math.abs(this.domain[1]));
    if (high < 1e5) return;
    const marks = this.grid.querySelectorAll("text[text-anchor=end]:not(.axis)");
    ticks(this.domain[0], this.domain[1], 4).forEach((tick, i) => {
      marks[i].textContent = compact(tick.value, high);
    });
  }
}

// A big number on an axis: "−400k", "+1.5m".
function compact(number, high) {
  if (number === 0) return "0";
  const [size, name] = high < 1e6 ? [1e3, "k"] : high < 1e9 ? [1e6, "m"] : [1e9, "bn"];
  const scaled = round(number / size, 6);
  const digits = [0, 1].find((count) => round(scaled, count) === scaled) ?? 2;
  return signed(scaled, digits) + name;
}
