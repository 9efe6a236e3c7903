// A row of numbered steps; the one that is open is marked, the others are buttons to go there.

const TOP = 64; // pixels that the app's header covers

function node(tag, text, name) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (name) made.className = name;
  return made;
}

// Nodes are kept and only their words change, so that the keyboard's place is not lost.
function build(root, steps) {
  root.replaceChildren(...steps.map((step, number) => {
    const button = node("button", "", "step");
    button.type = "button";
    button.append(
      node("span", String(number + 1), "number"),
      node("strong", step.title),
      node("span", "", "text"),
    );
    return button;
  }));
}

// Another step begins at its top, for the eye and for the keyboard.
function arrive(root, button) {
  button.focus({ preventScroll: true });
  if (root.getBoundingClientRect().top < TOP) root.scrollIntoView();
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".story");
  const heading = parentElement.querySelector("h2");
  root.setAttribute("aria-label", data.label);
  if (root.children.length !== data.steps.length) build(root, data.steps);
  const moved = root.dataset.now && root.dataset.now !== data.now;
  root.dataset.now = data.now;
  data.steps.forEach((step, number) => {
    const button = root.children[number];
    const text = button.querySelector(".text");
    if (text.textContent !== step.text) text.textContent = step.text;
    button.dataset.tone = step.tone;
    if (step.name === data.now) {
      button.setAttribute("aria-current", "step");
      heading.textContent = `Step ${number + 1} of ${data.steps.length}: ${step.title}`;
    } else button.removeAttribute("aria-current");
    button.onclick = () => setTriggerValue("go", step.name);
    if (moved && step.name === data.now) arrive(root, button);
  });
}
