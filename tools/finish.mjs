// The last step of a build: Trunk calls it (Trunk.toml) with what it made so far
// in a folder of its own.
//
// Trunk makes one wasm file of the program. Here it is cut where the program
// says so (`#[wasm_split]`, src/ui/page/later.rs), so that the first question
// waits for what it needs and for no more. What the browser gets:
//
//   alongside-*.js            wasm-bindgen's glue and the loader of the parts
//   alongside-*.wasm          what every page needs
//   part-*.wasm               one for each part, and what some of them share
//   style-*.css               all of style/
//   boot-*.js                 src/boot.js, without its comments
//
// Names carry a hash of the content, so that a browser may keep them for good.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { build } from 'esbuild';

const staging = process.env.TRUNK_STAGING_DIR;
const profile = process.env.TRUNK_PROFILE;
if (!staging || !profile) {
  console.error('finish: this is a step of `trunk build` and does nothing by itself');
  process.exit(1);
}
const isRelease = profile === 'release';

// What the Rust compiler takes for granted of every browser that runs wasm.
const FEATURES = [
  'bulk-memory',
  'nontrapping-float-to-int',
  'sign-ext',
  'mutable-globals',
  'reference-types',
  'multivalue',
].map((feature) => `--enable-${feature}`);

const run = (command, ...args) =>
  execFileSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8', maxBuffer: 1 << 28 });

/** Writes a file whose name tells its content, and tells that name. */
async function put(stem, ending, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const name = `${stem}-${hash}.${ending}`;
  await writeFile(join(staging, name), content);
  return name;
}

async function minified(entry, options) {
  const made = await build({
    entryPoints: [entry],
    bundle: true,
    minify: isRelease,
    write: false,
    legalComments: 'none',
    target: ['chrome100', 'firefox100', 'safari15.4'],
    logLevel: 'error',
    ...options,
  });
  return made.outputFiles[0].text;
}

/** The program, cut into its parts; tells the names of its script and its wasm. */
async function program(work) {
  const { target_directory: target } = JSON.parse(run('cargo', 'metadata', '--format-version', '1', '--no-deps'));
  const whole = join(target, 'wasm32-unknown-unknown', profile, 'alongside.wasm');
  run('wasm-split-cli', whole, work, '--target', 'web', '--out-name', 'alongside');
  run('wasm-bindgen', '--target', 'web', '--no-typescript', '--keep-lld-exports', '--out-dir', work, join(work, 'alongside.wasm'));
  await rm(join(work, 'alongside.wasm'));

  const optimised = async (file) => {
    if (isRelease) run('wasm-opt', '-Oz', ...FEATURES, join(work, file), '-o', join(work, file));
    return readFile(join(work, file));
  };
  const loader = join(work, '__wasm_split.js');
  let loading = await readFile(loader, 'utf8');
  for (const file of (await readdir(work)).filter((name) => name.endsWith('.wasm'))) {
    if (file === 'alongside_bg.wasm') continue;
    const name = await put(file.replace(/^(split|chunk)_|\.wasm$/g, '').replace(/^/, 'part-'), 'wasm', await optimised(file));
    loading = loading.replaceAll(`"./${file}"`, `"./${name}"`);
  }
  await writeFile(loader, loading);
  const script = await minified(join(work, 'alongside.js'), { format: 'esm' });
  return {
    js: await put('alongside', 'js', script),
    wasm: await put('alongside', 'wasm', await optimised('alongside_bg.wasm')),
  };
}

const work = await mkdtemp(join(tmpdir(), 'alongside-'));
try {
  const page = join(staging, 'index.html');
  let html = await readFile(page, 'utf8');
  const [, oldJs, oldWasm] = /data-js="([^"]+)" data-wasm="([^"]+)"/.exec(html);
  const { js, wasm } = await program(work);
  const css = await put('style', 'css', await minified('style/style.css'));
  const boot = await put('boot', 'js', await minified('src/boot.js', { bundle: false }));

  for (const [from, to] of [
    [oldJs, js],
    [oldWasm, wasm],
    ['boot.js', boot],
    ['style.css', css],
  ]) {
    const before = html;
    html = html.replaceAll(from, (from.startsWith('./') ? './' : '') + to);
    if (html === before) throw new Error(`${from} is not in index.html`);
  }
  // What is needed last is asked for first: it is the largest.
  const preloads = html.match(/<link rel="(modulepreload|preload)"[^>]*alongside-[^>]*>/g) ?? [];
  if (preloads.length !== 2) throw new Error('Trunk wrote other preloads than expected');
  for (const preload of preloads) html = html.replace(preload, '');
  html = html.replace('<link rel="stylesheet"', `${preloads.join('\n')}\n$&`).replace(/\n{2,}/g, '\n');
  await writeFile(page, html);
  await Promise.all([oldJs, oldWasm, 'boot.js'].map((name) => rm(join(staging, name))));
} catch (error) {
  console.error(`finish: ${error.stderr || error.stack}`);
  process.exitCode = 1;
} finally {
  await rm(work, { recursive: true, force: true });
}
