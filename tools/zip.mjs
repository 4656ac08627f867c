// The built site as one zip, for a release: `make zip`.
//
//   node tools/zip.mjs DIR OUT     DIR is a built site, OUT is alongside-v1.2.3.zip
//
// What it makes is tried (`unzip -t`), its names are held to what every system can unpack, and its
// size is printed: nobody should find out on a slow line.

import { execFileSync } from 'node:child_process';
import { readdir, rm, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';

const [dir, out] = process.argv.slice(2);
if (!dir || !out) throw new Error('zip: say which folder, and which file to make of it');

// As src/engine/publish/names.rs has it for copies of the site.
const DEVICES = /^(con|prn|aux|nul|conin\$|conout\$|com[^0]|lpt[^0])$/i;
const isName = (name) => /^[\w.~+@()-]+$/.test(name) && !name.endsWith('.') && !DEVICES.test(name.split('.')[0]);
const isSafe = (path) => path.length <= 200 && path.split('/').every(isName);

const entries = await readdir(dir, { recursive: true, withFileTypes: true });
const odd = entries.filter((entry) => !entry.isFile() && !entry.isDirectory());
const paths = entries
  .filter((entry) => entry.isFile())
  .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/'))
  .sort();
const seen = new Map();
const wrong = odd.map(({ name }) => `${name} is neither a file nor a folder`);
for (const path of paths) {
  if (!isSafe(path)) wrong.push(`${path} is no name that every system can unpack`);
  // Some systems take capital and small letters for the same.
  const twin = seen.get(path.toLowerCase());
  if (twin) wrong.push(`${path} and ${twin} are one file on some systems`);
  seen.set(path.toLowerCase(), path);
}
for (const needed of ['index.html', 'sw.js', 'files.json', '.htaccess', '.nojekyll', '_headers', 'web.config', '404.html']) {
  if (!paths.includes(needed)) wrong.push(`${needed} is missing`);
}
if (wrong.length > 0) {
  console.error(`zip: ${dir} was not zipped:\n  ${wrong.join('\n  ')}`);
  process.exit(1);
}

const file = resolve(out);
await rm(file, { force: true });
// -X: nothing of this machine goes along. -D: no entries for folders. -9: once made, often fetched.
execFileSync('zip', ['-q', '-X', '-D', '-9', file, '-@'], { cwd: dir, input: `${paths.join('\n')}\n` });
execFileSync('unzip', ['-tqq', file]);

let raw = 0;
for (const path of paths) raw += (await stat(join(dir, path))).size;
const { size } = await stat(file);
const number = (bytes) => bytes.toLocaleString('en-US');
console.log(`${out}: ${number(size)} bytes, ${paths.length} files of ${number(raw)} bytes; unzip -t finds nothing amiss`);
