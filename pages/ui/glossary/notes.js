// The meaning of a term, shown beside it: under the pointer, with the keyboard, and on a tap.

const EDGE = 8; // pixels between a note and what is around it
const SOON = 140; // milliseconds that a pointer rests before a note opens
const LATER = 260; // and that it may take from the term to its note
const ID = "hedgebook-term-note";
const LIVE = new WeakMap();

function build(host) {
  const term = element("strong", {});
  const says = element("span", {});
  const open = element("a", { tabindex: "-1" }, "Open in the glossary");
  const note = element("div", { class: "term-note", popover: "manual" },
    element("p", { id: ID, role: "tooltip" }, term, says), open);
  host.replaceChildren(note);
  return { note, term, says, open };
}

class Notes {
  constructor(host) {
    Object.assign(this, build(host));
    this.link = null; // the term whose note is open
    this.pressed = null; // where a finger or a pen just went down
    this.stop = new AbortController();
    const on = (name, act, options = {}) =>
      window.addEventListener(name, act.bind(this), { capture: true, signal: this.stop.signal, ...options });
    on("pointerover", this.over, { passive: true });
    on("pointerdown", this.down, { passive: true });
    on("click", this.click);
    on("focusin", this.focus);
    on("focusout", this.blur);
    on("keydown", this.key);
    on("scroll", this.follow, { passive: true });
    on("resize", this.follow, { passive: true });
  }

  termAt(target) {
    const link = target.closest?.(`[data-testid=stMarkdownContainer] a[href*="${this.page}?term="]`);
    return link && this.meaning(link) ? link : null;
  }

  meaning(link) {
    return this.terms[new URL(link.href).searchParams.get("term")];
  }

  over({ target, pointerType }) {
    if (pointerType !== "mouse") return;
    const link = this.termAt(target);
    const inside = this.note.contains(target) || (link && link === this.link);
    if (inside) clearTimeout(this.timer);
    else if (link) this.wait(() => this.show(link), SOON);
    else if (this.link && this.link !== this.focused) this.wait(() => this.hide(), LATER);
    else clearTimeout(this.timer);
  }

  down({ target, pointerType }) {
    const link = this.termAt(target);
    this.pressed = pointerType === "mouse" || !link ? null : { link, open: link === this.link };
    if (!link && !this.note.contains(target)) this.hide();
  }

  // The first tap shows the note, the second goes where the link leads.
  click(event) {
    const { pressed } = this;
    this.pressed = null;
    if (!pressed || pressed.open || this.termAt(event.target) !== pressed.link) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.show(pressed.link);
  }

  focus({ target }) {
    const link = this.termAt(target);
    if (!link?.matches(":focus-visible")) return;
    this.focused = link;
    this.show(link);
  }

  blur({ target }) {
    if (target === this.focused) this.focused = null;
    if (target === this.link) this.hide();
  }

  key({ key }) {
    if (key === "Escape") this.hide();
  }

  wait(act, time) {
    clearTimeout(this.timer);
    this.timer = setTimeout(act, time);
  }

  show(link) {
    this.hide();
    if (!link.isConnected) return;
    const [term, says] = this.meaning(link);
    this.term.textContent = term;
    this.says.textContent = says;
    this.open.href = link.href;
    this.link = link;
    link.setAttribute("aria-describedby", ID);
    this.note.showPopover();
    this.place();
  }

  hide() {
    clearTimeout(this.timer);
    if (!this.link) return;
    this.link.removeAttribute("aria-describedby");
    this.link = null;
    this.note.hidePopover();
  }

  follow() {
    if (!this.link) return;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.link && this.place());
  }

  // Below the term, or above it where there is more room; never over an edge of the window.
  place() {
    const [at] = this.link.getClientRects();
    if (!at || at.bottom < 0 || at.top > innerHeight) return this.hide();
    const { width, height } = this.note.getBoundingClientRect();
    const below = at.bottom + EDGE;
    const fits = below + height + EDGE <= document.documentElement.clientHeight;
    const left = Math.min(at.left, document.documentElement.clientWidth - width - EDGE);
    this.note.style.left = `${Math.max(EDGE, left)}px`;
    this.note.style.top = `${Math.max(EDGE, fits ? below : at.top - EDGE - height)}px`;
  }

  end() {
    this.hide();
    cancelAnimationFrame(this.frame);
    this.stop.abort();
  }
}

export default function ({ data, parentElement }) {
  const notes = LIVE.get(parentElement) ?? new Notes(parentElement.querySelector(".host"));
  LIVE.set(parentElement, notes);
  Object.assign(notes, data);
  return () => {
    notes.end();
    LIVE.delete(parentElement);
  };
}
