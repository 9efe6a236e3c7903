// "Try this": predict, then drag, then see. One experiment of a preset at a time.

class Experiments {
  // `onGoal` hears what is to be dragged; `onNext` brings the market back to the start.
  constructor(onGoal, onNext) {
    this.root = el("div", { class: "try", role: "group", "aria-label": "Try this" });
    this.onGoal = onGoal;
    this.onNext = onNext;
    this.latest = null;
    this.load([]);
  }

  load(tries) {
    this.tries = tries;
    this.number = 0;
    this._begin();
  }

  _begin() {
    this.chosen = null;
    this.before = null;
    this.done = false;
    this._draw();
    this.onGoal(null);
  }

  get current() {
    return this.tries[this.number];
  }

  _draw() {
    const current = this.current;
    this.root.replaceChildren();
    this.root.hidden = !current;
    if (!current) return;
    const count = this.tries.length > 1 ? ` ${this.number + 1} of ${this.tries.length}` : "";
    el("p", { class: "try-step", text: `Try this${count}: predict` }, this.root);
    el("p", { class: "try-ask", text: current.ask }, this.root);
    const group = el("div", { class: "try-options", role: "group", "aria-label": current.ask }, this.root);
    this.buttons = current.options.map((option) => {
      const node = button(option.text, () => this._choose(option), group, { "aria-pressed": "false" });
      return { node, option };
    });
    this.after = el("div", { class: "try-after", "aria-live": "polite" }, this.root);
  }

  _choose(option) {
    if (this.chosen) return;
    this.chosen = option;
    this.before = this.latest;
    for (const { node, option: other } of this.buttons) {
      node.setAttribute("aria-pressed", String(other === option));
      node.disabled = other !== option;
    }
    el("p", { class: "try-do", text: `Now see: drag ${this.current.goal.label} to ${this.current.goal.shown}.` }, this.after);
    this.onGoal(this.current.goal);
  }

  // Called on every frame; the answer is shown when the finger lets go, so that nothing jumps under it.
  watch(state, here, released) {
    this.latest = { spot: state.spot, shift: state.shift, days: state.days, here };
    if (!this.chosen || this.done) return;
    const { what, value } = this.current.goal;
    const from = this.before[what];
    const reached = value >= from ? state[what] >= value - 1e-9 : state[what] <= value + 1e-9;
    if (released && reached && from !== state[what]) this._reveal(here);
  }

  _reveal(here) {
    this.done = true;
    const { chosen, current, after } = this;
    after.replaceChildren();
    for (const { node, option } of this.buttons) node.hidden = option !== chosen;
    const verdict = chosen.right ? "\u2713 You predicted right. " : "\u2717 Not what you predicted. ";
    const line = el("p", { class: chosen.right ? "verdict right" : "verdict wrong" }, after);
    el("strong", { text: verdict }, line);
    line.append(chosen.why);
    if (!chosen.right) {
      const right = current.options.find((option) => option.right);
      el("p", { text: `Right: ${right.text}. ${right.why}` }, after);
    }
    el("p", { text: this._filled(current.see, here) }, after);
    const last = this.number + 1 >= this.tries.length;
    button(last ? "Start again" : "Next experiment", () => {
      this.number = last ? 0 : this.number + 1;
      this._begin();
      this.onNext();
    }, after, { class: "quiet" });
    this.onGoal(null);
    after.scrollIntoView({ block: "nearest" });
  }

  _filled(text, here) {
    return text.replace(/\{(\w+)\.(before|now)\}/g, (_, figure, when) =>
      SHAPES[figure].text(when === "before" ? this.before.here : here));
  }
}
