// What if: the student moves the market, the book stands beside the book with its exits.

const MOVED = ["spot", "shift", "days", "index"];

const inPoints = (value) => `${signed(value, Number.isInteger(value) ? 0 : 1)} points`;

// The rows of the table. `unit` and `text` may depend on what the class follows.
function rowsOf(state, forms) {
  const index = state.underlying === "index";
  const mixed = hasRelated([...state.lines, ...state.hedge], state, forms);
  const shares = index ? "C$ per point" : mixed ? "share-equivalent" : "shares";
  const perPrice = index ? "delta per point" : mixed ? "share-equivalent per C$1" : "shares per C$1";
  return [
    ["profit", "Profit and loss", "C$", (at) => money(at.profit)],
    ["estimate", "Delta-gamma estimate of it", "C$", (at) => money(at.estimate)],
    ["delta", "Delta", shares, (at) => signed(at.delta)],
    ["gamma", "Gamma", perPrice, (at) => signed(at.gamma, 1)],
    ["vega", "Vega", "C$ per point", (at) => money(at.vega)],
    ["theta", "Theta", "C$ per day", (at) => money(at.theta)],
  ];
}

class WhatIf extends Board {
  get kept() { return "What you set is kept on this page."; }

  // ---- what Python says -------------------------------------------------------------------

  update(data, send) {
    this.send = send;
    this._matchTheme();
    if (data.heard === this.sending) this._heard();
    if (data.revision === this.revision) return;
    this.revision = data.revision;
    this.forms = data.forms;
    // What the student has let go of but Python has not heard yet is not taken back.
    const unsent = this.state?.start === data.state.start
      && JSON.stringify(this._moved()) !== this.sent ? this._moved() : null;
    this._load(usable({ ...data.state, ...unsent }));
    if (unsent) this.sent = "";
  }

  _load(state) {
    this.state = state;
    this.sent = JSON.stringify(this._moved());
    this.origin = originOf(state, this.forms);
    this.hedged = hasHedge(state);
    this.related = hasRelated([...state.lines, ...state.hedge], state, this.forms);
    this._structure();
    this._dress();
    this._table();
    this._numbersHead();
    this.draw(true);
  }

  _moved() {
    return Object.fromEntries(MOVED.map((name) => [name, this.state[name]]));
  }

  // ---- what the student does --------------------------------------------------------------

  release() {
    this.speaks = true;
    super.release();
  }

  _send() {
    const text = JSON.stringify(this._moved());
    if (text === this.sent) return;
    this.sent = text;
    this.sending = Date.now();
    const message = { ...this._moved(), sending: this.sending };
    this.send("what_if", message);
    this._expectAnswer({ ...message, component: "what_if" });
  }

  _move(market) {
    Object.assign(this.state, market);
    this.release();
  }

  _dragSpot(spot) {
    const step = this.step;
    this.change("spot", round(Math.round(spot / step) * step, 4));
  }

  // ---- the frame --------------------------------------------------------------------------

  draw(settle) {
    const { state } = this;
    const at = figuresOf(state, this.forms, this.origin);
    const main = (figures) => (this.hedged ? figures.both : figures.alone);
    const swept = this.spots.map(at);
    const now = at(state.spot);
    const curves = {
      spots: this.spots,
      main: swept.map(main),
      alone: this.hedged ? swept.map((figures) => figures.alone) : null,
    };
    const here = { main: main(now), alone: this.hedged ? now.alone : null };
    for (const chart of this.charts) chart.drawPair(curves, here, state, settle);
    this._sliders();
    this._cells(now);
    const text = story(state, now);
    if (this.sentence.textContent !== text) this.sentence.textContent = text;
    this.host.dataset.renders = ++this.renders;
    if (settle) this._settled(text, at);
  }

  _settled(text, at) {
    if (this.speaks && this.spoken.textContent !== text) this.spoken.textContent = text;
    this.speaks = false;
    this.numbers.tBodies[0]?.remove();
    const body = this.numbers.createTBody();
    const count = this.spots.length;
    for (let i = 0; i <= 8; i++) {
      const spot = this.spots[Math.round(i * (count - 1) / 8)];
      const row = body.insertRow();
      el("th", { scope: "row", text: level(this.state, round(spot, 2)) }, row);
      for (const { read } of this.columns) row.insertCell().textContent = read(at(spot));
    }
  }

  _sliders() {
    const { state } = this;
    this.spot.set(state.spot);
    this.shift.set(state.shift);
    this.days.set(state.days);
    this.index.set(relatedPrice(state));
    this.tied.setAttribute("aria-pressed", String(state.index === null));
    this.reset.disabled = atStart(state);
    const gap = gapOf(state);
    this.gaps.forEach((node, i) => node.setAttribute("aria-pressed", String(GAPS[i] === gap)));
  }

  _cells(now) {
    for (const { name, show, alone, both } of this.cells) {
      for (const [cell, figures] of [[alone, now.alone], [both, now.both]]) {
        if (!cell) continue;
        const text = show(figures);
        if (cell.textContent !== text) cell.textContent = text;
        const flat = !/[1-9]/.test(text);
        cell.dataset.side = flat ? "flat" : figures[name] < 0 ? "short" : "long";
      }
    }
  }

  // ---- once for every book ----------------------------------------------------------------

  _structure() {
    const { state, forms } = this;
    const all = [...state.lines, ...state.hedge];
    const own = all.filter((line) => follows(line, state, forms));
    this.step = state.start >= 400 ? 1 : spotStep(state.start);
    const [low, high] = spotRange({ ...state, lines: own }, forms);
    const [from, to] = [this._down(Math.min(low, state.start * 0.85)), this._up(Math.max(high, state.start * 1.15))];
    const lines = all.length;
    const count = lines > 40 ? 80 : 120;
    this.spots = Array.from({ length: count + 1 }, (_, i) => from + (to - from) * i / count);
    this.spot.range(from, to, this.step);
    const expiries = claimsOf(all, forms)
      .filter((claim) => claim.payoff !== "linear")
      .map((claim) => Math.round(claim.years * DAYS_PER_YEAR));
    this.days.range(0, Math.max(...expiries, state.days, 1), 1);
    const jump = afterGap(state, GAPS[0]).shift;
    this.shift.range(Math.min(-20, state.shift, jump), Math.max(30, state.shift, jump), 0.5);
    this._indexRange([from, to]);
    this._words();
  }

  _down(number) {
    return round(Math.max(Math.floor(number / this.step) * this.step, this.step), 3);
  }

  _up(number) {
    return round(Math.ceil(number / this.step) * this.step, 3);
  }

  // The related price moves as far as the class's own price can take it, and at least a quarter.
  _indexRange(ends) {
    const { state } = this;
    this.relatedBox.hidden = !this.related;
    this.root.classList.toggle("two-prices", this.related);
    const tied = { ...state, index: null };
    const reach = [...ends.map((spot) => relatedPrice(tied, spot)), state.index ?? state.indexStart];
    const step = state.indexStart >= 400 ? 1 : spotStep(state.indexStart);
    const low = Math.min(...reach, state.indexStart * 0.75);
    const high = Math.max(...reach, state.indexStart * 1.25);
    this.index.range(Math.max(Math.floor(low / step) * step, step), Math.ceil(high / step) * step, step);
  }

  _words() {
    const { state } = this;
    const index = state.underlying === "index";
    this.spotName.textContent = index ? "Index (points)" : "Share price";
    this.indexName.textContent = index ? "Share price" : "Index (points)";
    this.tied.textContent = `Moves with the ${thing(state)}`;
    const jump = points(state.gapPoints);
    this.gapNote.textContent = state.gapPoints
      ? `At once, from the start; volatility ${state.gapPoints > 0 ? "rises" : "falls"} ${jump} for each 1\u00a0%.`
      : "At once, from the start; volatility stays.";
    this.aloneKey.hidden = !this.hedged;
    this.mainKey.textContent = this.hedged ? "with your exits" : "your book";
    this.footnote.hidden = !this.hedged || Math.round(state.cost) === 0;
    this.footnote.textContent = `The cost of your exits, ${amount(state.cost)}, is taken off their profit and its estimate.`;
  }

  // The two charts and the columns of the numbers behind them.
  _dress() {
    const { state, origin, hedged } = this;
    const axis = state.underlying === "index" ? "index (points)" : "share price (C$)";
    const rows = rowsOf(state, this.forms);
    const [profit, , delta] = rows;
    const at = figuresOf({ ...state, shift: 0, days: 0, index: null }, this.forms, origin);
    const sides = { down: at(state.start * 0.92), up: at(state.start * 1.08) };
    const shape = ([name, label, unit, text], more) => ({
      name: label, unit, axis, text, pick: (figures) => figures[name], ...more,
    });
    this.charts[0].dress(shape(profit, {
      unit: "C$ since the start", title: profitTitle(state, origin, sides), guess: (figures) => figures.estimate,
    }));
    this.charts[1].dress(shape(delta, { title: deltaTitle(state, origin) }));
    const column = ([, label, unit, text], who, named) => ({
      head: `${label}${hedged ? `, ${named}` : ""} (${unit})`, read: (figures) => text(figures[who]),
    });
    const [first, last] = [["alone", "book alone"], ["both", "with your exits"]];
    this.columns = hedged
      ? [profit, rows[1], delta].flatMap((row) => [column(row, ...first), column(row, ...last)])
      : [profit, rows[1], delta].map((row) => column(row, ...first));
  }

  _numbersHead() {
    this.numbers.tHead?.remove();
    const head = this.numbers.createTHead().insertRow();
    const name = this.state.underlying === "index" ? "Index (points)" : "Share price";
    for (const text of [name, ...this.columns.map(({ head: label }) => label)]) {
      el("th", { scope: "col", text }, head);
    }
  }

  _table() {
    const { state, forms, hedged } = this;
    const { table } = this;
    table.replaceChildren();
    table.classList.toggle("single", !hedged);
    const held = (lines) => holdings(lines, forms) || "nothing";
    const text = hedged ? `Book: ${held(state.lines)}. Exits: ${held(state.hedge)}.` : `Book: ${held(state.lines)}.`;
    el("caption", { text }, table);
    const head = table.createTHead().insertRow();
    const names = hedged ? ["Now", "Book alone", "With your exits"] : ["Now", "Your book"];
    for (const name of names) el("th", { scope: "col", text: name }, head);
    const body = table.createTBody();
    this.cells = rowsOf(state, forms).map(([name, label, unit, show]) => {
      const row = el("tr", { "data-figure": name }, body);
      const title = el("th", { scope: "row" }, row);
      el("span", { class: "row-name", text: label }, title);
      title.append(" ");
      el("span", { class: "row-unit", text: unit }, title);
      const cell = (who) => el("td", { class: "figure", "data-of": who }, row);
      return { name, show, alone: cell("alone"), both: hedged ? cell("both") : null };
    });
  }

  // ---- building it once -------------------------------------------------------------------

  _build() {
    this.root = el("div", { class: "live-book what-if" }, this.host);
    const grid = el("div", { class: "board" }, this.root);
    const hand = el("div", { class: "side" }, grid);
    const picture = el("div", { class: "seen", role: "group", "aria-label": "What the market does to you" }, grid);
    this._buildSliders(el("div", { class: "sliders", role: "group", "aria-label": "Drag the market" }, hand));
    this._buildGaps(el("div", { class: "gaps" }, hand));
    this._buildPicture(picture);
  }

  _buildSliders(panel) {
    const make = (name, low, high, step, show, parent) => slider(
      { label: "", name, low, high, step, show }, (value) => this.change(name, value), () => this.release(), parent);
    const named = (control, text) => {
      const name = control.row.querySelector(".slider-head span");
      name.textContent = text;
      return name;
    };
    const related = () => (this.state.underlying === "share" ? "index" : "share");
    this.spot = make("spot", 1, 100, 0.1, (value) => level(this.state, value), panel);
    this.spotName = named(this.spot, "Share price");
    this.relatedBox = el("div", { class: "related" }, panel);
    this.index = make("index", 1, 100, 1, (value) => level(this.state, value, related()), this.relatedBox);
    this.indexName = named(this.index, "Index (points)");
    this.tied = button("", () => this._move({ index: null }), this.relatedBox, { class: "quiet small", "aria-pressed": "true" });
    this.shift = make("shift", -20, 30, 0.5, inPoints, panel);
    named(this.shift, "Volatility shift");
    this.days = make("days", 0, 45, 1, days, panel);
    named(this.days, "Days passed");
    this.reset = button("Back to the start", () => this._move({
      spot: this.state.start, shift: 0, days: 0, index: null,
    }), panel, { class: "quiet" });
    this.unsaved = el("p", { class: "unsaved", role: "status" }, panel);
  }

  _buildGaps(panel) {
    el("p", { class: "gap-title", id: "gap-title", text: "Gap before you can trade" }, panel);
    const group = el("div", { class: "gap-buttons", role: "group", "aria-labelledby": "gap-title" }, panel);
    this.gaps = GAPS.map((gap) => button(
      `${signed(gap)}\u00a0%`, () => this._move(afterGap(this.state, gap)), group, { "aria-pressed": "false" }));
    this.gapNote = el("p", { class: "gap-note" }, panel);
  }

  _buildPicture(panel) {
    const reading = el("div", { class: "told" }, panel);
    this.sentence = el("p", { class: "read-back" }, reading);
    this.spoken = el("p", { class: "unseen", "aria-live": "polite" }, reading);
    this._buildCharts(el("div", { class: "drawn" }, panel));
    const table = el("div", { class: "compared" }, panel);
    const scroll = el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "The figures now" }, table);
    this.table = el("table", { class: "pair" }, scroll);
    this.footnote = el("p", { class: "simplified" }, table);
    this._buildNumbers(el("div", { class: "behind" }, panel));
  }

  _buildCharts(panel) {
    const legend = el("p", { class: "legend" }, panel);
    this.mainKey = el("span", { class: "key now" }, legend);
    this.aloneKey = el("span", { class: "key later", text: "book alone" }, legend);
    el("span", { class: "key guess", text: "delta-gamma estimate" }, legend);
    el("span", { class: "key here", text: "today\u2019s price: drag it" }, legend);
    const charts = el("div", { class: "charts" }, panel);
    this.charts = ["profit", "delta"].map((name) => {
      const chart = new PairChart(
        (spot) => this._dragSpot(spot), () => this.release(), () => this.request(true));
      chart.root.dataset.shape = name;
      charts.append(chart.root);
      return chart;
    });
  }

  _buildNumbers(panel) {
    const details = el("details", { class: "numbers" }, panel);
    el("summary", { text: "The numbers behind the curves" }, details);
    const scroll = el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Figures by price" }, details);
    this.numbers = el("table", {}, scroll);
  }
}

export default function (mount) {
  return onBoard(WhatIf, mount);
}
