// The template editor: a click on a variable writes it where the cursor was last; the e-mail is shown in its frame.
(() => {
  const form = document.getElementById('template-form');
  let field = document.getElementById('f-letter');
  form.addEventListener('focusin', event => {
    if (event.target.matches('[data-template]')) field = event.target;
  });
  document.addEventListener('click', event => {
    const button = event.target.closest('[data-insert]');
    if (!button) return;
    field.focus();
    field.setRangeText(button.dataset.insert, field.selectionStart, field.selectionEnd, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  // Each preview brings a new frame; what is typed is posted into it, as the page's own policy allows no styles.
  document.body.addEventListener('htmx:afterSwap', event => {
    if (event.target.id === 'preview' && document.querySelector('iframe[name=template-email]')) {
      form.requestSubmit(document.getElementById('show-email'));
    }
  });
})();
