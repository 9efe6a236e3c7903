// A server that was restarted has forgotten the live book's part of the page and answers nothing.
// It does run the whole page when something outside that part changes: this does.

export default function ({ setStateValue }) {
  window.removeEventListener("hedgebook-unheard", window.hedgebookUnheard);
  window.hedgebookUnheard = (event) => setStateValue("unheard", event.detail);
  window.addEventListener("hedgebook-unheard", window.hedgebookUnheard);
}
