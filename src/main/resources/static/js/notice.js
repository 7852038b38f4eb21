// Tells whoever is signed in, on whatever page, that a run of reminders waits: once a run, beside what they are at, and
// without taking the focus. It asks only while the page is seen and somebody has been at it in the last hours, so that
// an unattended screen is signed out as ever.
(() => {
  const EVERY = 30000;
  const UNATTENDED = 4 * 3600000;
  const KEY = 'kvit-notice';
  let attended = Date.now();
  for (const sign of ['pointerdown', 'keydown', 'wheel']) addEventListener(sign, () => { attended = Date.now(); }, { passive: true });

  function known() { try { return localStorage.getItem(KEY); } catch { return null; } }
  function remember(id) { try { localStorage.setItem(KEY, id); } catch { /* told again on the next page */ } }

  function show(notice) {
    if (known() === String(notice.id) || location.pathname === '/' || location.pathname.startsWith(notice.href)) return;
    document.getElementById('run-notice')?.remove();
    const line = document.createElement('div');
    line.id = 'run-notice';
    line.className = 'run-notice';
    line.setAttribute('role', 'status');
    const text = document.createElement('span');
    text.textContent = notice.text;
    const link = document.createElement('a');
    link.href = notice.href;
    link.textContent = notice.action;
    link.addEventListener('click', () => remember(notice.id));
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'btn btn-sm';
    close.textContent = notice.close;
    close.addEventListener('click', () => { remember(notice.id); line.remove(); });
    line.append(text, link, close);
    document.getElementById('toasts').append(line);
  }

  async function ask() {
    if (document.visibilityState !== 'visible' || Date.now() - attended > UNATTENDED) return;
    try {
      const answer = await fetch('/reminder-notices', { headers: { Accept: 'application/json' }, redirect: 'error' });
      if (answer.status === 200) show(await answer.json()); else if (answer.status === 204) document.getElementById('run-notice')?.remove();
    } catch { /* the next time */ }
  }
  setInterval(ask, EVERY);
  document.addEventListener('visibilitychange', ask);
  ask();
})();
