// Small conveniences that htmx has no attribute for.
document.addEventListener('change', e => { if (e.target.matches('[data-submit]')) e.target.form.requestSubmit(); });
document.addEventListener('keydown', e => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.target.matches('input, textarea, select')) return;
  const wanted = document.querySelector(`[data-hotkey="${CSS.escape(e.key)}"]`);
  if (wanted) { e.preventDefault(); wanted.matches('input') ? wanted.focus() : wanted.click(); }
});
// A dialog is opened by a button that names it, and closed by one inside it.
document.addEventListener('click', e => {
  const opener = e.target.closest('[data-open]');
  if (opener) document.getElementById(opener.dataset.open)?.showModal();
  if (e.target.closest('[data-close]')) e.target.closest('dialog')?.close();
});
// A sheet that htmx brings opens by itself.
document.addEventListener('htmx:afterSwap', e => { e.target.querySelector?.('dialog[data-now]')?.showModal(); });
// A form is not sent twice by a double click.
document.addEventListener('submit', e => {
  const form = e.target;
  if (e.submitter?.formTarget) return; // what is shown in a frame changes nothing, and may be shown again
  if (form.dataset.sent) { e.preventDefault(); return; }
  if (form.method === 'post' && !form.hasAttribute('hx-post')) { form.dataset.sent = 'yes'; setTimeout(() => delete form.dataset.sent, 8000); }
});
// A button copies the field that it names. Without https a browser has no clipboard; then the old way.
document.addEventListener('click', async e => {
  const button = e.target.closest('[data-copy]');
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  if (navigator.clipboard) await navigator.clipboard.writeText(field.value); else document.execCommand('copy');
  toast(button.dataset.copied);
});
// While a sheet is open all outside of it is inert and lies behind it: then the lines stand inside it, in the same place.
function toasts() {
  const sheet = document.querySelector('dialog:modal');
  if (!sheet) return document.getElementById('toasts');
  const own = sheet.querySelector(':scope > .toasts') ?? document.createElement('div');
  own.className = 'toasts';
  sheet.append(own);
  return own;
}
function toast(text, bad) {
  const line = document.createElement('div');
  line.className = bad ? 'toast-line bad' : 'toast-line';
  line.textContent = text;
  line.setAttribute('role', bad ? 'alert' : 'status');
  toasts().append(line);
  setTimeout(() => line.remove(), bad ? 12000 : 6000);
}
// What was done before the page came lies over it as a toast, with its button to undo it; it waits for whoever is at it.
for (const line of document.querySelectorAll('[data-toast]')) {
  line.className = 'toast-line';
  toasts().append(line);
  const leave = () => setTimeout(() => line.matches(':hover, :focus-within') ? leave() : line.remove(), 15000);
  leave();
}
document.addEventListener('kvit:toast', e => toast(e.detail.text, e.detail.bad));
// Whoever types an amount means its row.
document.addEventListener('input', e => { const box = e.target.dataset?.tick && document.getElementById(e.target.dataset.tick); if (box) box.checked = true; });
// How much of a file has been sent.
document.addEventListener('htmx:xhr:progress', e => {
  const bar = e.target.querySelector?.('progress[data-upload]');
  if (!bar) return;
  bar.hidden = false;
  if (e.detail.lengthComputable) { bar.max = e.detail.total; bar.value = e.detail.loaded; }
});
