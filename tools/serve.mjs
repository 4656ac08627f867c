// A small static server for `make serve`, the end-to-end tests and the bench.
//
//   node tools/serve.mjs DIR [--port 8080] [--prefix /some/sub/folder/] [--brotli 4] [--offline no]
//
// It stands in for the plain static host that the site is made for: it serves
// files, compressed if the browser accepts that, and knows nothing else. There
// is no fallback page and no rewriting, so what works here works anywhere. But for
// one thing: unless `--offline yes` it gives sw-off.js to a browser that asks for a service
// worker, since one that keeps a copy of the site would show a developer the build before
// this one. Whoever fetches sw.js as a file gets it: a copy of the site needs it.

import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
  '.zip': 'application/zip',
};

// Already compressed, or too small to be worth it.
const PACKED = new Set(['.png', '.woff2', '.zip', '.ico']);
const SMALLEST_COMPRESSED = 1024;

const compressors = {
  br: (body, quality) =>
    promisify(brotliCompress)(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: quality,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
  gzip: (body) => promisify(gzip)(body, { level: 9 }),
};

/** Starts a server on 127.0.0.1; resolves once it listens. Port 0 picks a free one. */
export async function serve({ dir, port = 0, prefix = '/', brotli = 4, offline = true }) {
  const root = resolve(dir);
  const base = `/${prefix}/`.replace(/\/+/g, '/');
  const compressed = new Map();

  /** The file that a request's path names, or nothing. */
  async function find(pathname, isWorker) {
    if (`${pathname}/` === base) return { redirect: base };
    if (!pathname.startsWith(base)) return null;
    let path;
    try {
      path = decodeURIComponent(pathname.slice(base.length));
    } catch {
      return null;
    }
    if (path.includes('\0') || path.includes('\\')) return null;
    if (path === 'sw.js' && isWorker && !offline) path = 'sw-off.js';
    let file = resolve(root, `./${path}`);
    if (file !== root && !file.startsWith(root + sep)) return null;
    let info = await stat(file).catch(() => null);
    if (info?.isDirectory()) {
      if (path !== '' && !path.endsWith('/')) return { redirect: `${pathname}/` };
      file = resolve(file, 'index.html');
      info = await stat(file).catch(() => null);
    }
    return info?.isFile() ? { file, info } : null;
  }

  async function compress(file, info, encoding) {
    const key = `${encoding} ${file}`;
    const version = `${info.mtimeMs} ${info.size}`;
    const known = compressed.get(key);
    if (known?.version === version) return known.body;
    const body = readFile(file).then((raw) => compressors[encoding](raw, brotli));
    compressed.set(key, { version, body });
    return body;
  }

  async function answer(request, response) {
    const plain = (status, text, headers = {}) => {
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers });
      response.end(request.method === 'HEAD' ? undefined : `${text}\n`);
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return plain(405, 'Method not allowed', { allow: 'GET, HEAD' });
    }
    // Not parsed as a URL: that would quietly resolve `..` away.
    const isWorker = request.headers['service-worker'] === 'script';
    const found = await find(request.url.split(/[?#]/, 1)[0], isWorker);
    if (!found) return plain(404, 'Not found');
    if (found.redirect) return plain(301, 'Moved', { location: found.redirect });

    const { file, info } = found;
    const extension = extname(file).toLowerCase();
    const etag = `W/"${info.size.toString(16)}-${Math.trunc(info.mtimeMs).toString(16)}"`;
    const headers = {
      'content-type': TYPES[extension] ?? 'application/octet-stream',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      etag,
      vary: 'accept-encoding',
    };
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, headers);
      return response.end();
    }
    const accepted = (request.headers['accept-encoding'] ?? '')
      .split(',')
      .filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part))
      .map((part) => part.split(';', 1)[0].trim());
    const encoding =
      PACKED.has(extension) || info.size < SMALLEST_COMPRESSED
        ? undefined
        : ['br', 'gzip'].find((name) => accepted.includes(name));
    if (encoding) {
      const body = await compress(file, info, encoding);
      response.writeHead(200, { ...headers, 'content-encoding': encoding, 'content-length': body.length });
      return response.end(request.method === 'HEAD' ? undefined : body);
    }
    response.writeHead(200, { ...headers, 'content-length': info.size });
    if (request.method === 'HEAD') return response.end();
    return createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      console.error(`serve: ${request.url}: ${error.message}`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise((listening, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', listening);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}${base}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}

async function main() {
  const [dir, ...rest] = process.argv.slice(2);
  const options = { port: '8080', prefix: '/', brotli: '4', offline: 'no' };
  for (let i = 0; i < rest.length; i += 2) {
    const name = rest[i].replace(/^--/, '');
    if (!(name in options) || rest[i + 1] === undefined) {
      throw new Error(`unknown option ${rest[i]}; there are --port, --prefix, --brotli and --offline, each with a value`);
    }
    options[name] = rest[i + 1];
  }
  if (!dir || !(await stat(dir).catch(() => null))?.isDirectory()) {
    throw new Error(`there is no folder ${dir ?? 'given'} to serve; \`make build\` makes dist`);
  }
  try {
    const { url } = await serve({
      dir,
      port: Number(options.port),
      prefix: options.prefix,
      brotli: Number(options.brotli),
      offline: options.offline === 'yes',
    });
    console.log(`Serving ${dir} on ${url} (Ctrl+C ends it)`);
    process.once('SIGINT', () => process.exit(0));
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Error(`port ${options.port} is taken; choose another, as in: make serve PORT=8081`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main().catch((error) => {
    console.error(`serve: ${error.message}`);
    process.exit(1);
  });
}
