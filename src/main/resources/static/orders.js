// Rows of an order's form: added from a template with the next number, taken away with their cross.
const form = document.getElementById('order-form');
let next = form.querySelectorAll('[data-line]').length;
function changed(list) { list.dispatchEvent(new CustomEvent('rows', { bubbles: true })); }
form.addEventListener('click', e => {
  const add = e.target.closest('[data-add]');
  if (add) {
    const list = document.getElementById(add.dataset.add);
    const template = form.querySelector(`template[data-row="${add.dataset.add}"]`);
    const last = list.lastElementChild;
    list.insertAdjacentHTML('beforeend', template.innerHTML.replaceAll('__', String(next++)));
    const row = list.lastElementChild;
    // A new price mostly bears the VAT of the one above it.
    for (const name of ['vatRate', 'vatCategory']) {
      const from = last?.querySelector(`[name$="${name}"]`), to = row.querySelector(`[name$="${name}"]`);
      if (from && to) to.value = from.value;
    }
    row.querySelector('input:not([type=hidden])').focus();
  }
  const remove = e.target.closest('[data-remove]');
  if (remove) {
    const list = remove.closest('[data-list]');
    remove.closest('[data-line]').remove();
    form.querySelector(`[data-add="${list.id}"]`).focus();
    changed(list);
  }
});
// Alt and + add a row to the list one is in.
form.addEventListener('keydown', e => {
  if (!e.altKey || e.key !== '+') return;
  const list = e.target.closest('[data-list]');
  if (list) { e.preventDefault(); form.querySelector(`[data-add="${list.id}"]`).click(); }
});
