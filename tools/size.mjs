// What the site weighs: `make size`.
//
// The first table is what a browser must fetch before it can show the first
// question, held to the budget in budget.json; the second is everything else.
// Exits with 1 when over budget, or when a pattern of the budget names no file
// (then the budget would be measuring less than it says).

import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const dist = process.argv[2] ?? 'dist';
const budget = JSON.parse(await readFile(new URL('budget.json', import.meta.url), 'utf8'));

const toRegExp = (pattern) =>
  new RegExp(`^${pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('[^/]*')}$`);

async function listFiles(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = await Promise.all(
    entries.map((entry) =>
      entry.isDirectory() ? listFiles(join(folder, entry.name)) : [join(folder, entry.name)],
    ),
  );
  return nested.flat();
}

async function weigh(name) {
  const raw = await readFile(join(dist, name));
  return {
    name,
    raw: raw.length,
    gzip: gzipSync(raw, { level: 9 }).length,
    brotli: brotliCompressSync(raw, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length },
    }).length,
  };
}

const number = (n) => n.toLocaleString('en-US');

function table(title, rows) {
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  const total = { name: 'total', raw: sum('raw'), gzip: sum('gzip'), brotli: sum('brotli') };
  const width = Math.max(title.length, ...rows.map((row) => row.name.length));
  const line = (name, ...cells) =>
    console.log(`${name.padEnd(width)}${cells.map((cell) => String(cell).padStart(12)).join('')}`);
  line(title, 'raw', 'gzip -9', 'brotli 11');
  for (const row of [...rows, total]) {
    if (row === total) console.log('-'.repeat(width + 36));
    line(row.name, number(row.raw), number(row.gzip), number(row.brotli));
  }
  console.log();
  return total;
}

const names = (await listFiles(dist).catch(() => [])).map((file) => relative(dist, file).split(sep).join('/')).sort();
if (names.length === 0) {
  console.error(`size: there is nothing in ${dist}; \`make build\` makes it`);
  process.exit(1);
}

const first = new Set();
const unmatched = [];
for (const pattern of budget.files) {
  const matching = names.filter((name) => toRegExp(pattern).test(name));
  if (matching.length === 0) unmatched.push(pattern);
  for (const name of matching) first.add(name);
}

const rows = await Promise.all(names.map(weigh));
const needed = table('Until the first question', rows.filter((row) => first.has(row.name)));
const others = rows.filter((row) => !first.has(row.name));
if (others.length > 0) table('Everything else', others);

const single = await readFile('dist-single/alongside.html').catch(() => null);
if (single) console.log(`The page that is one file: ${number(single.length)} bytes\n`);

const limit = budget.first_question_brotli;
const share = Math.round((100 * needed.brotli) / limit);
const verdict = `${number(needed.brotli)} of ${number(limit)} bytes (brotli) until the first question: ${share} %`;
if (unmatched.length > 0) {
  console.error(`size: no file in ${dist} is called ${unmatched.join(' or ')}; set tools/budget.json right`);
  process.exit(1);
}
if (needed.brotli > limit) {
  console.error(`Over budget: ${verdict}`);
  process.exit(1);
}
console.log(`Within budget: ${verdict}`);
