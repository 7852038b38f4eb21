// Ticked invoices: all at once, how many they are, and no button without any.
(() => {
  const boxes = () => [...document.querySelectorAll('[data-tick]')];
  const all = document.querySelector('[data-tick-all]');
  const show = () => {
    const ticked = boxes().filter(box => box.checked).length;
    for (const count of document.querySelectorAll('[data-ticked-count]')) count.textContent = ticked;
    for (const button of document.querySelectorAll('[data-of-ticked]')) button.disabled = ticked === 0;
    all.checked = ticked > 0 && ticked === boxes().length;
    all.indeterminate = ticked > 0 && !all.checked;
  };
  document.addEventListener('change', e => {
    if (e.target === all) for (const box of boxes()) box.checked = all.checked;
    show();
  });
  addEventListener('pageshow', show);
})();
