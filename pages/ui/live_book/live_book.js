// The live book: the student drags, everything is priced here, and Python hears of it on release.

class LiveBook extends Board {
  get kept() { return "Your book is kept on this page."; }

  // ---- what Python says -------------------------------------------------------------------

  update(data, send) {
    this.send = send;
    this.data = data;
    this._matchTheme();
    if (data.heard === this.sending) this._heard();
    if (data.revision === this.revision) return;
    this.revision = data.revision;
    this.forms = data.forms;
    this._presets();
    this._addButtons();
    this.linesBox.open = data.mode !== "lesson";
    this._load(structuredClone(data.state), data.preset);
  }

  _load(state, presetName) {
    this.state = state;
    this.sent = JSON.stringify(state);
    this.preset = this.data.presets.find((preset) => preset.name === presetName) ?? null;
    if (!this._isPreset()) this.preset = null;
    this._showPreset();
    for (const box of this.toggles) box.checked = state.show.includes(box.value);
    this._lines();
    this._structure();
    this._assumptions();
    this.draw(true);
  }

  _isPreset() {
    const lines = (state) => JSON.stringify(state.lines);
    return this.preset !== null && lines(this.preset.state) === lines(this.state);
  }

  _showPreset() {
    for (const { node, name } of this.presetButtons) {
      node.setAttribute("aria-pressed", String(name === this.preset?.name));
    }
    this.note.textContent = this.preset?.note ?? "Your own book. Choose one above to start afresh.";
    this.experiments.load(this.data.tries ? this.preset?.tries ?? [] : []);
  }

  // ---- what the student does --------------------------------------------------------------

  release() {
    if (this.preset && !this._isPreset()) {
      this.preset = null;
      this._showPreset();
    }
    super.release();
  }

  _send() {
    const text = JSON.stringify(this.state);
    if (text === this.sent || this.data.mode === "lesson") return;
    this.sent = text;
    this.sending = Date.now();
    const message = {
      ...structuredClone(this.state), preset: this.preset?.name ?? "", sending: this.sending,
    };
    this.send("book", message);
    this._expectAnswer(message);
  }

  _backToStart() {
    Object.assign(this.state, { spot: this.state.start, shift: 0, days: 0 });
    this.release();
  }

  _choosePreset(preset) {
    this._load({ ...structuredClone(preset.state), show: this.state.show }, preset.name);
    this.sent = "";
    this.release();
  }

  _addLine(kind) {
    if (this.state.lines.length >= this.data.most) return;
    const form = this.forms[kind];
    const fields = form.fields.map((field) => field.default);
    const strike = form.fields.findIndex((field) => field.name === "strike");
    if (strike >= 0) fields[strike] = Math.round(this.state.spot);
    const quantity = form.units > 1 ? -10 : 100;
    this.state.lines.push([quantity, kind, ...fields]);
    this._changedLines();
    this.lineList.lastElementChild?.querySelector("input")?.focus();
  }

  _removeLine(number) {
    this.state.lines.splice(number, 1);
    this._changedLines();
    const next = this.lineList.children[Math.min(number, this.state.lines.length - 1)];
    (next?.querySelector("input") ?? this.adders.querySelector("button"))?.focus();
  }

  _changedLines() {
    this._lines();
    this._structure();
    this.release();
  }

  // ---- the frame --------------------------------------------------------------------------

  draw(settle) {
    const { state, forms } = this;
    const at = this._reader(state.days);
    const origin = this._origin();
    const figures = (read) => (spot) => {
      const here = read(spot);
      here.profit = here.value - origin;
      return here;
    };
    const here = figures(at)(state.spot);
    const next = firstExpiry(state, forms);
    const later = next === null ? null : figures(this._reader(next));
    const spots = this.spots;
    const curves = {
      spots,
      now: spots.map(figures(at)),
      later: later && spots.map(later),
    };
    for (const chart of this.charts) {
      const name = chart.root.dataset.shape;
      chart.root.hidden = name !== "delta" && name !== "gamma" && !state.show.includes(name);
      if (!chart.root.hidden) chart.draw(curves, here, state, settle);
    }
    this._sliders();
    this.laterKey.hidden = later === null;
    this._tiles(here);
    const sentence = readBack(state, forms, at);
    if (this.sentence.textContent !== sentence) this.sentence.textContent = sentence;
    this.experiments.watch(state, here, settle);
    this.host.dataset.renders = ++this.renders;
    if (settle) this._settled(sentence, figures(at));
  }

  _reader(daysPassed) {
    return reader(this.state, this.forms, daysPassed, this.state.shift);
  }

  // What the same book was worth at the start: profit is counted from there.
  _origin() {
    return reader(this.state, this.forms, 0, 0)(this.state.start).value;
  }

  _settled(sentence, at) {
    if (this.spoken.textContent !== sentence) this.spoken.textContent = sentence;
    this.numbers.tBodies[0]?.remove();
    const body = this.numbers.createTBody();
    const count = this.spots.length;
    for (let i = 0; i <= 8; i++) {
      const spot = this.spots[Math.round(i * (count - 1) / 8)];
      const read = at(spot);
      const row = body.insertRow();
      el("th", { scope: "row", text: price(round(spot, 2)) }, row);
      for (const shape of Object.values(SHAPES)) row.insertCell().textContent = shape.text(read);
    }
  }

  _structure() {
    const { state, forms } = this;
    const [low, high] = spotRange(state, forms);
    const points = state.lines.length > 40 ? 80 : 120;
    this.spots = Array.from({ length: points + 1 }, (_, i) => low + (high - low) * i / points);
    this.spot.range(round(low, 3), round(high, 3), spotStep(state.start));
    const expiries = claimsOf(state.lines, forms)
      .filter((claim) => claim.payoff !== "linear")
      .map((claim) => Math.round(claim.years * DAYS_PER_YEAR));
    this.days.range(0, Math.max(...expiries, state.days, 1), 1);
    this.shift.range(Math.min(-20, state.shift), Math.max(30, state.shift), 0.5);
  }

  _sliders() {
    const { state } = this;
    this.spot.set(state.spot);
    this.shift.set(state.shift);
    this.days.set(state.days);
    this.reset.disabled = state.spot === state.start && !state.shift && !state.days;
  }

  _tiles(here) {
    const texts = {
      delta: [signed(here.delta), "shares", `${money(here.dollars)} of stock`],
      gamma: [signed(here.gamma, 1), "shares per C$1", `${signed(here.gammaPercent, 1)} per 1\u00a0%`],
      vega: [money(here.vega), "per volatility point", "24\u00a0% to 25\u00a0% is one"],
      theta: [money(here.theta), "per calendar day", "if all else stays"],
      rho: [money(here.rho, 2), "per basis point"],
      value: [money(here.value), ""],
      profit: [money(here.profit), ""],
    };
    const side = (number) => (Math.abs(number) < 0.05 ? "flat" : number < 0 ? "short" : "long");
    for (const [name, lines] of Object.entries(texts)) {
      const nodes = this.tiles[name];
      lines.forEach((text, i) => {
        if (nodes[i].textContent !== text) nodes[i].textContent = text;
      });
      nodes[0].dataset.side = name === "value" ? "flat" : side(here[name]);
    }
  }

  // ---- building it once -------------------------------------------------------------------

  _build() {
    this.root = el("div", { class: "live-book" }, this.host);
    this.presetBar = el("div", { class: "presets", role: "group", "aria-label": "Books to start from" }, this.root);
    this.presetButtons = [];
    this.note = el("p", { class: "note" }, this.root);
    const grid = el("div", { class: "grid" }, this.root);
    const hand = el("div", { class: "hand" }, grid);
    this.experiments = new Experiments((goal) => this._pointAt(goal), () => this._backToStart());
    hand.append(this.experiments.root);
    this._buildSliders(el("div", { class: "sliders", role: "group", "aria-label": "Drag the market" }, hand));
    this._buildLines(el("div", { class: "lines", role: "group", "aria-label": "The book, line by line" }, hand));
    this._buildPicture(el("div", { class: "picture", role: "group", "aria-label": "What the book is exposed to" }, grid));
  }

  _buildSliders(panel) {
    const release = () => this.release();
    const make = (label, name, low, high, step, show) => slider(
      { label, name, low, high, step, show }, (value) => this.change(name, value), release, panel);
    this.spot = make("Share price", "spot", 1, 100, 0.1, (value) => price(round(value, 3)));
    this.shift = make("Volatility shift", "shift", -20, 30, 0.5,
      (value) => `${signed(value, Number.isInteger(value) ? 0 : 1)} points`);
    this.days = make("Days passed", "days", 0, 45, 1, days);
    this.reset = button("Back to the start", () => this._backToStart(), panel, { class: "quiet" });
    this.unsaved = el("p", { class: "unsaved", role: "status" }, panel);
  }

  _buildPicture(panel) {
    const reading = el("div", { class: "reading" }, panel);
    const curves = el("div", { class: "curves" }, panel);
    const extras = el("div", { class: "extras" }, panel);
    this.sentence = el("p", { class: "read-back" }, reading);
    this.spoken = el("p", { class: "unseen", "aria-live": "polite" }, reading);
    this._buildTiles(reading, extras);
    this._buildCurves(curves);
    this._buildToggles(extras);
    this._buildNumbers(extras);
  }

  _buildTiles(reading, extras) {
    this.tiles = {};
    const tiles = el("dl", { class: "tiles" }, reading);
    const rest = el("dl", { class: "rest" }, extras);
    const names = {
      delta: "Delta", gamma: "Gamma", vega: "Vega", theta: "Theta",
      rho: "Rho", value: "Value of the book", profit: "Profit since the start",
    };
    for (const [name, label] of Object.entries(names)) {
      const headline = Object.keys(this.tiles).length < 4;
      const box = el("div", { "data-greek": name }, headline ? tiles : rest);
      el("dt", { text: label }, box);
      const value = el("dd", {}, box);
      this.tiles[name] = [el("span", { class: "figure" }, value), el("span", { class: "unit" }, value)];
      if (headline) this.tiles[name].push(el("dd", { class: "below" }, box));
    }
  }

  _buildCurves(panel) {
    const legend = el("p", { class: "legend" }, panel);
    el("span", { class: "key now", text: "now" }, legend);
    this.laterKey = el("span", { class: "key later", text: "at the first expiry" }, legend);
    el("span", { class: "key here", text: "today\u2019s share price: drag it" }, legend);
    const charts = el("div", { class: "charts" }, panel);
    this.charts = Object.entries(SHAPES).map(([name, shape]) => {
      const chart = new Chart(
        shape, (spot) => this._dragSpot(spot), () => this.release(), () => this.request(true));
      chart.root.dataset.shape = name;
      charts.append(chart.root);
      return chart;
    });
  }

  _buildNumbers(panel) {
    const details = el("details", { class: "numbers" }, panel);
    el("summary", { text: "The numbers behind the curves" }, details);
    const scroll = el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Figures by share price" }, details);
    this.numbers = el("table", {}, scroll);
    const head = this.numbers.createTHead().insertRow();
    for (const text of ["Share price", ...Object.values(SHAPES).map((shape) => `${shape.name} (${shape.unit})`)]) {
      el("th", { scope: "col", text }, head);
    }
  }

  _buildToggles(panel) {
    const group = el("fieldset", { class: "toggles" }, panel);
    el("legend", { text: "Also show" }, group);
    this.toggles = ["vega", "theta", "profit"].map((name) => {
      const label = el("label", {}, group);
      const box = el("input", { type: "checkbox", value: name }, label);
      label.append(SHAPES[name].name);
      box.onchange = () => {
        this.state.show = this.toggles.filter((one) => one.checked).map((one) => one.value);
        this.release();
      };
      return box;
    });
  }

  _buildLines(panel) {
    const box = this.linesBox = el("details", {}, panel);
    const head = el("summary", { class: "lines-head" }, box);
    el("span", { class: "lines-title", text: "Your book" }, head);
    this.count = el("span", { class: "count" }, head);
    this.lineList = el("ol", { class: "line-list" }, box);
    this.adders = el("div", { class: "adders" }, box);
    this.more = el("details", { class: "assumptions" }, box);
    el("summary", { text: "Rate and dividend yield" }, this.more);
    this.moreBody = el("div", { class: "fields" }, this.more);
    el("p", { class: "simplified", text: "Simplified: options are priced as European, each on its own implied volatility, with one rate and a continuous dividend yield. Listed equity options in Canada are American." }, this.more);
  }

  _presets() {
    this.presetBar.replaceChildren();
    this.presetBar.hidden = this.data.mode === "lesson" || !this.data.presets.length;
    this.note.hidden = this.presetBar.hidden;
    this.presetButtons = this.data.presets.map((preset) => ({
      name: preset.name,
      node: button(preset.title, () => this._choosePreset(preset), this.presetBar),
    }));
  }

  _addButtons() {
    this.adders.replaceChildren();
    for (const [kind, form] of Object.entries(this.forms)) {
      button(`Add a ${inSentence(form.label)}`, () => this._addLine(kind), this.adders, { class: "quiet" });
    }
  }

  _assumptions() {
    this.moreBody.replaceChildren();
    const release = () => this.release();
    for (const field of this.data.assumptions) {
      numberField({ ...field, value: this.state[field.name] },
        (value) => this.change(field.name, value), release, this.moreBody);
    }
  }

  // ---- the lines of the book --------------------------------------------------------------

  _lines() {
    this.lineList.replaceChildren();
    this.state.lines.forEach((_, number) => this._line(number));
    const count = this.state.lines.length;
    this.count.textContent = count === 1 ? "1 line" : `${count} lines`;
    for (const node of this.adders.children) node.disabled = count >= this.data.most;
  }

  _line(number) {
    const line = this.state.lines[number];
    const [quantity, kind, ...fields] = line;
    const form = this.forms[kind];
    const item = el("li", { class: "line" }, this.lineList);
    const release = () => this.release();
    const most = Math.max(10000 / form.units, Math.abs(quantity));
    const showQuantity = (value) => value === 0 ? `no ${form.plural}`
      : `${value < 0 ? "short" : "long"} ${whole(Math.abs(value))} ${Math.abs(value) === 1 ? inSentence(form.label) : form.plural}`;
    const name = `line-${number}`;
    const contracts = slider({
      label: `${form.label}s`, name: `${name}-quantity`, low: -most, high: most,
      step: form.units > 1 ? 1 : 100, show: showQuantity,
    }, (value) => {
      line[0] = value;
      exact.input.value = value;
      contracts.set(value);
      item.dataset.side = value < 0 ? "short" : value > 0 ? "long" : "flat";
      this.request();
    }, release, item);
    contracts.input.setAttribute("aria-label", `Line ${number + 1}: quantity of ${form.plural}`);
    contracts.set(quantity);
    item.dataset.side = quantity < 0 ? "short" : quantity > 0 ? "long" : "flat";
    const row = el("div", { class: "fields" }, item);
    const exact = numberField({
      label: "Quantity", low: -this.data.mostContracts, high: this.data.mostContracts,
      value: quantity, name: `${name}-exact`,
    }, (value) => {
      line[0] = Math.round(value);
      contracts.range(Math.min(-most, line[0]), Math.max(most, line[0]), form.units > 1 ? 1 : 100);
      contracts.set(line[0]);
      this.request();
    }, () => {
      exact.input.value = line[0];
      this.release();
    }, row);
    form.fields.forEach((field, i) => numberField(
      { ...field, value: fields[i], name: `${name}-${field.name}` },
      (value) => { line[i + 2] = value; this.request(); },
      () => { this._structure(); this.release(); }, row));
    button("Remove", () => this._removeLine(number), row, {
      class: "quiet remove", "aria-label": `Remove line ${number + 1}`,
    });
  }

  _dragSpot(spot) {
    const step = spotStep(this.state.start);
    this.change("spot", round(Math.round(spot / step) * step, 4));
  }

  _pointAt(goal) {
    for (const name of ["spot", "shift", "days"]) {
      this[name]?.row.classList.toggle("wanted", goal?.what === name);
    }
  }
}

export default function (mount) {
  return onBoard(LiveBook, mount);
}
