// One listener for the whole document, however often the component is mounted.

function stayHere(event) {
  const link = event.target.closest?.("a[target=_blank]");
  if (link && link.origin === location.origin) link.target = "_self";
}

export default function () {
  document.removeEventListener("click", window.hedgebookStayHere, true);
  window.hedgebookStayHere = stayHere;
  document.addEventListener("click", stayHere, true);
}
