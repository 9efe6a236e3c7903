// One listener for the whole document, however often the component is mounted.
// A link to the page that is open, with another query, is loaded anew: Streamlit would show the new
// content at the old address, half way down the page.

function stayHere(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || link.origin !== location.origin) return;
  if (link.target === "_blank") link.target = "_self";
  const plain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  const samePage = link.pathname === location.pathname && link.search !== location.search;
  if (!plain || link.hash || !samePage) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  location.assign(link.href);
}

export default function () {
  document.removeEventListener("click", window.hedgebookStayHere, true);
  window.hedgebookStayHere = stayHere;
  document.addEventListener("click", stayHere, true);
}
