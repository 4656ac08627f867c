// The switch that turns the service worker off. Put this file in place of sw.js
// (copy it over, under that name): each browser that comes by with a network then
// drops its copy of the site and fetches everything from the host again. Nobody's
// answers are touched. To turn it on again, put the old sw.js back.

const BASE = new URL('./', self.location.href);
const OWN = `alongside ${BASE.pathname} `;

async function turnOff() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OWN)).map((name) => caches.delete(name)));
  await registration.unregister();
}

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(turnOff()));
