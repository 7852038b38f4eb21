// Ticked invoices: how many and how much they are stands on the button and in the sheet that it opens.
(() => {
  const boxes = () => [...document.querySelectorAll('[data-tick]')];
  const whole = text => { const [units, cents = ''] = text.split('.'); return BigInt(units + cents.padEnd(4, '0')); };
  const plain = sum => { const digits = sum.toString().padStart(5, '0'); return digits.slice(0, -4) + '.' + digits.slice(-4); };
  function written(sum, currency) {
    return new Intl.NumberFormat(document.documentElement.lang, { style: 'currency', currency, currencyDisplay: 'code' }).format(plain(sum));
  }
  function show() {
    const ticked = boxes().filter(box => box.checked);
    const sums = new Map();
    for (const box of ticked) sums.set(box.dataset.currency, (sums.get(box.dataset.currency) ?? 0n) + whole(box.dataset.amount));
    document.getElementById('pay-by-hand').disabled = ticked.length === 0;
    for (const count of document.querySelectorAll('[data-ticked-count]')) { count.textContent = ticked.length; count.hidden = ticked.length === 0; }
    document.querySelector('[data-ticked-sums]').textContent = [...sums].map(([currency, sum]) => written(sum, currency)).join(' + ');
    const all = document.querySelector('[data-tick-all]');
    all.checked = ticked.length > 0 && ticked.length === boxes().length;
    all.indeterminate = ticked.length > 0 && !all.checked;
    for (const box of boxes()) box.checked ? box.closest('tr').setAttribute('aria-selected', 'true') : box.closest('tr').removeAttribute('aria-selected');
  }
  document.addEventListener('change', e => {
    if (e.target.matches('[data-tick-all]')) for (const box of boxes()) box.checked = e.target.checked;
    if (e.target.matches('[data-tick], [data-tick-all]')) show();
  });
  document.addEventListener('htmx:afterSwap', show);
  addEventListener('pageshow', show);
})();
