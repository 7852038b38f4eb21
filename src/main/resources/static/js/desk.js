// The debtors' desk: marks, keys, dividers. What is shown comes from the server, by htmx.
(() => {
  if (window.kvitDesk) return; // the page may come in once more, by the Back button
  window.kvitDesk = true;
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const stored = name => Number(localStorage.getItem(`kvit.desk.${name}`)) || 0;

  // Before anything is painted, so that nothing moves.
  for (const name of ['left', 'top']) {
    if (stored(name)) document.documentElement.style.setProperty(`--desk-${name}`, `${stored(name)}%`);
  }

  // Marks: the customers' numbers, by company, person and date. They outlive sorting, filtering and more pages.
  const place = () => { const desk = find('#desk'); return desk && `kvit.marks.${desk.dataset.place}.${desk.dataset.asOf}`; };
  const marks = () => new Set((sessionStorage.getItem(place()) || '').split('.').filter(Boolean));
  const keep = marked => { sessionStorage.setItem(place(), [...marked].join('.')); paint(); };
  const paintMarks = () => {
    const button = find('#send-letters');
    if (!button) return;
    const marked = marks();
    all('[data-mark]').forEach(box => { box.checked = marked.has(box.dataset.mark); box.closest('tr').classList.toggle('marked', box.checked); });
    find('#marks-count').textContent = marked.size.toLocaleString(document.documentElement.lang);
    button.disabled = marked.size === 0;
    button.form.elements.marked.value = [...marked].join('.');
    find('#unmark-all').classList.toggle('shown', marked.size > 0);
  };
  const paintTicks = () => {
    const ticked = all('[data-tick]:checked').length;
    all('[data-ticked-count]').forEach(e => { e.textContent = ticked; });
    all('[data-ticked-some]').forEach(e => { e.hidden = ticked === 0; });
    all('[data-ticked-none]').forEach(e => { e.hidden = ticked > 0; });
  };
  const paintDividers = () => all('[data-size]').forEach(divider => {
    if (stored(divider.dataset.size)) divider.setAttribute('aria-valuenow', stored(divider.dataset.size));
  });
  const paint = () => { paintMarks(); paintTicks(); paintDividers(); };
  const choose = id => all('[data-pick]').forEach(link => link.dataset.pick === id ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current'));

  document.addEventListener('DOMContentLoaded', () => {
    paint();
    find('[data-pick][aria-current]')?.closest('tr').scrollIntoView({ block: 'nearest' });
  });
  document.addEventListener('change', e => {
    if (e.target.matches('[data-mark]')) {
      const marked = marks();
      e.target.checked ? marked.add(e.target.dataset.mark) : marked.delete(e.target.dataset.mark);
      keep(marked);
    } else if (e.target.matches('[data-tick-all]')) {
      all('[data-tick]').forEach(box => { box.checked = e.target.checked; });
    }
    paintTicks();
  });
  document.addEventListener('click', async e => {
    const target = e.target.closest('[data-mark-all], [data-unmark], [data-date], [data-close-note], [data-pick], a, button, input, label, tr, .desk-divider');
    if (!target) return;
    if (target.dataset.markAll) {
      target.disabled = true;
      try {
        const answer = await fetch(target.dataset.markAll);
        if (answer.ok) keep(new Set([...marks(), ...(await answer.text()).split('.').filter(Boolean)]));
      } finally { target.disabled = false; }
    } else if ('unmark' in target.dataset) keep(new Set());
    else if (target.dataset.date) document.getElementById(target.dataset.into).value = target.dataset.date;
    else if ('closeNote' in target.dataset) { const note = target.closest('details'); note.open = false; find('summary', note).focus(); }
    else if (target.dataset.pick) choose(target.dataset.pick);
    else if (target.matches('tr')) find('[data-pick]', target)?.click();
  });
  document.addEventListener('toggle', e => { if (e.target.matches('.desk-new') && e.target.open) (find('.is-invalid', e.target) || find('textarea', e.target)).focus(); }, true);
  document.addEventListener('dblclick', e => { if (!e.target.closest('a, button, textarea, input')) e.target.closest('[data-note]')?.querySelector('[data-edit]')?.click(); });

  // Keys: arrows go from row to row, Space marks, Enter opens (as on any link).
  document.addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.target.matches('[role=separator]')) return size(e);
    let link = e.target.closest('[data-row]');
    if (!link && e.key === 'ArrowDown' && e.target === document.body) {
      (find('[data-pick][aria-current]') || find('[data-row]'))?.focus();
      return;
    }
    if (!link) return;
    if (e.key === ' ') {
      const box = find('input[type=checkbox]', link.closest('tr, li'));
      if (box) { e.preventDefault(); box.click(); }
      return;
    }
    const links = all('[data-row]', link.closest('[data-rows]'));
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -links.length, End: links.length }[e.key];
    if (!step) return;
    e.preventDefault();
    const next = links[Math.max(0, Math.min(links.length - 1, links.indexOf(link) + step))];
    next.focus({ preventScroll: true });
    next.closest('tr, li').scrollIntoView({ block: 'nearest' });
  });

  // Dividers: dragged, or moved by arrow keys; a double click puts them back.
  const set = (divider, percent) => {
    const value = Math.round(Math.max(divider.ariaValueMin, Math.min(divider.ariaValueMax, percent)) * 10) / 10;
    document.documentElement.style.setProperty(`--desk-${divider.dataset.size}`, `${value}%`);
    divider.setAttribute('aria-valuenow', value);
    localStorage.setItem(`kvit.desk.${divider.dataset.size}`, value);
  };
  const size = e => {
    const now = Number(e.target.ariaValueNow);
    const to = { ArrowLeft: now - 2, ArrowUp: now - 2, ArrowRight: now + 2, ArrowDown: now + 2, Home: 0, End: 100 }[e.key];
    if (to !== undefined) { e.preventDefault(); set(e.target, to); }
  };
  document.addEventListener('pointerdown', e => {
    const divider = e.target.closest('[data-size]');
    if (!divider || e.button) return;
    e.preventDefault();
    divider.setPointerCapture(e.pointerId);
    const box = divider.parentElement.getBoundingClientRect();
    const move = m => set(divider, divider.dataset.size === 'left' ? (m.clientX - box.left) / box.width * 100 : (m.clientY - box.top) / box.height * 100);
    divider.addEventListener('pointermove', move);
    divider.addEventListener('lostpointercapture', () => divider.removeEventListener('pointermove', move), { once: true });
  });
  document.addEventListener('dblclick', e => {
    const divider = e.target.closest('[data-size]');
    if (!divider) return;
    localStorage.removeItem(`kvit.desk.${divider.dataset.size}`);
    document.documentElement.style.removeProperty(`--desk-${divider.dataset.size}`);
    divider.setAttribute('aria-valuenow', divider.dataset.size === 'left' ? 56 : 45);
  });

  // After htmx has put something in.
  document.addEventListener('htmx:afterSwap', e => {
    all('template[data-changed-rows]').forEach(changed => {
      all('tr', changed.content).forEach(row => {
        const old = document.getElementById(row.id);
        if (old) { old.replaceWith(row); htmx.process(row); }
      });
      changed.remove();
    });
    paint();
  });
  // Only then have elements that were there before got their new classes.
  document.addEventListener('htmx:afterSettle', e => {
    if (e.detail.target?.id !== 'detail') return;
    (find('[data-focus]') || find('#edit [data-autofocus]') || find('#note .is-invalid'))?.focus();
    if (matchMedia('(max-width: 60rem)').matches) find('#detail').scrollIntoView({ block: 'start' });
  });
  document.addEventListener('htmx:historyRestore', paint);
  document.addEventListener('desk:sent', () => sessionStorage.removeItem(place()));
})();
