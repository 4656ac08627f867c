// How the program and the styles are made small: for the site (finish.mjs) and for the page that is
// one file (single.mjs).

// What the Rust compiler takes for granted of every browser that runs wasm.
export const FEATURES = [
  'bulk-memory',
  'nontrapping-float-to-int',
  'sign-ext',
  'mutable-globals',
  'reference-types',
  'multivalue',
].map((feature) => `--enable-${feature}`);

// Twice with the control flow laid flat between: a little smaller than once. Functions of like names
// do like things: side by side they compress better (0.6 KB).
export const OPTIMISE = ['--flatten', '--rereloop', '-Oz', '-Oz', '--merge-similar-functions', '-Oz', '--reorder-locals', '--reorder-functions-by-name'];

// The oldest browsers that scripts and styles are written for.
export const TARGET = ['chrome100', 'firefox100', 'safari15.4'];
