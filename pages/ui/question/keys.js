// The keyboard in questions. One listener and one observer for the whole document, however often the
// component is mounted, and they stay when it is gone.
//
// Alt+1 picks the first option of the question that has the focus, or else of the first one that can be
// seen; Alt+G, Alt+F and Alt+S submit it. Keys are told by their place: with Alt, a Mac writes other
// signs. In the quiz the pressed button goes away with the question and takes the focus along: it moves
// on to the verdict, and from there to the next question's first answer.
//
// A number is sent a moment after it was typed. A shortcut may take it away before that: so every one
// sends it first, as leaving it does.
//
// In an exam Alt+Left and Alt+Right walk through the questions. At the first one there is no way back,
// and the browser must not take the key for its own way back, out of the exam.

const OPTIONS = "[class*=_answers_choice], [class*=_answers_select]";
const SUBMITS = "[class*=_confidence]";
const BUTTONS = { KeyG: 0, KeyF: 1, KeyS: 2 };
const STAGE = ["asked", "told"].map((end) => `[class*="st-key-quiz_"][class*="_${end}"]`).join();
const NEXT = ".st-key-quiz_next button"; // drawn after the verdict: Alt+Right works from there on
const TYPED = ".st-key-exam_question input[type=text], [class*=_asked] input[type=text]";
const WALK = ".st-key-exam_walk";
const PATIENCE = 90; // frames

function onScreen(group) {
  const box = group.getBoundingClientRect();
  return box.height > 0 && box.bottom > 0 && box.top < innerHeight;
}

function nearest(kind) {
  const groups = [...document.querySelectorAll(kind)];
  const question = document.activeElement?.closest("[class*=_asked]");
  return groups.find((one) => question?.contains(one)) ?? groups.find(onScreen) ?? groups[0];
}

function meant(code) {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
  if (digit) return nearest(OPTIONS)?.querySelectorAll("input")[digit - 1];
  if (code in BUTTONS) return nearest(SUBMITS)?.querySelectorAll("button")[BUTTONS[code]];
  return undefined;
}

function sendTyped() {
  const typed = document.activeElement?.closest(TYPED);
  typed?.blur();
  typed?.focus({ preventScroll: true });
}

function press(event) {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.key !== "Alt") sendTyped();
  if (/^Arrow(Left|Right)$/.test(event.key) && document.querySelector(WALK)) event.preventDefault();
  const found = meant(event.code);
  if (!found) return;
  event.preventDefault();
  event.stopPropagation();
  found.focus();
  if (!event.repeat) found.click();
}

function landing(stage) {
  if (stage.className.includes("_told")) {
    return document.querySelector(NEXT) ? Object.assign(stage, { tabIndex: -1 }) : null;
  }
  const steps = [...stage.querySelectorAll("*")].find((one) => one.shadowRoot?.querySelector("li"));
  return steps?.shadowRoot.querySelector("button:not([aria-disabled=true])")
    ?? stage.querySelector("input");
}

// A finger needs no focus, and no keyboard that slides in.
function settle(stage, frames) {
  if (!frames || !stage.isConnected) return;
  const target = landing(stage);
  if (!target || document.activeElement !== document.body) {
    requestAnimationFrame(() => settle(stage, frames - 1));
    return;
  }
  const finger = matchMedia("(pointer: coarse)").matches;
  if (target === stage || !finger) target.focus({ preventScroll: true });
  stage.scrollIntoView({ block: "nearest" });
}

function follow() {
  const quiz = location.pathname.endsWith("/quiz");
  const stage = quiz ? document.querySelector(STAGE) : null;
  const name = stage?.className.match(/st-key-quiz_\S*_(?:asked|told)/)?.[0];
  const before = window.hedgebookStage;
  if (name === before || (quiz && !name)) return;
  window.hedgebookStage = name;
  if (before && name) settle(stage, PATIENCE);
}

export default function () {
  document.removeEventListener("keydown", window.hedgebookKeys, true);
  window.hedgebookKeys = press;
  document.addEventListener("keydown", press, true);
  window.hedgebookFollow?.disconnect();
  window.hedgebookFollow = new MutationObserver(follow);
  window.hedgebookFollow.observe(document.body, { childList: true, subtree: true });
  follow();
}
