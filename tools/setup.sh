#!/usr/bin/env bash
# Sets up what building and testing Alongside needs, and does nothing where it
# is there already. Safe to run again at any time; the Makefile runs it first.
#
#   tools/setup.sh build   what `make serve` and `make build` need
#   tools/setup.sh test    that, and what `make test` needs besides
#
# Everything that is not the project's own goes into one folder outside the
# clone, so that a second clone on the same machine finds it there:
# ${ALONGSIDE_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/alongside}.
# The file env.sh in that folder tells the Makefile where everything is.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=tools/versions.env
. tools/versions.env

stage=${1:-build}
case $stage in
build | test) ;;
*)
  echo "usage: tools/setup.sh [build|test]" >&2
  exit 2
  ;;
esac

cache=${ALONGSIDE_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/alongside}
mkdir -p "$cache"
cache=$(cd "$cache" && pwd)
target=wasm32-unknown-unknown

# rustup puts cargo here and asks the reader to open a new terminal, which is
# easily missed.
PATH="$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"

path_additions=()
exports=()

# Whoever stops this script means it, and not only the step it is at.
trap 'exit 130' INT TERM

say() { echo "setup: $*"; }

# Says what is missing and what to do about it, then stops.
stop() {
  echo >&2
  echo "setup: $1" >&2
  shift
  for line in "$@"; do echo "       $line" >&2; done
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# --- Debian's packages ------------------------------------------------------

# Packages can be installed here without asking anyone anything.
can_apt() {
  have apt-get && { [ "$(id -u)" = 0 ] || { have sudo && sudo -n true 2>/dev/null; }; }
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# The lists are fetched once a run, and another apt at work is waited for.
apt_updated=
apt_update() {
  [ -z "$apt_updated" ] || return 0
  local try
  for try in 1 2 3 4 5 6; do
    if as_root apt-get -qq update >"$cache/apt.log" 2>&1; then
      apt_updated=1
      return 0
    fi
    [ "$try" = 6 ] || sleep 10
  done
  cat "$cache/apt.log" >&2
  stop "apt-get update failed (its words are above)."
}

# Adds, and never takes anything away that somebody else put there.
apt_install() {
  apt_update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
    --no-remove -o DPkg::Lock::Timeout=600 "$@" >"$cache/apt.log" 2>&1 </dev/null || {
    tail -n 20 "$cache/apt.log" >&2
    stop "apt-get could not install: $* (its words are above)."
  }
}

# --- 1. a compiler that has the standard library for wasm ---------------------

has_std() { # has_std RUSTC
  local libdir
  libdir=$("$1" --print target-libdir --target $target 2>/dev/null) || return 1
  compgen -G "$libdir/libstd-*.rlib" >/dev/null
}

# Where rustup cannot fetch the target, Debian's compiler can stand in: its
# source package lets us build the standard library for wasm ourselves. One
# compiler is then used for everything, host and wasm alike, so that the two
# kinds of build share what they have compiled.
debian_rust=$cache/debian-rust

# What the standard library was built from; another compiler means a new one.
debian_identity() {
  /usr/bin/rustc -vV
  dpkg-query -W rust-web-src rustc-web
}

debian_std_dir() {
  echo "$(/usr/bin/rustc --print sysroot)/lib/rustlib/$target/lib"
}

debian_ready() {
  [ -x /usr/bin/rustc ] && [ -x /usr/bin/cargo-clippy ] || return 1
  compgen -G '/usr/bin/wasm-ld-[0-9]*' >/dev/null || return 1
  local stamp
  stamp=$(debian_std_dir)/built-for
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(debian_identity 2>/dev/null)" ]
}

debian_install() {
  apt_update
  apt-cache show rustc-web >/dev/null 2>&1 || return 1
  say "rustup cannot fetch the wasm target here: Debian's rustc-web stands in (about 30 s)"
  local lld packages
  lld=$(apt-cache search --names-only '^lld-[0-9]+$' | sed 's/ .*//' | sort -t- -k2n | tail -n 1)
  [ -n "$lld" ] || stop "apt knows no lld package, and linking wasm needs one."
  packages=(rustc-web cargo-web rust-web-src rust-web-clippy "$lld")
  have cargo-fmt || packages+=(rustfmt-web)
  apt_install "${packages[@]}"
  debian_ready && return 0

  say "building the standard library for wasm, once (about 1 min)"
  local work=$cache/std-build dest
  rm -rf "$work"
  mkdir -p "$work/src"
  printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n' >"$work/Cargo.toml"
  : >"$work/src/lib.rs"
  # `test` is for wasm-bindgen-test. Without the bitcode, link-time
  # optimisation of the app fails.
  if ! (cd "$work" && env -u RUSTUP_TOOLCHAIN \
    RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc RUSTFLAGS=-Cembed-bitcode=yes \
    CARGO_TARGET_DIR="$work/target" /usr/bin/cargo build --release --target $target \
    -Zbuild-std=std,panic_abort,proc_macro,test >"$work/log" 2>&1); then
    tail -n 30 "$work/log" >&2
    stop "the standard library for wasm did not build (the log's end is above)."
  fi
  rm -f "$work/target/$target/release/deps/"libempty-*
  dest=$(debian_std_dir)
  as_root rm -rf "$dest"
  as_root mkdir -p "$dest"
  as_root cp "$work/target/$target/release/deps/"*.rlib "$dest/"
  debian_identity >"$work/built-for"
  as_root cp "$work/built-for" "$dest/built-for"
  rm -rf "$work"
  # Cargo does not notice that the library changed under it.
  rm -rf "target/$target" "bench/floor/target/$target"
  debian_ready
}

# For the project's builds Debian's compiler goes ahead of rustup's, by a folder of
# links and not by the whole of /usr/bin. The tools below are still built with
# the compiler that was there: rustup's is twice as fast.
use_debian_rust() {
  local tool linker
  mkdir -p "$debian_rust/bin"
  for tool in cargo rustc rustdoc cargo-clippy clippy-driver; do
    [ -e "/usr/bin/$tool" ] && ln -sf "/usr/bin/$tool" "$debian_rust/bin/$tool"
  done
  linker=$(compgen -G '/usr/bin/wasm-ld-[0-9]*' | sort -t- -k3n | tail -n 1)
  path_additions+=("$debian_rust/bin")
  exports+=("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$linker")
}

setup_compiler() {
  if ! have cargo || ! have rustc; then
    stop "there is no Rust on this machine." \
      "Install it from https://rustup.rs (one line to paste) and run this again."
  fi
  if has_std rustc; then
    return
  fi
  if debian_ready; then
    use_debian_rust
    return
  fi
  if have rustup; then
    say "asking rustup for the target $target (about 10 s)"
    if rustup target add $target >"$cache/rustup.log" 2>&1 && has_std rustc; then
      return
    fi
  fi
  if can_apt && debian_install; then
    use_debian_rust
    return
  fi
  [ ! -f "$cache/rustup.log" ] || cat "$cache/rustup.log" >&2
  stop "the Rust compiler here has no standard library for $target." \
    "With Rust from https://rustup.rs it is: rustup target add $target" \
    "With your system's Rust, look for a package such as libstd-rust-dev-wasm32."
}

# --- 2. tools written in Rust -------------------------------------------------

# These run a few times a minute at most, so they are built for a short build,
# not for speed. That more than halves the wait.
install_profile() { # install_profile OPT-LEVEL COMMAND…
  local level=$1
  shift
  env CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    CARGO_PROFILE_RELEASE_OPT_LEVEL="$level" CARGO_PROFILE_RELEASE_DEBUG=0 \
    CARGO_TARGET_DIR="$cache/build" "$@"
}

# rust_tool CRATE VERSION EXECUTABLE OPT-LEVEL MINUTES [cargo install's arguments…]
rust_tool() {
  local crate=$1 version=$2 exe=$3 level=$4 minutes=$5 root
  shift 5
  root=$cache/$crate-$version
  if [ -x "$root/bin/$exe" ]; then
    path_additions+=("$root/bin")
    return
  fi
  if have "$exe" && [[ " $("$exe" --version 2>/dev/null) " == *" $version "* ]]; then
    return
  fi
  say "building $crate $version (about $minutes min)"
  # With its own lock file; where that names something that is not to be had any
  # more, with whatever fits.
  if ! install_profile "$level" cargo install "$crate" --version "=$version" --locked \
    --root "$root" "$@" >"$cache/$crate.log" 2>&1 </dev/null; then
    install_profile "$level" cargo install "$crate" --version "=$version" \
      --root "$root" "$@" >"$cache/$crate.log" 2>&1 </dev/null || {
      tail -n 30 "$cache/$crate.log" >&2
      stop "cargo install $crate $version failed (the log's end is above; all of it: $cache/$crate.log)."
    }
  fi
  path_additions+=("$root/bin")
}

# The wasm-bindgen tool and library must be of one version.
check_wasm_bindgen() {
  local lock locked
  for lock in Cargo.lock bench/floor/Cargo.lock; do
    [ -f "$lock" ] || continue
    locked=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p;q;}' "$lock")
    [ -z "$locked" ] || [ "$locked" = "$WASM_BINDGEN_VERSION" ] ||
      stop "$lock has wasm-bindgen $locked, but tools/versions.env pins $WASM_BINDGEN_VERSION." \
        "Make them equal: cargo update -p wasm-bindgen --precise $WASM_BINDGEN_VERSION," \
        "or raise WASM_BINDGEN_VERSION in tools/versions.env."
  done
}

setup_rust_tools() {
  check_wasm_bindgen
  # Trunk only calls other tools; wasm-bindgen has work of its own.
  rust_tool trunk "$TRUNK_VERSION" trunk 0 4 --no-default-features --features rustls
  rust_tool wasm-bindgen-cli "$WASM_BINDGEN_VERSION" wasm-bindgen 1 2
  rust_tool wasm_split_cli_support "$WASM_SPLIT_VERSION" wasm-split-cli 1 1 --features build-binary
  # In stage build, what only the tests need is not installed; where it is there
  # it is named all the same, so that env.sh says the same after either stage.
  if [ "$stage" = test ] || [ -d "$cache/cargo-deny-$CARGO_DENY_VERSION" ]; then
    rust_tool cargo-deny "$CARGO_DENY_VERSION" cargo-deny 1 3
  fi
  rm -rf "$cache/build"
}

# --- 3. tools from npm --------------------------------------------------------

setup_npm() {
  local major
  if ! have node || ! have npm; then
    stop "there is no Node.js on this machine." \
      "Install version $NODE_MIN_MAJOR or later (https://nodejs.org or your system's package)."
  fi
  # The lock that was installed is kept beside what was installed.
  if cmp -s package-lock.json node_modules/.installed-lock.json; then
    return
  fi
  major=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
  [ "$major" -ge "$NODE_MIN_MAJOR" ] ||
    stop "Node.js $(node --version) is too old: $NODE_MIN_MAJOR or later is needed."
  say "installing the tools of package-lock.json with npm (about 20 s)"
  # No browser of Playwright's own: the machine's is used.
  if ! PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --ignore-scripts --no-audit --no-fund \
    >"$cache/npm.log" 2>&1 </dev/null; then
    tail -n 30 "$cache/npm.log" >&2
    stop "npm ci failed (its words are above)."
  fi
  cp package-lock.json node_modules/.installed-lock.json
}

# --- 4. a browser and its driver ----------------------------------------------

find_chrome() {
  local name
  for name in "${CHROME:-}" google-chrome google-chrome-stable chromium chromium-browser \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    if [ -n "$name" ] && command -v "$name"; then return; fi
  done
  return 1
}

find_chromedriver() {
  local name
  for name in "${CHROMEDRIVER:-}" chromedriver /usr/lib/chromium-browser/chromedriver; do
    if [ -n "$name" ] && command -v "$name"; then return; fi
  done
  return 1
}

setup_browser() {
  local chrome driver
  if ! { find_chrome && find_chromedriver; } >/dev/null; then
    [ "$stage" = test ] || return 0
    if can_apt && { apt_update && apt-cache show chromium-driver >/dev/null 2>&1; }; then
      say "installing chromium and chromium-driver with apt (about 1 min)"
      apt_install chromium chromium-driver
    fi
  fi
  chrome=$(find_chrome) ||
    stop "there is no Chrome or Chromium on this machine, and the browser tests need one." \
      "Install one, or set CHROME to where it is."
  driver=$(find_chromedriver) ||
    stop "there is no chromedriver on this machine, and the wasm tests need one." \
      "Install the one whose version is your browser's, or set CHROMEDRIVER to where it is."
  exports+=("CHROME=$chrome" "CHROMEDRIVER=$driver"
    "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner")
  write_webdriver "$chrome"
}

# What the app zips is unpacked by a program that is not ours.
setup_unzip() {
  if have unzip || [ "$stage" != test ]; then return; fi
  if can_apt && apt_update; then apt_install unzip; fi
  have unzip || stop "there is no unzip on this machine, and the tests need one." \
    "Install your system's package of that name."
}

# wasm-bindgen-test-runner reads webdriver.json beside Cargo.toml. It names this
# machine's browser, so it is made here and not committed.
write_webdriver() {
  local flags='"--headless=new", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"'
  # Chromium refuses its sandbox to root, and containers seldom allow it.
  if [ "$(id -u)" = 0 ] || [ -n "${CI:-}" ]; then flags="$flags, \"--no-sandbox\", \"--disable-dev-shm-usage\""; fi
  write_if_changed webdriver.json <<JSON
{"goog:chromeOptions": {"binary": "$1", "args": [$flags]}}
JSON
}

# --- what the Makefile reads --------------------------------------------------

write_if_changed() { # write_if_changed FILE <content
  local content
  content=$(cat)
  if [ ! -f "$1" ] || [ "$(cat "$1")" != "$content" ]; then
    printf '%s\n' "$content" >"$1"
  fi
}

write_env() {
  local dir line
  # shellcheck disable=SC2016  # the variables are for env.sh to expand
  {
    echo "# Written by tools/setup.sh. To use it in a shell: . '$cache/env.sh'"
    for dir in ${path_additions[@]+"${path_additions[@]}"}; do
      printf 'PATH=%q:$PATH\n' "$dir"
    done
    # rustup's cargo, for a terminal opened before it was installed; and the
    # clone's own tools from npm.
    printf 'PATH=$PWD/node_modules/.bin:$PATH:%q\n' "${CARGO_HOME:-$HOME/.cargo}/bin"
    echo 'export PATH'
    for line in ${exports[@]+"${exports[@]}"}; do
      printf 'export %s=%q\n' "${line%%=*}" "${line#*=}"
    done
  } | write_if_changed "$cache/env.sh"
}

main() {
  setup_compiler
  setup_rust_tools
  setup_npm
  setup_browser
  setup_unzip
  write_env
}

# Read to the end before anything runs: a pull may change this file meanwhile.
main
exit
