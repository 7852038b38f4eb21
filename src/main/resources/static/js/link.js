// The link window: invoices go up into what is linked and down again, and what is left of the payment is counted as one types.
// Amounts are whole numbers of hundred-thousandths, so that nothing is ever rounded.
(() => {
  const form = document.getElementById('link-form');
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const words = form.dataset, currency = words.currency;
  const language = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang;
  const point = new Intl.NumberFormat(language).formatToParts(1.5).find(part => part.type === 'decimal').value;

  // Amounts
  const units = text => { const [whole, part = ''] = text.split('.'); return BigInt(whole + part.padEnd(5, '0')); };
  const plain = sum => {
    const digits = (sum < 0n ? -sum : sum).toString().padStart(6, '0'), part = digits.slice(-5).replace(/0+$/, '');
    return (sum < 0n ? '-' : '') + digits.slice(0, -5) + '.' + part.padEnd(scale, '0');
  };
  const scale = (words.amount.split('.')[1] || '').length;
  // As the server reads it: where commas set thousands apart, 1,234 may mean either and is neither.
  const separated = text => /^[^.,]*[.,]?[^.,]*$/.test(text) ? text.replace(',', '.')
    : /^\d{1,3}(,\d{3})+(\.\d*)?$/.test(text) ? text.replaceAll(',', '')
    : /^\d{1,3}(\.\d{3})+(,\d*)?$/.test(text) ? text.replaceAll('.', '').replace(',', '.') : text;
  const parsed = (text, row) => {
    if (point === '.' && /^[1-9]\d{0,2},\d{3}$/.test(text.trim())) return null;
    const amount = separated(text.replace(/\s/g, '')).replace(/\.$/, ''), digits = Math.max(1, scale, (row.dataset.open.split('.')[1] || '').length);
    return new RegExp(`^\\d{1,14}(\\.\\d{1,${digits}})?$`).test(amount) && units(amount) > 0n ? units(amount) : null;
  };
  const typed = sum => plain(sum).replace(/\.$/, '').replace('.', point);
  const written = sum => {
    const text = plain(sum), digits = (text.split('.')[1] || '').length;
    return new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: 'always' }).format(text) + '\u00a0' + currency;
  };

  // Rows
  const linked = () => find('#linked'), open = () => find('#open');
  const rows = list => all('tr', list);
  const mark = row => find('[data-row]', row), field = row => find('.pay-amount', row);
  const isLinked = row => row.parentElement === linked();
  const marked = list => rows(list).filter(row => mark(row).checked);
  const left = () => rows(linked()).reduce((rest, row) => rest - (parsed(field(row).value, row) ?? 0n), units(words.amount));
  const signature = () => rows(linked()).map(row => row.id + '=' + (parsed(field(row).value, row) ?? field(row).value)).sort().join(';');
  let chosen = null, saved = words.changed ? null : signature(), leaving = false;
  const changed = () => signature() !== saved || all('[name=writeOff]:checked').length > 0;

  const say = text => { find('#said').textContent = text; };
  const filled = (text, ...values) => values.reduce((all, value, i) => all.replace(`[${i}]`, value), text);

  // A row is chosen by having the focus; only one of them is reached by Tab.
  const choose = (row, scroll = 'nearest') => {
    if (!row) return;
    chosen = row;
    all('[data-row]').forEach(box => { box.tabIndex = -1; });
    mark(row).tabIndex = 0;
    mark(row).focus({ preventScroll: true });
    row.scrollIntoView({ block: scroll });
  };
  const listed = () => [...rows(linked()), ...rows(open())];

  function show() {
    const rest = left(), figure = find('#left');
    figure.textContent = find('#left-again').textContent = written(rest);
    for (const place of [figure, find('#left-again')]) {
      place.classList.remove('pay-settled', 'pay-left', 'overdue');
      place.classList.add(rest === 0n ? 'pay-settled' : rest > 0n ? 'pay-left' : 'overdue');
    }
    find('#sum').textContent = written(units(words.amount) - rest);
    for (const list of [linked(), open()]) {
      const none = rows(list).length === 0;
      list.closest('table').hidden = none;
      if (list === linked()) find('#no-links').hidden = !none;
    }
    giveUp(rest);
    const up = marked(open()), down = marked(linked());
    for (const [name, some] of [['open', up], ['linked', down]]) {
      const count = find(`[data-marked-${name}]`);
      count.textContent = some.length;
      count.hidden = some.length === 0;
    }
    find('#marked').textContent = up.length > 1 ? 'Σ ' + written(up.reduce((sum, row) => sum + units(row.dataset.open), 0n)) : '';
    all('tr', form).forEach(row => { if (mark(row)) row.toggleAttribute('aria-selected', false); });
    [...up, ...down].forEach(row => row.setAttribute('aria-selected', 'true'));
    const every = find('[data-mark-all]');
    if (every) { every.checked = up.length > 0 && up.length === rows(open()).length; every.indeterminate = up.length > 0 && !every.checked; }
    find('#unsaved').hidden = !changed();
    if (!all('[data-row]').some(box => box.tabIndex === 0)) { const first = listed()[0]; all('[data-row]').forEach(box => { box.tabIndex = -1; }); if (first) mark(first).tabIndex = 0; }
  }

  // Small differences that may be given up: what an invoice then has left, and what the payment has.
  function offer(label, rest) {
    const may = rest > 0n && rest <= units(words.limit), box = find('input', label);
    label.hidden = !may;
    box.disabled = !may;
    if (!may) box.checked = false;
    find('.num', label).textContent = written(rest);
    return may && box.checked;
  }
  function giveUp(rest) {
    find('#stays').hidden = rest <= 0n || rows(linked()).length === 0;
    if (!words.limit) return;
    let some = false;
    for (const row of listed()) some = offer(find('.link-rest', row), isLinked(row) ? units(row.dataset.open) - (parsed(field(row).value, row) ?? units(row.dataset.open)) : 0n) || some;
    some = offer(find('#surplus'), rows(linked()).length ? rest : 0n) || some;
    find('#stays').hidden ||= find('#surplus input').checked;
    find('#reason').hidden = !some;
  }
  const writeOff = () => {
    const box = [chosen, ...rows(linked()), form].map(place => place && find('.link-rest:not([hidden]) input', place)).find(box => box);
    box?.click();
  };

  const raise = (row, amount) => {
    field(row).disabled = false;
    field(row).value = typed(amount);
    mark(row).checked = false;
    row.classList.add('link-new');
    linked().append(row);
  };
  // The oldest first, as far as the money reaches.
  function link(some) {
    const names = [];
    let rest = left(), short = 0;
    for (const row of [...some].sort((a, b) => a.dataset.due.localeCompare(b.dataset.due) || a.id.slice(2) - b.id.slice(2))) {
      const whole = units(row.dataset.open), amount = whole < rest ? whole : rest;
      if (amount <= 0n) { short++; continue; }
      raise(row, amount);
      rest -= amount;
      names.push(row.dataset.number);
    }
    show();
    say([names.length ? filled(words.saidLinked, names.join(', '), written(rest)) : '', short ? filled(words.saidShort, short) : ''].join(' '));
    return names.length > 0;
  }
  function unlink(some) {
    for (const row of [...some].reverse()) {
      field(row).disabled = true;
      mark(row).checked = false;
      row.classList.add('link-new');
      open().prepend(row);
    }
    show();
    say(filled(words.saidUnlinked, some.map(row => row.dataset.number).join(', '), written(left())));
  }

  const chosenIn = list => chosen?.isConnected && chosen.parentElement === list ? [chosen] : [];
  function linkMarked() {
    const some = marked(open()).length ? marked(open()) : chosenIn(open());
    if (!some.length) return;
    const at = rows(open()).indexOf(some[0]);
    if (link(some)) settle(rows(open())[Math.min(at, rows(open()).length - 1)]);
  }
  function unlinkMarked() {
    const some = marked(linked()).length ? marked(linked()) : chosenIn(linked());
    if (!some.length) return;
    unlink(some);
    choose(some[0]);
  }
  // Where one goes on: with nothing left to the next payment, else to the next row.
  function settle(row) {
    if (left() === 0n || !row) find('#next-unlinked').focus();
    else choose(row);
  }
  async function take(button) {
    const wanted = button.dataset.proposal.split(';').map(pair => pair.split('='));
    if (wanted.some(([id]) => !document.getElementById('i-' + id))) return form.requestSubmit(button);
    for (const [id, amount] of wanted) {
      const row = document.getElementById('i-' + id);
      raise(row, units(amount) + (isLinked(row) ? parsed(field(row).value, row) ?? 0n : 0n));
    }
    show();
    say(filled(words.saidLinked, wanted.map(([id]) => document.getElementById('i-' + id).dataset.number).join(', '), written(left())));
    settle(rows(open())[0]);
  }

  form.addEventListener('click', e => {
    const button = e.target.closest('button');
    if (button?.id === 'do-link') { e.preventDefault(); linkMarked(); }
    else if (button?.id === 'do-unlink') { e.preventDefault(); unlinkMarked(); }
    else if (button?.dataset.proposal) { e.preventDefault(); take(button); }
    else if (e.target.id === 'discard') leaving = true;
    else if (!e.target.closest('a, button, input')) { const row = e.target.closest('[data-rows] tr'); if (row) { mark(row).click(); choose(row); } }
  });
  form.addEventListener('dblclick', e => {
    const row = e.target.closest('[data-rows] tr');
    if (!row || e.target.closest('a, button, input')) return;
    if (isLinked(row)) { unlink([row]); choose(row); } else if (link([row])) settle(rows(open())[0]);
  });
  form.addEventListener('change', e => {
    if (e.target.matches('[data-mark-all]')) rows(open()).forEach(row => { mark(row).checked = e.target.checked; });
    show();
  });
  let before = '';
  form.addEventListener('focusin', e => {
    const row = e.target.closest('[data-rows] tr');
    if (row) chosen = row;
    if (e.target.matches('.pay-amount')) { before = e.target.value; e.target.select(); }
  });
  form.addEventListener('input', e => {
    if (!e.target.matches('.pay-amount')) return;
    const row = e.target.closest('tr'), amount = parsed(e.target.value, row);
    e.target.classList.toggle('is-invalid', amount === null || amount > units(row.dataset.open));
    show();
  });
  form.addEventListener('focusout', e => { if (e.target.matches('.pay-amount') && e.target.value !== before) say(filled(words.saidLeft, written(left()))); });
  form.addEventListener('submit', () => { leaving = true; });
  addEventListener('beforeunload', e => { if (changed() && !leaving) e.preventDefault(); });
  addEventListener('pageshow', () => { leaving = false; show(); });

  // Keys
  const edit = () => {
    const row = chosen?.isConnected ? chosen : rows(linked())[0];
    if (row && (isLinked(row) || link([row]))) { field(row).focus(); row.scrollIntoView({ block: 'nearest' }); }
  };
  const move = step => {
    const some = listed(), at = some.indexOf(chosen);
    choose(at < 0 || !document.activeElement.closest('[data-rows]') ? rows(open())[0] ?? some[0] : some[Math.max(0, Math.min(some.length - 1, at + step))]);
  };
  const keys = {
    ArrowDown: () => move(1), ArrowUp: () => move(-1), Home: () => choose(listed()[0]), End: () => choose(listed().at(-1)),
    Enter: () => chosen && isLinked(chosen) && document.activeElement === mark(chosen) ? edit() : linkMarked(),
    Delete: unlinkMarked, Backspace: unlinkMarked, e: edit,
    w: writeOff, n: () => find('#next-unlinked').click(), p: () => find('#previous-unlinked').click(), s: () => find('#save-links').click(),
    z: () => find('#undo-saved')?.click(), c: () => find('#close-window').click(), Escape: () => find('#close-window').click(),
    '/': () => { find('#f-find').focus(); find('#f-find').select(); }, '?': () => find('#help').click(),
  };
  function typing(e) {
    const amount = e.target.matches('.pay-amount');
    if (e.key === 'Enter' && (amount || e.target.id === 'f-find')) {
      e.preventDefault();
      choose(amount ? e.target.closest('tr') : rows(open())[0]);
    } else if (e.key === 'Escape' && amount) {
      e.preventDefault();
      e.target.value = before;
      e.target.dispatchEvent(new Event('input', { bubbles: true }));
      choose(e.target.closest('tr'));
    } else if (e.key === 'Escape' && e.target.id === 'f-find' && !e.target.value) {
      e.preventDefault();
      choose(rows(open())[0]);
    } else if (e.key === 'ArrowDown' && e.target.id === 'f-find') {
      e.preventDefault();
      choose(rows(open())[0]);
    }
  }
  document.addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || find('dialog[open]')) return;
    if (e.target.matches('textarea, select, input:not([type=checkbox])')) return typing(e);
    if (e.altKey) {
      const act = { ArrowUp: linkMarked, ArrowDown: unlinkMarked }[e.key];
      if (act) { e.preventDefault(); act(); }
      return;
    }
    if (e.key === 'Enter' && e.target.matches('a, button, summary')) return;
    const proposal = /^[1-5]$/.test(e.key) && document.getElementById('proposal-' + e.key);
    const act = proposal ? () => take(proposal) : keys[e.key];
    if (!act) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    act();
  }, true);

  // Other open invoices came: what is in the address can be sent, and the focus stays where it was.
  let within;
  document.addEventListener('htmx:beforeSwap', e => { if (e.detail.target.id === 'candidates') within = e.detail.target.contains(document.activeElement) && document.activeElement.closest('tr')?.id || (document.activeElement.id === 'more-candidates' ? 'more' : undefined); });
  document.addEventListener('htmx:afterSettle', () => {
    const address = new URL(location), text = find('#f-find').value.trim();
    text && text.length < 200 ? address.searchParams.set('find', text) : address.searchParams.delete('find');
    history.replaceState(history.state, '', address);
    show();
    if (within) choose(document.getElementById(within) ?? rows(open()).at(-1));
    within = undefined;
  });

  show();
  if (!find('[autofocus]')) {
    const faulty = find('.is-invalid', form);
    if (faulty) faulty.focus();
    else if (left() > 0n && (rows(open())[0] ?? rows(linked())[0])) choose(rows(open())[0] ?? rows(linked())[0]);
    else find('#next-unlinked').focus();
  }
})();
