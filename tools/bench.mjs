// How fast the site is on a slow phone: `make bench`. One part alone: `node
// tools/bench.mjs own`, of those below.
//
// It reports; it does not judge. Times depend on the machine, so a target that
// is missed here fails nothing: run it on an idle machine and compare ratios.

import { launch } from './bench/browser.mjs';
import { group } from './bench/group.mjs';
import { own } from './bench/own.mjs';
import { start } from './bench/start.mjs';

const PARTS = { start, own, group };

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in PARTS));
if (unknown) {
  console.error(`bench: there is no part ${unknown}; there are ${Object.keys(PARTS).join(', ')}`);
  process.exit(1);
}

const browser = await launch();
try {
  for (const [name, measure] of Object.entries(PARTS)) {
    if (wanted.length === 0 || wanted.includes(name)) await measure(browser);
  }
} catch (error) {
  // Not a matter of speed: the page is not what this script takes it for.
  console.error(`bench: ${error.message.split('\n', 1)[0]}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
