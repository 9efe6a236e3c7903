// Steps in a list: each can be dragged by its handle, or moved by its buttons or the arrow keys.
// The list is built once for each attempt; Python hears of every move.

function element(tag, attributes = {}, text = "") {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.textContent = text;
  return made;
}

export default function ({ data, parentElement, setStateValue }) {
  const host = parentElement.querySelector(".host");
  if (host.dataset.revision === data.revision) return;
  host.dataset.revision = data.revision;
  host.dataset.renders = "1";

  const list = element("ol");
  const said = element("p", { role: "status", class: "said" });
  const rows = () => [...list.children];

  const tell = (row) => {
    const place = rows().indexOf(row) + 1;
    said.textContent = `${row.dataset.text}: place ${place} of ${data.steps.length}`;
    setStateValue("order", rows().map((one) => Number(one.dataset.step)));
  };

  const mark = () => rows().forEach((row, place) => {
    const [up, down] = row.querySelectorAll("button");
    up.setAttribute("aria-disabled", place === 0);
    down.setAttribute("aria-disabled", place === data.steps.length - 1);
  });

  // The neighbour is what moves in the page, so that the focus stays where it is.
  const move = (row, by) => {
    const neighbour = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!neighbour) return false;
    list.insertBefore(neighbour, by < 0 ? row.nextElementSibling : row);
    mark();
    return true;
  };

  const drag = (row, grip) => {
    let moved = false;
    grip.onpointerdown = (event) => {
      event.preventDefault();
      moved = false;
      grip.setPointerCapture(event.pointerId);
      row.classList.add("held");
    };
    grip.onpointermove = (event) => {
      if (!grip.hasPointerCapture(event.pointerId)) return;
      const above = row.previousElementSibling?.getBoundingClientRect();
      const below = row.nextElementSibling?.getBoundingClientRect();
      if (above && event.clientY < above.top + above.height / 2) moved = move(row, -1) || moved;
      else if (below && event.clientY > below.top + below.height / 2) moved = move(row, 1) || moved;
    };
    grip.onpointerup = grip.onpointercancel = () => {
      row.classList.remove("held");
      if (moved) tell(row);
      moved = false;
    };
  };

  const button = (row, by, words, sign) => {
    const made = element("button", { type: "button", "aria-label": `${words}: ${row.dataset.text}` });
    made.append(element("span", { "aria-hidden": "true" }, sign));
    made.onclick = () => move(row, by) && tell(row);
    return made;
  };

  for (const step of data.order) {
    const row = element("li", { "data-step": step, "data-text": data.steps[step] });
    const grip = element("span", { class: "grip", "aria-hidden": "true" }, "⠿");
    row.append(grip, element("span", { class: "text" }, data.steps[step]));
    row.append(button(row, -1, "Move up", "↑"), button(row, 1, "Move down", "↓"));
    row.onkeydown = (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      if (move(row, by)) tell(row);
    };
    drag(row, grip);
    list.append(row);
  }
  const help = "Drag a step by its handle, or move it with its buttons or the arrow keys.";
  host.replaceChildren(element("p", { class: "help" }, help), list, said);
  mark();
}
