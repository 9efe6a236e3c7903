// What a figure says, and the numbers behind it, for the place where its slider stands.

const SLIDER = ".vega-bind input[type=range]";
const LIVE = new WeakMap();

function row(cell, texts, numbers) {
  const cells = texts.map((text, n) => element(cell, numbers[n] ? { class: "number" } : {}, text));
  return element("tr", {}, ...cells);
}

class Words {
  constructor(host) {
    this.host = host;
    this.frame = host.getRootNode().host.closest("[class*=st-key-figure_of_]");
    this.room = element("span", { class: "room", "aria-hidden": "true" });
    this.says = element("span", { class: "says", "aria-live": "polite" });
    this.caption = element("caption", {});
    this.head = element("thead", {});
    this.body = element("tbody", {});
    this.details = element("details", {}, element("summary", {}, "The numbers behind this figure"),
      this.scroll = element("div", { class: "scroll", tabindex: "0", role: "group" },
        element("table", {}, this.caption, this.head, this.body)));
    this.details.ontoggle = () => this.fill();
    host.replaceChildren(element("p", { class: "look" }, this.room, this.says), this.details);
    this.follow = this.follow.bind(this);
    this.frame.addEventListener("input", this.follow);
    this.seen = new MutationObserver(this.follow); // the picture comes later, and may come anew
    this.seen.observe(this.frame, { childList: true, subtree: true });
  }

  tell(data) {
    Object.assign(this, data);
    const { title, columns, numbers, start, moments } = data;
    this.room.textContent = moments.reduce((most, { says }) => (says.length > most.length ? says : most), start.says);
    this.scroll.setAttribute("aria-label", `Numbers: ${title}`);
    this.head.replaceChildren(row("th", columns, numbers));
    this.details.hidden = !columns.length;
    this.show(start);
    this.follow();
    this.host.dataset.renders = "1";
  }

  follow() {
    const slider = this.frame.querySelector(SLIDER);
    if (!slider) return;
    const away = ({ at }) => Math.abs(at - Number(slider.value));
    const here = this.moments.reduce((near, one) => (away(one) < away(near) ? one : near));
    if (here !== this.here) this.show(here, slider);
  }

  show(moment, slider) {
    this.here = moment;
    if (this.says.textContent !== moment.says) this.says.textContent = moment.says;
    if (slider) {
      const name = slider.closest("label").querySelector(".vega-bind-name").textContent;
      this.caption.textContent = `${name}: ${moment.stands}`;
      this.frame.querySelector("[role=graphics-document], [role=img]")?.setAttribute("aria-label", moment.alt);
    }
    this.fill();
  }

  fill() {
    if (this.details.open && this.filled !== this.here) {
      this.filled = this.here;
      this.body.replaceChildren(...this.here.rows.map((texts) => row("td", texts, this.numbers)));
    }
  }

  end() {
    this.frame.removeEventListener("input", this.follow);
    this.seen.disconnect();
  }
}

export default function ({ data, parentElement }) {
  const words = LIVE.get(parentElement) ?? new Words(parentElement.querySelector(".host"));
  LIVE.set(parentElement, words);
  const told = JSON.stringify(data);
  if (words.told !== told) words.tell({ ...data, told });
  return () => {
    words.end();
    LIVE.delete(parentElement);
  };
}
