// One stop of the Tab key for all questions; the arrow keys walk among them.

const BUILT = new WeakMap();

function element(tag, attributes = {}, text = "") {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.textContent = text;
  return made;
}

function sample(style, text) {
  const made = element("span", { class: "sample" });
  made.append(element("span", { class: `square ${style}`, "aria-hidden": "true" }), text);
  return made;
}

function build(host, count) {
  const list = element("div", { class: "list", role: "toolbar", "aria-label": "All questions" });
  for (let number = 1; number <= count; number += 1) list.append(element("button", { type: "button" }));
  const key = element("p", { class: "key", "aria-hidden": "true" });
  key.append(sample("answered", "answered"), sample("flagged", "flagged"));
  key.append(sample("", "open"), sample("unseen", "not seen"));
  const said = element("p", { class: "said", role: "status" });
  host.replaceChildren(list, key, said);
  host.dataset.renders = "1";
  return { list, said, buttons: [...list.children], current: null };
}

function label(data, place) {
  const words = [data.answered[place] ? "answered" : data.seen[place] ? "open" : "not seen"];
  if (data.flagged[place]) words.push("flagged");
  return `Question ${place + 1}: ${words.join(", ")}`;
}

function draw(built, data) {
  const stop = Math.max(0, data.current - 1);
  built.buttons.forEach((button, place) => {
    const states = { answered: data.answered[place], flagged: data.flagged[place] };
    button.className = Object.keys(states).filter((name) => states[name]).join(" ");
    if (!data.seen[place]) button.classList.add("unseen");
    button.textContent = `${place + 1}`;
    button.setAttribute("aria-label", label(data, place));
    button.tabIndex = place === stop ? 0 : -1;
    if (place + 1 === data.current) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  });
}

function walk(built, event) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const here = built.buttons.indexOf(event.target.closest("button"));
  const next = built.buttons[(here + step + built.buttons.length) % built.buttons.length];
  built.buttons.forEach((button) => { button.tabIndex = button === next ? 0 : -1; });
  next.focus();
}

// Another question stands where the last one stood: say which, and show it from its beginning.
function arrive(built, data) {
  if (built.current === data.current) return;
  const first = built.current === null;
  built.current = data.current;
  if (first || !data.current) return;
  built.said.textContent = `${label(data, data.current - 1)}. Of ${built.buttons.length}.`;
  const question = document.querySelector(".st-key-exam_question");
  if (question && question.getBoundingClientRect().top < 0) question.scrollIntoView();
}

const truths = (signs) => [...signs].map((sign) => sign === "1");

export default function ({ data: sent, parentElement, setTriggerValue }) {
  const [answered, flagged, seen] = [sent.answered, sent.flagged, sent.seen].map(truths);
  const data = { answered, flagged, seen, current: sent.current };
  const host = parentElement.querySelector(".host");
  let built = BUILT.get(host);
  if (built?.buttons.length !== data.seen.length) built = build(host, data.seen.length);
  BUILT.set(host, built);
  draw(built, data);
  built.list.onkeydown = (event) => walk(built, event);
  built.buttons.forEach((button, place) => {
    button.onclick = () => setTriggerValue("go", place + 1);
  });
  arrive(built, data);
}
