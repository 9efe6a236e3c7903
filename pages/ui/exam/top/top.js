// Once for each screen: a later run of the same screen leaves the reader where they are.

let last = null;

export default function ({ data }) {
  if (last === data.screen) return;
  last = data.screen;
  document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
}
