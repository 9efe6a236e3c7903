// The browser's own clock may be wrong: only how long ago the server spoke is taken from it.

const WARNINGS = [300, 60];
const ASK_AGAIN = 3000;
const SHOWN = new WeakMap();

function element(tag, attributes = {}) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function build(host) {
  const face = element("div", { class: "face", role: "timer", "aria-label": "Time left" });
  const said = element("p", { class: "said", role: "status" });
  host.replaceChildren(face, said);
  host.dataset.renders = "1";
  return { face, said, before: Infinity, asked: 0 };
}

function words(seconds) {
  const left = Math.max(0, Math.ceil(seconds));
  const parts = [Math.floor(left / 60) % 60, left % 60].map((part) => `${part}`.padStart(2, "0"));
  const hours = Math.floor(left / 3600);
  return `${hours ? `${hours}:` : ""}${parts.join(":")} left`;
}

function tick(clock) {
  const left = clock.deadline - Date.now() / 1000 - clock.offset;
  const text = left > 0 ? words(left) : "Time is up";
  if (clock.face.textContent !== text) clock.face.textContent = text;
  clock.face.classList.toggle("soon", left <= WARNINGS[0]);
  for (const warning of WARNINGS) {
    if (clock.before > warning && left <= warning && left > 0 && clock.before < Infinity) {
      clock.said.textContent = warning > 60 ? `${warning / 60} minutes left` : "1 minute left";
    }
  }
  clock.before = left;
  if (left > 0 || Date.now() - clock.asked < ASK_AGAIN) return;
  clock.said.textContent = "Time is up";
  clock.asked = Date.now();
  clock.over();
}

export default function ({ data, parentElement, setTriggerValue }) {
  const clock = SHOWN.get(parentElement) ?? build(parentElement.querySelector(".host"));
  SHOWN.set(parentElement, clock);
  if (data.now !== clock.now) clock.offset = data.now - Date.now() / 1000;
  clock.face.dataset.heard = data.now;
  Object.assign(clock, data);
  clock.over = () => setTriggerValue("over", Date.now());
  clock.timer ??= setInterval(() => tick(clock), 250);
  tick(clock);
  return () => {
    clearInterval(clock.timer);
    SHOWN.delete(parentElement);
  };
}
