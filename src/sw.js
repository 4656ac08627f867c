const SITE = {"version":"","files":{},"past":{}};
// The service worker: with it the site works without a network.
//
// The first line is data. The last step of a build writes it from the files that
// are there (tools/deploy.mjs), and a page that makes a copy of the site writes it
// anew. Everything below is the same in every copy.
//
// What holds:
// - A version is all of its files or nothing. Each is kept under its hash, and
//   only if its bytes have that hash: a host that is half-way through an update,
//   or a line that breaks, leaves the version before as it was.
// - All open pages are of one version. A new one waits until the pages of the one
//   before are closed, or until the only one of them asks for it.
// - A host may change what it serves without a new version: other scenarios, another
//   language. Then it gets no copy, rather than one that stays as it was.
// - Nobody's answers are in here: this is a copy of what the host gives everyone.

const BASE = new URL('./', self.location.href);

// Other copies of the site on this host, and other sites, have caches of their own.
const OWN = `alongside ${BASE.pathname} `;
const CACHE = OWN + SITE.version;

// By its address, a pack's with `?v=`, exactly as the program asks for it.
const FILES = new Map(Object.entries(SITE.files));
// Those of them that somebody may edit where they lie: their names and addresses stay the same.
const EDITABLE = [...FILES].filter(([address]) => /^(index\.html|scenarios\/index\.json|locales\/.*)$/.test(address));
// Past editions, which few ever need: kept once they were asked for.
const HASHES = new Map([...FILES, ...Object.entries(SITE.past)]);

const TYPES = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  wasm: 'application/wasm',
  webmanifest: 'application/manifest+json',
};

async function hashOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest.slice(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const keyOf = (address, hash) => new URL(`${address}${address.includes('?') ? '&' : '?'}sha256=${hash}`, BASE).href;

/** What the host has at an address now. */
async function asked(address, cache) {
  const response = await fetch(new URL(address, BASE), { cache, mode: 'same-origin', priority: 'low' });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.arrayBuffer();
}

/** A file from the host, if it is the one that was built. */
async function fetched(address, hash, cache) {
  const bytes = await asked(address, cache);
  if ((await hashOf(bytes)) !== hash) throw new Error(`${address} is not the file of this version`);
  // Made anew, without what the host says beside it: a redirect could not answer for a page.
  const type = TYPES[/\.(\w+)(\?|$)/.exec(address)?.[1]] ?? 'application/octet-stream';
  return new Response(bytes, { headers: { 'content-type': type } });
}

/** A file of this version, put into its cache if it is not there yet: from that of another version, or the host. */
async function kept(address, hash) {
  const key = keyOf(address, hash);
  const cache = await caches.open(CACHE);
  const here = await cache.match(key);
  if (here) return here;
  const found =
    (await caches.match(key)) ??
    // What the browser fetched for the page will do, if it is of this version.
    (await fetched(address, hash, 'default').catch(() => fetched(address, hash, 'reload')));
  await cache.put(key, found.clone());
  return found;
}

// One after the other: somebody may be reading the first question on a slow line. What a broken
// line leaves is taken up where it broke.
async function complete() {
  for (const [address, hash] of [...EDITABLE, ...FILES]) {
    if (isForgotten) return;
    await kept(address, hash);
  }
}

async function removeCaches(isToGo) {
  const names = await caches.keys();
  const own = names.filter((name) => name.startsWith(OWN) && isToGo(name));
  await Promise.all(own.map((name) => caches.delete(name)));
}

const removeOthers = () => removeCaches((name) => name !== CACHE);

let isForgotten = false;

/** Whether the host has other files than its own sw.js says. */
async function isChangedInPlace() {
  for (const [address, hash] of EDITABLE) {
    if ((await hashOf(await asked(address, 'no-cache'))) === hash) continue;
    const worker = new TextDecoder().decode(await asked('sw.js', 'no-cache'));
    // With another sw.js it is on its way to another version.
    return worker.includes(SITE.version);
  }
  return false;
}

/** For a person who wants nothing kept, and for a host whose copy would not be what it has. */
async function forget() {
  isForgotten = true;
  await removeCaches(() => true);
  await registration.unregister();
}

/** Whether at most one page of this site is open. */
async function isAlone(options) {
  const open = await clients.matchAll({ type: 'window', ...options });
  return open.filter(({ url }) => url.startsWith(BASE.href)).length < 2;
}

// An empty page that comes back when the new version is in charge, and in any case. (A Refresh header
// goes nowhere when the address has a fragment.)
const COME_BACK = `<!DOCTYPE html><link rel="icon" href="data:,"><script>
const again = () => location.reload();
navigator.serviceWorker.addEventListener('controllerchange', again);
navigator.serviceWorker.getRegistration().then((it) => it?.waiting || again());
setTimeout(again, 3000);
</script>`;

let handedOver = false;

/** Whether the only page is being loaded anew while a new version waits: then it is to have it. */
async function isTimeToHandOver({ mode, cache }) {
  // Once: a worker that is no version of this one would not know what is asked of it.
  if (handedOver || mode !== 'navigate' || cache !== 'no-cache' || !registration.waiting) return false;
  handedOver = await isAlone();
  return handedOver;
}

/** Now that a page is there: is the copy what it should be? Without a network, another time. */
async function tidy() {
  isForgotten = false;
  if (await isChangedInPlace()) await forget();
  else await complete();
}

/** At the wish of a page, if it is the only one. */
async function takeOver(page) {
  if (await isAlone({ includeUncontrolled: true })) return skipWaiting();
  page?.postMessage('others are open');
}

async function answer(request, address, hash) {
  if (await isTimeToHandOver(request)) {
    registration.waiting?.postMessage('hand over');
    return new Response(COME_BACK, { headers: { 'content-type': TYPES.html } });
  }
  // Without a cache somebody wanted it gone, or the browser needed the room. The host may have
  // another version by now, and what it has belongs together, too.
  if (!(await caches.has(CACHE))) return fetch(request);
  return kept(address, hash).catch(() => fetch(request));
}

addEventListener('install', (event) => event.waitUntil(complete()));

addEventListener('activate', (event) => event.waitUntil(removeOthers().then(() => clients.claim())));

// Pages say what they want (src/shell/offline.rs).
addEventListener('message', (event) => {
  if (event.data === 'complete') event.waitUntil(tidy().catch(() => {}));
  if (event.data === 'forget') event.waitUntil(forget());
  // The worker before this one has looked already.
  if (event.data === 'hand over') skipWaiting();
  if (event.data === 'take over') event.waitUntil(takeOver(event.source));
});

addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(BASE.href)) return;
  let [address] = request.url.slice(BASE.href.length).split('#');
  // A host or a mail program may hang something on the page's address.
  if (request.mode === 'navigate') address = address.split('?')[0] || 'index.html';
  const hash = HASHES.get(address);
  if (hash) event.respondWith(answer(request, address, hash));
});
