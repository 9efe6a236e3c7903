// Small pieces of the form: sliders with their value beside them, number fields that refuse nonsense.

function el(tag, { text, class: name, ...attributes } = {}, parent = null) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text !== undefined) node.textContent = text;
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (parent) parent.append(node);
  return node;
}

function round(number, digits) {
  const factor = 10 ** digits;
  return Math.round(number * factor) / factor;
}

function button(text, onPress, parent, attributes = {}) {
  const node = el("button", { type: "button", text, ...attributes }, parent);
  node.onclick = onPress;
  return node;
}

// A labelled slider; `show` turns its number into the text beside it.
function slider({ label, low, high, step, show, name }, onInput, onRelease, parent) {
  const row = el("label", { class: "slider" }, parent);
  const head = el("span", { class: "slider-head" }, row);
  el("span", { text: label }, head);
  const output = el("output", {}, head);
  const input = el("input", { type: "range", min: low, max: high, step, "data-name": name }, row);
  const control = {
    row, input,
    set(value) {
      input.value = value;
      output.textContent = show(value);
      input.setAttribute("aria-valuetext", show(value));
    },
    range(newLow, newHigh, newStep) {
      set(input, { min: newLow, max: newHigh, step: newStep });
    },
  };
  input.oninput = () => onInput(Number(input.value));
  input.onchange = onRelease;
  return control;
}

// A number field that keeps the last usable number and says what it would accept.
function numberField({ label, low, high, unit, value, name }, onInput, onRelease, parent) {
  const row = el("label", { class: "field" }, parent);
  el("span", { text: unit ? `${label} (${unit})` : label }, row);
  const input = el("input", {
    type: "number", min: low, max: high, step: "any", inputmode: "decimal", "data-name": name,
  }, row);
  const note = el("span", { class: "field-note", role: "alert" }, row);
  const usable = () => input.value.trim() !== "" && input.checkValidity();
  let last = value;
  input.value = value;
  input.oninput = () => {
    const fine = usable();
    input.setAttribute("aria-invalid", String(!fine));
    note.textContent = fine ? "" : `${whole(low)} to ${whole(high)}`;
    if (!fine) return;
    last = Number(input.value);
    onInput(last);
  };
  // What cannot be used is put back on leaving: the field never says one thing and the book another.
  input.onchange = () => {
    if (!usable()) {
      input.value = last;
      input.oninput();
    }
    onRelease();
  };
  return { row, input };
}
