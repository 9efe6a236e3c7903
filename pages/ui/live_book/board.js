// What every live board does: follow the theme, draw once a frame, send a release, hear of it.

const BOARDS = new WeakMap();
const SETTLE = 140; // milliseconds without a further change before a release is sent
const PATIENCE = 4000; // milliseconds to wait for Python to have heard it

// A kind of board says how to `_build`, `draw` and `_send`, and what is `kept` while nobody hears.
class Board {
  constructor(host) {
    this.host = host;
    this.renders = 0;
    this.pending = 0;
    this.timer = 0;
    this._build();
  }

  // Native sliders and boxes follow the app's theme, not the computer's.
  _matchTheme() {
    const paper = getComputedStyle(this.host).getPropertyValue("--st-background-color").trim();
    this.root.style.colorScheme = parseInt(paper.slice(1, 3), 16) > 127 ? "light" : "dark";
  }

  change(name, value) {
    this.state[name] = value;
    this.request();
  }

  release() {
    this.request(true);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this._send(), SETTLE);
  }

  request(settle = false) {
    this.settle ||= settle;
    if (this.pending) return;
    this.pending = requestAnimationFrame(() => {
      this.pending = 0;
      this.draw(this.settle);
      this.settle = false;
    });
  }

  _expectAnswer(message) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      this.unsaved.textContent = `Not saved yet: waiting for the server. ${this.kept}`;
      window.dispatchEvent(new CustomEvent("hedgebook-unheard", { detail: message }));
      this._expectAnswer({ ...message, again: Date.now() });
    }, PATIENCE);
  }

  _heard() {
    clearTimeout(this.waiting);
    if (this.unsaved.textContent) this.unsaved.textContent = "";
  }

  leave() {
    clearTimeout(this.timer);
    clearTimeout(this.waiting);
    cancelAnimationFrame(this.pending);
    for (const chart of this.charts) chart.observer.disconnect();
    this.root.remove();
  }
}

// Show a board's data where it is mounted, making it the first time; return what takes it away.
function onBoard(Kind, { data, parentElement, setStateValue }) {
  const board = BOARDS.get(parentElement) ?? new Kind(parentElement.querySelector(".host"));
  BOARDS.set(parentElement, board);
  board.update(data, setStateValue);
  return () => {
    BOARDS.delete(parentElement);
    board.leave();
  };
}
