// Files for an order or an invoice: dropped anywhere on the tab or chosen, sent one by one, each with its progress. Without this the form sends them.
(() => {
  // On a phone what was chosen stands below the list.
  const chosen = new URL(location).searchParams.has('show') && !sessionStorage.getItem('kvit.attachments.refused');
  if (chosen && matchMedia('(max-width: 64rem)').matches) document.getElementById('preview')?.scrollIntoView();

  const form = document.getElementById('attachment-upload');
  if (!form) return;
  const KEPT = 'kvit.attachments.refused';
  const place = document.getElementById('attachments');
  const input = form.elements.file;
  const sending = form.querySelector('.attachment-sending');
  form.querySelector('[data-without-script]').hidden = true;
  input.required = false;

  function line(file) {
    const item = document.createElement('li');
    const name = document.createElement('span');
    const bar = document.createElement('progress');
    name.textContent = file.name;
    bar.className = 'bar';
    bar.max = file.size;
    bar.value = 0;
    bar.setAttribute('aria-label', file.name);
    item.append(name, bar);
    sending.append(item);
    return { item, bar };
  }
  const refused = [];
  function fault({ item, bar }, text) {
    const said = document.createElement('strong');
    said.textContent = text;
    bar.replaceWith(said);
    item.className = 'notice notice-bad';
    item.setAttribute('role', 'alert');
    refused.push([item.firstChild.textContent, text]);
  }
  // Settles with the new attachment's number, or with nothing if it was refused.
  function send(file) {
    const shown = line(file);
    const refuse = text => { fault(shown, text); return Promise.resolve(''); };
    if (file.size > Number(form.dataset.limit)) return refuse(form.dataset.tooLarge);
    if (file.size === 0) return refuse(form.dataset.empty);
    return new Promise(done => {
      const request = new XMLHttpRequest();
      const failed = text => { fault(shown, text || form.dataset.failed); done(''); };
      request.upload.onprogress = e => { shown.bar.value = e.loaded; };
      request.onload = () => {
        const elsewhere = request.getResponseHeader('HX-Redirect');
        if (elsewhere) location.assign(elsewhere);
        else if (request.status === 201) { shown.bar.value = file.size; done(request.responseText); }
        else failed((request.getResponseHeader('Content-Type') ?? '').startsWith('text/plain') && request.responseText);
      };
      request.onerror = () => failed();
      request.open('POST', `${form.getAttribute('action')}?name=${encodeURIComponent(file.name)}`);
      request.setRequestHeader('Content-Type', 'application/octet-stream');
      request.setRequestHeader('X-CSRF-TOKEN', form.elements._csrf.value);
      request.setRequestHeader('HX-Request', 'true');
      request.send(file);
    });
  }
  async function sendAll(files) {
    if (place.classList.contains('busy') || files.length === 0) return;
    place.classList.add('busy');
    sending.replaceChildren();
    refused.length = 0;
    const made = [];
    for (const file of files) made.push(await send(file));
    place.classList.remove('busy');
    input.value = '';
    const last = made.filter(Boolean).at(-1);
    if (!last) return;
    if (refused.length > 0) sessionStorage.setItem(KEPT, JSON.stringify(refused));
    location.assign(form.dataset.show + last);
  }
  // What was refused is still told when the list comes anew with the others.
  for (const [name, text] of JSON.parse(sessionStorage.getItem(KEPT) ?? '[]')) fault(line({ name, size: 1 }), text);
  sessionStorage.removeItem(KEPT);

  input.addEventListener('change', () => sendAll([...input.files]));
  const carriesFiles = e => [...(e.dataTransfer?.types ?? [])].includes('Files');
  let depth = 0;
  const over = on => form.classList.toggle('over', on);
  place.addEventListener('dragenter', e => { if (carriesFiles(e)) { depth++; over(true); } });
  place.addEventListener('dragleave', e => { if (carriesFiles(e) && --depth <= 0) { depth = 0; over(false); } });
  // A file that misses the tab is not opened in place of the page.
  document.addEventListener('dragover', e => { if (carriesFiles(e)) e.preventDefault(); });
  document.addEventListener('drop', e => {
    if (!carriesFiles(e)) return;
    e.preventDefault();
    depth = 0;
    over(false);
    if (place.contains(e.target)) sendAll([...e.dataTransfer.files]);
  });
})();
