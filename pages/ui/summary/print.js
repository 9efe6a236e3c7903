// The browser prints; what it leaves out is said in the page's styles.

export default function ({ parentElement }) {
  parentElement.querySelector("button").onclick = () => window.print();
}
