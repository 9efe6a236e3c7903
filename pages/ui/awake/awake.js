// A restarted server answers nothing that happens inside a fragment which it has never run. Once
// the browser is connected again, a change outside every fragment makes it run the whole page.

const WATCHED = new WeakMap();

function watch(app, watched) {
  let lost = false;
  watched.observer = new MutationObserver(() => {
    if (app.dataset.testConnectionState !== "CONNECTED") lost = true;
    else if (lost) {
      lost = false;
      watched.send("connected", Date.now());
    }
  });
  watched.observer.observe(app, { attributeFilter: ["data-test-connection-state"] });
}

export default function ({ parentElement, setStateValue }) {
  const app = document.querySelector("[data-testid=stApp]");
  const watched = WATCHED.get(parentElement) ?? {};
  watched.send = setStateValue;
  if (app && !watched.observer) watch(app, watched);
  WATCHED.set(parentElement, watched);
  return () => {
    watched.observer?.disconnect();
    WATCHED.delete(parentElement);
  };
}
