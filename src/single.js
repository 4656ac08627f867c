// The loader of the page that is one file (tools/single.mjs): the program and all that a site has
// beside it stand in the page itself, in elements that no browser runs or shows. On file:// a page
// may fetch nothing, so nothing is fetched.

import { setLook, showUnloaded } from './loading.js';
import init from './program.js';

const root = document.documentElement;

const textOf = (id) => document.getElementById(id).textContent;

/** What the program takes in place of the network's answers and texts (shell::fetch), by a file's address. */
function answers(files) {
  const asked = (address) => {
    const text = files[address.split('?')[0]];
    const answer = new Response('', { status: text === undefined ? 404 : 200 });
    return [Promise.resolve(answer), Promise.resolve(text)];
  };
  return new Proxy({}, { get: (_, address) => asked(String(address)) });
}

/** What “Leave quickly” leads to: the same file, with nothing of ours in it. */
function showAway() {
  const away = document.getElementById('away').content;
  document.title = away.querySelector('title').textContent;
  document.querySelector('style').remove();
  document.querySelector('link[rel=icon]').remove();
  document.body.replaceChildren(...away.querySelectorAll('h1, ul'));
  root.hidden = false;
}

async function start() {
  const program = Uint8Array.from(atob(textOf('program')), (letter) => letter.charCodeAt(0));
  window.early = answers(JSON.parse(textOf('files')));
  await init({ module_or_path: program });
}

if (location.search === '?away') {
  // Nothing is to be seen before that, either.
  root.hidden = true;
  document.title = '';
  document.addEventListener('DOMContentLoaded', showAway);
} else {
  setLook();
  document.addEventListener('DOMContentLoaded', () => start().catch(showUnloaded));
}
