// Makes the whole site one file that opens by a double click: `make single`.
//
//   node tools/single.mjs DIST OUT     DIST is a built site, OUT is dist-single/alongside.html
//
// On file:// a browser loads neither modules nor anything that a page asks for, and
// 'self' means nothing. So everything is in the page: the script (classic), the
// program (in one piece, without the feature `parts`), the styles, the scenarios,
// the neutral page. Its policy names the one script and the one style by their
// hashes, and allows no connection at all.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { build } from 'esbuild';

import { versions } from './deploy.mjs';
import { FEATURES, OPTIMISE, TARGET } from './finish-options.mjs';

const [dist, out] = process.argv.slice(2);
const ROOT = new URL('..', import.meta.url).pathname;

const run = (command, ...args) => execFileSync(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });

/** The program as a script and its wasm. */
async function program(work) {
  const locked = process.env.CI ? ['--locked'] : [];
  run(
    'cargo', 'build', '--release', ...locked, '--target', 'wasm32-unknown-unknown',
    '--no-default-features', '--features', 'single', '--bin', 'alongside',
  );
  const { target_directory: target } = JSON.parse(run('cargo', 'metadata', '--format-version', '1', '--no-deps'));
  const whole = join(target, 'wasm32-unknown-unknown/release/alongside.wasm');
  run('wasm-bindgen', '--target', 'web', '--no-typescript', '--out-dir', work, '--out-name', 'program', whole);
  const wasm = join(work, 'program_bg.wasm');
  run('wasm-opt', ...FEATURES, ...OPTIMISE, wasm, '-o', wasm);
  for (const name of ['single.js', 'loading.js']) {
    await writeFile(join(work, name), await readFile(join(ROOT, 'src', name)));
  }
  const script = await build({
    entryPoints: [join(work, 'single.js')],
    bundle: true,
    format: 'iife',
    minify: true,
    write: false,
    legalComments: 'none',
    target: TARGET,
    // The program is handed to it: it has no address to be fetched from.
    define: { 'import.meta.url': '""' },
    logLevel: 'error',
  });
  return { script: script.outputFiles[0].text, wasm: await readFile(wasm, 'base64') };
}

async function styles() {
  const made = await build({
    stdin: { contents: '@import "./style.css"; @import "./rest.css";', resolveDir: join(ROOT, 'style'), loader: 'css' },
    bundle: true,
    minify: true,
    write: false,
    target: TARGET,
    logLevel: 'error',
  });
  return made.outputFiles[0].text;
}

/** Everything that the program may ask for, by its path. */
async function files() {
  const found = {};
  const { of: named } = versions(JSON.parse(await readFile(join(dist, 'scenarios/index.json'), 'utf8')));
  for (const folder of ['scenarios', 'locales']) {
    for (const entry of await readdir(join(dist, folder), { recursive: true })) {
      const path = `${folder}/${entry.replaceAll('\\', '/')}`;
      // English is built in, and the schema is for editors.
      if (!path.endsWith('.json') || path === 'locales/en.json' || path === 'scenarios/schema.json') continue;
      // A past edition that the index does not name is asked for by nobody.
      if (path.startsWith('scenarios/packs/') && !named.has(path)) continue;
      // Without its white space: nobody reads it here.
      found[path] = JSON.stringify(JSON.parse(await readFile(join(dist, path), 'utf8')));
    }
  }
  return found;
}

const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** As the content of a script element that is no script: nothing in it may end the element. */
const data = (id, kind, text) => `<script id="${id}" type="${kind}">${text.replaceAll('<', '\\u003c')}</script>`;

const work = await mkdtemp(join(tmpdir(), 'alongside-'));
try {
  const [{ script, wasm }, css, found] = [await program(work), await styles(), await files()];
  const icon = await readFile(join(dist, 'favicon.svg'), 'base64');
  const away = await readFile(join(dist, 'away.html'), 'utf8');
  // In a script, "</script" could only stand in a text.
  const inline = script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  const policy = [
    `default-src 'none'`,
    `script-src ${hash(inline)} 'wasm-unsafe-eval'`,
    `style-src ${hash(css)}`,
    `img-src data:`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');

  const page = await readFile(join(dist, 'index.html'), 'utf8');
  const [, description] = /<meta name="description" content="([^"]*)">/.exec(page);
  const [, body] = /<body>([\s\S]*)<\/body>/.exec(page);
  const themes = page.match(/<meta name="theme-color"[^>]*>/g).join('\n');
  const [, title] = /<title>([^<]*)<\/title>/.exec(page);
  const html = `<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
${themes}
<title>${title}</title>
<meta name="description" content="${description}">
<link rel="icon" href="data:image/svg+xml;base64,${icon}" type="image/svg+xml">
<style>${css}</style>
<script>${inline}</script>
</head>
<body>${body}
<template id="away">${away.replace(/<!DOCTYPE html>/i, '')}</template>
${data('files', 'application/json', JSON.stringify(found))}
<script id="program" type="application/wasm+base64">${wasm}</script>
</body>
</html>
`;
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, html);
  const kib = Math.round(Buffer.byteLength(html) / 1024).toLocaleString('en-US');
  console.log(`${out}: ${kib} KiB, of which the program ${Math.round(wasm.length / 1024)}, the scenarios ${Math.round(JSON.stringify(found).length / 1024)}`);
} catch (error) {
  console.error(`single: ${error.stack}`);
  process.exitCode = 1;
} finally {
  await rm(work, { recursive: true, force: true });
}
