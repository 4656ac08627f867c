// End-to-end tests: the release site, in Chromium, from a plain static server
// and in a subfolder, as a trainer's host would have it.

import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';

const PREFIX = '/some/sub/folder/';

// DIST tests a site that was built elsewhere, or unpacked from a release.
const dist = resolve(process.env.DIST ?? new URL('../../dist', import.meta.url).pathname);

// Playwright reads this file in each of its processes. The first finds a free
// port and hands it on, so that two clones can be tested at the same time.
process.env.E2E_PORT ??= String(await freePort());
const url = `http://127.0.0.1:${process.env.E2E_PORT}${PREFIX}`;

function freePort() {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });
}

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.mjs',
  outputDir: '../../test-results',
  fullyParallel: true,
  workers: 2,
  // A test that passes at the second try hides something.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 30_000,
  reporter: process.env.CI ? [['list']] : [['list'], ['html', { open: 'never', outputFolder: '../../playwright-report' }]],
  use: {
    baseURL: url,
    locale: 'en-US',
    timezoneId: 'UTC',
    // What is tested is what the server gives; offline.spec.mjs allows them.
    serviceWorkers: 'block',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  projects: [
    {
      name: 'chromium',
      use: {
        browserName: 'chromium',
        headless: true,
        launchOptions: {
          executablePath: process.env.CHROME,
          // Nothing of the browser's own may be seen on the network.
          args: [
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
          ],
        },
      },
    },
  ],
  webServer: {
    command: `node ../../tools/serve.mjs "${dist}" --port ${process.env.E2E_PORT} --prefix ${PREFIX}`,
    url,
    reuseExistingServer: false,
    stdout: 'ignore',
    stderr: 'pipe',
  },
});
