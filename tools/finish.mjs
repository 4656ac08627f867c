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
//   style-*.css, later-*.css  all of style/; the second when the rest is there
//   boot-*.js                 src/boot.js, without its comments
//
// boot.js is told what the start page is made of (`data-home`), and asks for it
// ahead of the program.
//
// Names carry a hash of the content, so that a browser may keep them for good.
// Last comes what hosts and the service worker need (tools/deploy.mjs).

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { build } from 'esbuild';

import { deploy } from './deploy.mjs';
import { FEATURES, OPTIMISE, TARGET } from './finish-options.mjs';

const staging = process.env.TRUNK_STAGING_DIR;
const profile = process.env.TRUNK_PROFILE;
if (!staging || !profile) {
  console.error('finish: this is a step of `trunk build` and does nothing by itself');
  process.exit(1);
}
const isRelease = profile === 'release';

const run = (command, ...args) =>
  execFileSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8', maxBuffer: 1 << 28 });

const hashOf = (content) => createHash('sha256').update(content).digest('hex').slice(0, 12);

/** Writes a file whose name tells its content, and tells that name. */
async function put(stem, ending, content) {
  const hash = hashOf(content);
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
    target: TARGET,
    logLevel: 'error',
    ...options,
  });
  return made.outputFiles[0].text;
}

// wasm-bindgen gives what passes between wasm and script long names with a hash
// each, in both files; 3 KB of the two, compressed. wasm-opt makes them short,
// all in one module `a`, and says what each was.

/** The names in the loader of the parts. */
function shortInLoader(loading, { imports, exports }) {
  for (const [module, name, short] of imports) {
    if (module === './__wasm_split.js') loading = loading.replace(`export const ${name} =`, `export const ${short} =`);
  }
  const shortened = loading.replace(/const \{([^}]*)\} = initSync/, (_, names) => {
    const pairs = names
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean)
      .map((name) => `${exports.find(([of]) => of === name)[1]}: ${name}`);
    return `const { ${pairs.join(', ')} } = initSync`;
  });
  if (shortened === loading) throw new Error('the loader of the parts is not written as expected');
  return shortened;
}

/** The names in wasm-bindgen's glue. */
function shortInGlue(glue, { imports, exports }) {
  for (const [module, name, short] of imports) {
    if (module !== './alongside_bg.js') continue;
    const before = glue;
    glue = glue.replace(`        ${name}: function`, `        ${short}: function`);
    if (glue === before) throw new Error(`the glue has no ${name}`);
  }
  const of = new Map(exports);
  glue = glue.replace(/\bwasm\.(\w+)/g, (whole, name) => (of.has(name) ? `wasm.${of.get(name)}` : whole));
  // One module of two: what the glue gives, and what loads the parts.
  const modules = /return \{\s*__proto__: null,\s*"\.\/alongside_bg\.js": import0,[^}]*\};/;
  if (!modules.test(glue)) throw new Error('the glue is not written as expected');
  return glue.replace(modules, 'return { a: { ...import0, ...import1 } };');
}

/** The files of a part: above each, the loader names the parts that share it. */
function filesOf(part, loading) {
  const files = [...loading.matchAll(/\/\* ([\w, ]+) \*\/[^/]*?"\.\/(part-[^"]+\.wasm)"/g)]
    .filter(([, parts]) => parts.split(', ').includes(part))
    .map(([, , file]) => file);
  const own = new RegExp(`"\\./(part-${part}-[^"]+)"`).exec(loading);
  if (!own || files.length < 2) throw new Error('the loader of the parts is not written as expected');
  return [...new Set([...files, own[1]])];
}

/**
 * A text on its way into the program is looked at letter by letter in wasm-bindgen's
 * glue, as far as it is ASCII. For long ones (packs, years of answers) the browser's
 * own encoder takes a tenth of the time.
 */
function longTextsAtOnce(glue) {
  const found = /(function passStringToWasm0\((\w+), \w+, (\w+)\) \{\s*if \(\3 === undefined)\)/;
  if (!found.test(glue)) throw new Error('the glue takes texts in another way than expected');
  return glue.replace(found, '$1 || $2.length > 999)');
}

/** The program, cut into its parts; tells the names of its script, its wasm and the start page's files. */
async function program(work) {
  const { target_directory: target } = JSON.parse(run('cargo', 'metadata', '--format-version', '1', '--no-deps'));
  const whole = join(target, 'wasm32-unknown-unknown', profile, 'alongside.wasm');
  run('wasm-split-cli', whole, work, '--target', 'web', '--out-name', 'alongside');
  run('wasm-bindgen', '--target', 'web', '--no-typescript', '--keep-lld-exports', '--out-dir', work, join(work, 'alongside.wasm'));
  await rm(join(work, 'alongside.wasm'));

  const optimised = async (file, ...passes) => {
    const path = join(work, file);
    const said = isRelease ? run('wasm-opt', ...FEATURES, ...passes, ...OPTIMISE, path, '-o', path) : '';
    return { content: await readFile(path), said };
  };
  const loader = join(work, '__wasm_split.js');
  let loading = await readFile(loader, 'utf8');
  // All parts bear one hash: thirty of their own would be half of what the loader says.
  const parts = (await readdir(work)).filter((name) => name.endsWith('.wasm') && name !== 'alongside_bg.wasm');
  const contents = [];
  for (const file of parts) contents.push((await optimised(file)).content);
  const hash = hashOf(Buffer.concat(contents));
  for (const [at, file] of parts.entries()) {
    const name = `${file.replace(/^(split|chunk)_|\.wasm$/g, '').replace(/^/, 'part-')}-${hash}.wasm`;
    await writeFile(join(staging, name), contents[at]);
    loading = loading.replaceAll(`"./${file}"`, `"./${name}"`);
  }
  const home = filesOf('home', loading);
  const main = await optimised('alongside_bg.wasm', '--minify-imports-and-exports-and-modules');
  const glue = join(work, 'alongside.js');
  await writeFile(glue, longTextsAtOnce(await readFile(glue, 'utf8')));
  if (isRelease) {
    const names = JSON.parse(main.said);
    loading = shortInLoader(loading, names);
    await writeFile(glue, shortInGlue(await readFile(glue, 'utf8'), names));
  }
  await writeFile(loader, loading);
  return {
    js: await put('alongside', 'js', await minified(glue, { format: 'esm' })),
    wasm: await put('alongside', 'wasm', main.content),
    home,
  };
}

const work = await mkdtemp(join(tmpdir(), 'alongside-'));
try {
  const page = join(staging, 'index.html');
  let html = await readFile(page, 'utf8');
  const [, oldJs, oldWasm] = /data-js="([^"]+)" data-wasm="([^"]+)"/.exec(html);
  const { js, wasm, home } = await program(work);
  const css = await put('style', 'css', await minified('style/style.css'));
  const later = await put('later', 'css', await minified('style/rest.css'));
  const boot = await put('boot', 'js', (await minified('src/boot.js', { format: 'iife' })).replace('later.css', later));

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
  html = html.replace(' data-js=', ` data-home="${home.join(' ')}"$&`);
  // What is needed last is asked for first: it is the largest.
  const preloads = html.match(/<link rel="(modulepreload|preload)"[^>]*alongside-[^>]*>/g) ?? [];
  if (preloads.length !== 2) throw new Error('Trunk wrote other preloads than expected');
  for (const preload of preloads) html = html.replace(preload, '');
  html = html.replace('<link rel="stylesheet"', `${preloads.join('\n')}\n$&`).replace(/\n{2,}/g, '\n');
  await writeFile(page, html);
  await Promise.all([oldJs, oldWasm, 'boot.js'].map((name) => rm(join(staging, name))));
  await deploy(staging);
} catch (error) {
  console.error(`finish: ${error.stderr || error.stack}`);
  process.exitCode = 1;
} finally {
  await rm(work, { recursive: true, force: true });
}
