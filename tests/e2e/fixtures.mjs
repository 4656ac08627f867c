// What every end-to-end test builds on: `import { expect, test } from './fixtures.mjs'`.
//
// A test fails, whatever else it does, when the page asks another origin for
// anything, breaks its content security policy, throws, or writes an error to
// the console. A test that provokes such a thing says which one it expects:
//
//   test.use({ expectedProblem: /404/ });

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { test as base, expect } from '@playwright/test';

export { expect };

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/**
 * Collects what goes wrong in a browser context, from now on. The `page` of a test
 * is watched already; a context that a test opens itself is watched with this.
 */
export function watch(context, baseURL) {
  const problems = [];
  const { origin } = new URL(baseURL);
  context.on('request', (request) => {
    const url = new URL(request.url());
    // data: and blob: never leave the page, and blob: is how files are saved.
    if (/^https?:$|^wss?:$/.test(url.protocol) && url.origin !== origin) {
      problems.push(`request to another origin: ${request.url()}`);
    }
  });
  context.on('weberror', (error) => problems.push(`uncaught: ${error.error().stack ?? error.error()}`));
  context.on('console', (message) => {
    const text = message.text();
    // Chromium words a broken policy in several ways, not always as an error.
    const policy = /Content[- ]Security[- ]Policy/i.test(text);
    if (message.type() === 'error' || policy) {
      problems.push(`console ${message.type()}: ${text} (${message.location().url})`);
    }
  });
  return problems;
}

export const test = base.extend({
  // One pattern, not a list: Playwright reads a list as something else.
  expectedProblem: [undefined, { option: true }],

  context: async ({ context, baseURL, expectedProblem }, use) => {
    const problems = watch(context, baseURL);
    await use(context);
    const unexpected = problems.filter((problem) => !expectedProblem?.test(problem));
    expect(unexpected, 'what went wrong in the page').toEqual([]);
  },
});

/** Expects that axe finds nothing on the page as it is now (or in one part: a selector). */
export async function axe(page, part) {
  // By hand and not by @axe-core/playwright: evaluating goes past the page's
  // policy, which forbids scripts from elsewhere, and is to stay in force.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    ([tags, selector]) => window.axe.run(selector ?? document, { runOnly: tags, resultTypes: ['violations'] }),
    [AXE_TAGS, part],
  );
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n    ${node.html}\n    ${node.failureSummary.replace(/\n\s*/g, ' ')}`),
  );
  expect(found, 'what axe found').toEqual([]);
}
