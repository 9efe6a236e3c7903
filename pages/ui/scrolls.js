// A table that is wider than the screen scrolls sideways: the keyboard has to be able to do so too.

const TABLES = "[class*=st-key-numbers_] [data-testid=stTable] > div";
const WATCHED = new WeakMap();

function mark() {
  for (const one of document.querySelectorAll(TABLES)) {
    if (one.scrollWidth > one.clientWidth) one.tabIndex = 0;
    else one.removeAttribute("tabindex");
  }
}

function watch() {
  let pending = 0;
  const soon = () => {
    pending ||= requestAnimationFrame(() => {
      pending = 0;
      mark();
    });
  };
  const observer = new MutationObserver(soon);
  observer.observe(document.querySelector("[data-testid=stApp]"), { childList: true, subtree: true });
  window.addEventListener("resize", soon);
  soon();
  return () => {
    observer.disconnect();
    window.removeEventListener("resize", soon);
    cancelAnimationFrame(pending);
  };
}

export default function ({ parentElement }) {
  if (!WATCHED.has(parentElement)) WATCHED.set(parentElement, watch());
  return () => {
    WATCHED.get(parentElement)?.();
    WATCHED.delete(parentElement);
  };
}
