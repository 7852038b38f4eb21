// Fills the lines of a credit note with all that is left of them, or with nothing.
(() => {
  const buttons = document.getElementById('credit-fill');
  if (!buttons) return;
  const separator = new Intl.NumberFormat(document.documentElement.lang).formatToParts(1.5).find(part => part.type === 'decimal').value;
  buttons.hidden = false;
  buttons.addEventListener('click', e => {
    const wanted = e.target.closest('[data-credit]')?.dataset.credit;
    if (!wanted) return;
    for (const field of document.querySelectorAll('#credit-form [data-all]')) {
      if (wanted === 'all') field.value = field.dataset.all.replace('.', separator);
      else if (field.name.startsWith('quantity-')) field.value = '';
    }
  });
})();
