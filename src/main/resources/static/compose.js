// The compose window: what is ticked comes to so much, and to too much.
(() => {
  const form = document.querySelector('.compose');
  const sum = document.getElementById('enclosed-sum');
  const show = () => {
    let bytes = 0;
    form.querySelectorAll('[data-size]').forEach(file => { if (file.checked) bytes += Number(file.dataset.size); });
    sum.value = new Intl.NumberFormat(document.documentElement.lang).format(Math.ceil(bytes / 1024));
    const over = bytes > Number(form.dataset.limit);
    document.getElementById('enclosed-size').classList.toggle('overdue', over);
    document.getElementById('send-invoice').disabled = over;
  };
  form.addEventListener('change', show);
  show();
})();
