// The loader. A file of its own, because the page's policy allows no script inside the page.
// A classic script in the head: it sets light or dark before anything is painted.
import { setLook, showUnloaded } from './loading.js';

{
  const { js, wasm } = document.currentScript.dataset;
  const here = (path) => new URL(path, document.baseURI).href;

  setLook();

  // What the first question waits for is asked for now, while the program is on its way. It takes
  // answers and their texts from here (shell::fetch), each once. A text that was read before can be
  // had at once: asking the answer for it would be a task of its own each time, with a frame between.
  const early = (window.early = {});
  const ask = (path) => {
    const answer = fetch(here(path));
    const text = answer.then((given) => given.text());
    // If it fails, the program says so.
    text.catch(() => {});
    early[path] = [answer, text];
    return text;
  };
  ask('scenarios/index.json')
    .then((text) => {
      const { frameworks, packs } = JSON.parse(text);
      for (const { file, v } of frameworks) ask(`scenarios/${file}?v=${v}`);
      const wanted = /[?&](?:pack|m)=([a-z0-9-]+)/.exec(location.hash)?.[1];
      const pack = packs.find(({ id }) => id === wanted) ?? packs[0];
      if (/^#\/(practice|scenario)/.test(location.hash) && pack) ask(`scenarios/${pack.file}?v=${pack.edition}`);
    })
    .catch(() => {});

  const load = async () => {
    const { default: init } = await import(here(js));
    await init({ module_or_path: fetch(here(wasm)) });
    // The looks of what comes later: nothing before the first question waits for them.
    document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: here('later.css') }));
  };
  const start = () => load().catch(showUnloaded);
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
}
