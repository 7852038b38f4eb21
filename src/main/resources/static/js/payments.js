// The list of payments: arrow keys go from row to row, Space marks a proposal, a accepts it, Enter opens (as on any link).
(() => {
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const go = row => {
    const link = row && find('[data-row]', row);
    if (!link) return;
    link.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
  };

  const show = () => {
    const boxes = all('[data-tick]'), ticked = boxes.filter(box => box.checked), every = find('[data-tick-all]');
    all('[data-ticked-count]').forEach(count => { count.textContent = ticked.length; count.hidden = ticked.length === 0; });
    boxes.forEach(box => box.closest('tr').toggleAttribute('aria-selected', false));
    ticked.forEach(box => box.closest('tr').setAttribute('aria-selected', 'true'));
    if (!every) return;
    find('#accept-marked').disabled = ticked.length === 0;
    every.disabled = boxes.length === 0;
    every.checked = ticked.length > 0 && ticked.length === boxes.length;
    every.indeterminate = ticked.length > 0 && !every.checked;
  };
  document.addEventListener('change', e => {
    if (e.target.matches('[data-tick-all]')) all('[data-tick]').forEach(box => { box.checked = e.target.checked; });
    if (e.target.matches('[data-tick], [data-tick-all]')) show();
  });
  addEventListener('pageshow', show);

  document.addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey || find('dialog[open]')) return;
    if (e.target.matches('textarea, select, input:not([type=checkbox])')) return;
    const row = e.target.closest('#payments tr');
    if (!row) {
      if (e.key === 'ArrowDown' && (e.target === document.body || e.target.matches('.pay-list'))) { e.preventDefault(); go(find('#payments tr')); }
      return;
    }
    const rows = all('#payments tr'), at = rows.indexOf(row);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[e.key];
    if (to !== undefined) { e.preventDefault(); go(rows[to]); }
    else if (e.key === ' ' && !e.target.matches('button, [data-tick]')) { e.preventDefault(); find('[data-tick]', row)?.click(); }
    else if (e.key === 'a') { e.preventDefault(); find('[data-accept]', row)?.click(); }
    else if (e.key === 'z') { e.preventDefault(); find('[data-undo]', row)?.click(); }
  });

  // A row that came anew keeps the focus that the old one had.
  let left;
  document.addEventListener('htmx:beforeSwap', e => { left = e.detail.target.contains(document.activeElement) ? e.detail.target.id : undefined; });
  document.addEventListener('htmx:afterSettle', () => {
    show();
    if (left?.startsWith('p-')) go(document.getElementById(left));
    left = undefined;
  });

  // Who comes back from a payment finds the list where they left it.
  const here = find('[data-here]');
  if (here) { go(here); here.scrollIntoView({ block: 'center' }); }
})();
