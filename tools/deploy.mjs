// What a site needs besides the program, made from the files that are there: the
// last thing that tools/finish.mjs does.
//
//   what hosts need   hosting/, for GitHub Pages, Netlify, Cloudflare, Apache, IIS
//   sw.js             src/sw.js with the list of files that a version consists of
//   files.json        the list of all files, from which a copy of the site is made
//
// By hand, after files of a built site were changed:  node tools/deploy.mjs dist

import { createHash } from 'node:crypto';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = new URL('..', import.meta.url).pathname;

// Read by hosts, by people, or by nobody; English is built in.
const NOT_OFFLINE = new Set([
  '.htaccess',
  '.nojekyll',
  '404.html',
  '_headers',
  'locales/en.json',
  'scenarios/README.md',
  'scenarios/REVIEW.md',
  'scenarios/schema.json',
  'sw-off.js',
  'sw.js',
  'web.config',
]);

const byBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

/** All files of a folder, sorted: path, length, hash. */
export async function listing(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
    .filter((path) => path !== 'files.json')
    .sort(byBytes);
  return Promise.all(
    paths.map(async (path) => {
      const content = await readFile(join(folder, path));
      return { path, bytes: content.length, hash: hashOf(content) };
    }),
  );
}

/** By path, the version that the program asks for a file with; and which of them are past editions. */
export function versions({ frameworks, packs }) {
  const of = new Map();
  const past = new Set();
  for (const { file, v, guide, guide_v: guideV } of frameworks) {
    of.set(`scenarios/${file}`, v);
    if (guide) of.set(`scenarios/${guide}`, guideV);
  }
  for (const pack of packs) {
    of.set(`scenarios/${pack.file}`, pack.edition);
    for (const { edition, file } of pack.past ?? []) {
      of.set(`scenarios/${file}`, edition);
      past.add(`scenarios/${file}`);
    }
  }
  return { of, past };
}

/** The line of data in a service worker. */
export function site(files, index) {
  const { of, past } = versions(index);
  const lists = { files: [], past: [] };
  for (const { path, hash } of files) {
    // A past edition that the index does not name is asked for by nobody.
    if (NOT_OFFLINE.has(path) || (path.startsWith('scenarios/packs/') && !of.has(path))) continue;
    lists[past.has(path) ? 'past' : 'files'].push([of.has(path) ? `${path}?v=${of.get(path)}` : path, hash]);
  }
  for (const list of Object.values(lists)) list.sort(([a], [b]) => byBytes(a, b));
  const lines = [...lists.files, ...lists.past].map(([address, hash]) => `${address} ${hash}\n`);
  return {
    version: hashOf(lines.join('')),
    files: Object.fromEntries(lists.files),
    past: Object.fromEntries(lists.past),
  };
}

/** Makes a folder with a built site one that can be put online. */
export async function deploy(folder) {
  await cp(join(ROOT, 'hosting'), folder, { recursive: true });
  await cp(join(ROOT, 'src/sw-off.js'), join(folder, 'sw-off.js'));
  const worker = await readFile(join(ROOT, 'src/sw.js'), 'utf8');
  const rest = worker.slice(worker.indexOf('\n'));
  if (!worker.startsWith('const SITE = ')) throw new Error('src/sw.js does not begin with its line of data');
  const index = JSON.parse(await readFile(join(folder, 'scenarios/index.json'), 'utf8'));
  const data = JSON.stringify(site(await listing(folder), index));
  await writeFile(join(folder, 'sw.js'), `const SITE = ${data};${rest}`);
  const files = (await listing(folder)).map((file) => JSON.stringify(file));
  await writeFile(join(folder, 'files.json'), `[\n${files.join(',\n')}\n]\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await deploy(process.argv[2] ?? 'dist');
  } catch (error) {
    console.error(`deploy: ${error.message}`);
    process.exitCode = 1;
  }
}
