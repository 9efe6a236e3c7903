// Boxes in stages, with an arrow between one stage and the next.

function node(tag, text, name) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (name) made.className = name;
  return made;
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".diagram");
  root.setAttribute("aria-label", data.label);
  root.replaceChildren(...data.stages.flatMap((stage, number) => {
    const column = node("div", "", "stage");
    for (const { title, text, href } of stage) {
      const box = node("a", "", "box");
      box.href = href;
      box.append(node("strong", title), node("span", text));
      column.append(box);
    }
    if (number === 0) return [column];
    const arrow = node("div", "", "arrow");
    arrow.setAttribute("aria-hidden", "true");
    return [arrow, column];
  }));
}
