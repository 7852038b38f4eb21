// Letters one by one: keys press what is on the page; a thing pressed is pressed once.
(() => {
  const typing = element => element.closest('input, textarea, select, [contenteditable]');
  let leaving = false;
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || leaving || typing(event.target) || document.querySelector('dialog:modal')) return;
    if (event.key === 'c') {
      const outcome = document.getElementById('f-outcome');
      if (outcome) { event.preventDefault(); outcome.focus(); }
      return;
    }
    const target = [...document.querySelectorAll('[data-key]')].find(element => element.dataset.key === event.key);
    if (target) { event.preventDefault(); target.click(); }
  });
  document.addEventListener('submit', event => {
    if (leaving) event.preventDefault();
    leaving = true;
  });
  // Back brings the page as it was left.
  window.addEventListener('pageshow', () => { leaving = false; });
})();
