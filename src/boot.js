// The loader. A file of its own, because the page's policy allows no script inside the page.
// A classic script in the head: it sets light or dark before anything is painted.
(() => {
  const root = document.documentElement;
  const { js, wasm } = document.currentScript.dataset;
  const here = (path) => new URL(path, document.baseURI).href;

  // Theme and text size, as src/shell/records.rs keeps them under the site's own key: FNV-1a of the
  // folder's path, as in engine::save::key_prefix.
  try {
    const path = location.pathname.replace(/[^/]*$/, '');
    let site = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(path)) site = Math.imul(site ^ byte, 0x01000193) >>> 0;
    const key = `alongside/1/${site.toString(16).padStart(8, '0')}/look`;
    const [theme, text] = (localStorage.getItem(key) ?? '').split(' ');
    if (/^(light|dark)$/.test(theme)) root.dataset.theme = theme;
    if (/^(large|larger)$/.test(text)) root.dataset.text = text;
  } catch {
    // Storage is blocked: the system's own look will do.
  }

  // What the first question waits for is asked for now, while the program is on its way. It takes
  // the answers from here (shell::fetch), each once.
  const early = (window.early = {});
  const ask = (path) => {
    const answer = fetch(here(path));
    // If it fails, the program says so.
    answer.catch(() => {});
    return (early[path] = answer);
  };
  ask('scenarios/index.json')
    .then((answer) => answer.clone().json())
    .then(({ frameworks, packs }) => {
      for (const { file, v } of frameworks) ask(`scenarios/${file}?v=${v}`);
      const wanted = /[?&](?:pack|m)=([a-z0-9-]+)/.exec(location.hash)?.[1];
      const pack = packs.find(({ id }) => id === wanted) ?? packs[0];
      if (/^#\/(practice|scenario)/.test(location.hash) && pack) ask(`scenarios/${pack.file}?v=${pack.edition}`);
    })
    .catch(() => {});

  const failed = () => {
    for (const id of ['app', 'boot']) document.getElementById(id)?.setAttribute('hidden', '');
    document.getElementById('unloaded')?.removeAttribute('hidden');
  };
  const load = async () => {
    const { default: init } = await import(here(js));
    await init({ module_or_path: fetch(here(wasm)) });
    // The looks of what comes later: nothing before the first question waits for them.
    document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: here('later.css') }));
  };
  const start = () => load().catch((error) => {
    // A panic has its own panel, shown by the program.
    if (document.getElementById('broken')?.hasAttribute('hidden')) failed();
    console.error(error);
  });
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
