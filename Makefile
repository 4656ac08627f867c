# Alongside: building, serving, testing. `make` alone tells what there is.
#
# Every target first runs tools/setup.sh, which installs what is missing and
# otherwise takes a fraction of a second.

SHELL := bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# cargo uses all cores by itself, and two set-ups at a time would collide.
.NOTPARALLEL:

PORT ?= 8080
OFFLINE ?= no

# Where tools/setup.sh keeps the tools, and how to find them.
TOOLS := $(or $(ALONGSIDE_TOOLS),$(or $(XDG_CACHE_HOME),$(HOME)/.cache)/alongside)
ENV := . "$(TOOLS)/env.sh" &&

# A wrong Cargo.lock is brought up to date on a desk and refused in CI.
LOCKED := $(if $(CI),--locked)

WASM := --target wasm32-unknown-unknown
# Without features there is the engine alone; with `app`, the app in one file.
ENGINE := --no-default-features

# What the site is made of: everything but what is made, tests and prose. A
# folder counts too, so that a deleted file is noticed.
SITE_SOURCES := $(wildcard .cargo/config.toml hosting/.[a-z]*) $(shell find . \( -name .git -o -name target -o -name node_modules -o -name dist -o -name dist-single \
	-o -path ./tests -o -path ./bench -o -path ./tools -o -path ./.ci -o -path ./.github \
	-o -name test-results -o -name playwright-report \) -prune \
	-o -type f -not -name '.*' -not -name Makefile -not -name webdriver.json -not -path './package*.json' -print \
	-o -type d -not -path . -print | grep -v '^\./[^/]*\.md$$')
FLOOR_SOURCES := $(wildcard .cargo/config.toml bench/floor/*.toml bench/floor/*.html bench/floor/Cargo.lock bench/floor/src/*.rs)

.PHONY: help
help: ## this list
	@echo "Alongside. Targets:"
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  \1|\2/p' $(MAKEFILE_LIST) | \
		while IFS='|' read -r name what; do printf '%-14s %s\n' "$$name" "$$what"; done

# --- set-up -------------------------------------------------------------------

# tools/stages.sh has run the set-up once for all of its stages.
.PHONY: setup setup-build
setup: ## install what building and testing need (the other targets do it, too)
	@$(if $(ALONGSIDE_STAGE),:,tools/setup.sh test)
setup-build:
	@$(if $(ALONGSIDE_STAGE),:,tools/setup.sh build)

# --- the site -----------------------------------------------------------------

.PHONY: build
build: dist/index.html ## build the site into dist/

dist/index.html: $(SITE_SOURCES) tools/versions.env | setup-build
	@$(ENV) trunk build --release $(LOCKED)
	@touch $@

.PHONY: single
single: dist-single/alongside.html ## build the whole site as one file that opens by a double click

dist-single/alongside.html: dist/index.html
	@$(ENV) node tools/single.mjs dist $@

.PHONY: zip
zip: build ## the built site as a zip for any static host, tried and measured (its name: ZIP=alongside-v1.zip)
	@$(ENV) node tools/zip.mjs dist $(or $(ZIP),alongside.zip)

.PHONY: deploy
deploy: setup-build ## after changing files in dist/ by hand: write the lists of files in it anew
	@$(ENV) node tools/deploy.mjs dist

.PHONY: serve
serve: build ## build the site and serve it on http://127.0.0.1:8080/ (another port: PORT=8081; with the copy for times without a network: OFFLINE=yes)
	@$(ENV) exec node tools/serve.mjs dist --port $(PORT) --offline $(OFFLINE)

# --- everything that must hold --------------------------------------------------

# In this order: what is quick to fail comes first.
STAGES := fmt-check lint-engine lint-app deny test-engine test-wasm check index-check peer build size html e2e

.PHONY: test
test: setup ## everything that must hold before a change is taken
	@MAKE="$(MAKE)" tools/stages.sh $(STAGES)

.PHONY: fmt fmt-check
fmt: setup-build ## format the Rust code
	@$(ENV) cargo fmt
fmt-check: setup-build ## is the Rust code formatted?
	@$(ENV) cargo fmt --check

.PHONY: lint lint-engine lint-app deny
lint: fmt-check lint-engine lint-app deny html ## formatting, clippy, dependencies, HTML
lint-engine: setup-build ## clippy on the engine alone, for the host
	@$(ENV) cargo clippy $(LOCKED) $(ENGINE) --all-targets -- -D warnings
lint-app: setup-build ## clippy on the app, for wasm
	@$(ENV) cargo clippy $(LOCKED) $(WASM) --all-targets -- -D warnings
deny: setup ## licences, bans, sources and known weaknesses of dependencies
	@$(ENV) tools/deny.sh

.PHONY: test-engine test-wasm
test-engine: setup-build ## the engine's tests, on the host
	@$(ENV) cargo test $(LOCKED) $(ENGINE)
test-wasm: setup ## golden vectors and the shell's tests, in a browser
	@$(ENV) cargo test $(LOCKED) $(WASM) $(ENGINE) --features app --test golden --test web

.PHONY: check index index-check
check: setup-build ## check the scenarios, as a trainer would
	@$(ENV) cargo run -q $(LOCKED) $(ENGINE) --bin check -- scenarios
index: setup-build ## check the scenarios and write scenarios/index.json
	@$(ENV) cargo run -q $(LOCKED) $(ENGINE) --bin check -- scenarios --write-index
index-check: setup-build ## is scenarios/index.json up to date?
	@$(ENV) cargo run -q $(LOCKED) $(ENGINE) --bin check -- scenarios --check-index

.PHONY: peer
peer: setup ## do others read what we write for them? (GIFT, by gift-pegjs)
	@$(ENV) set -o pipefail && cargo run -q $(LOCKED) $(ENGINE) --example gift | node tests/peer/gift.mjs

.PHONY: size html e2e bench
size: build ## what the site weighs, against its budget
	@$(ENV) node tools/size.mjs dist
html: build ## are the pages valid HTML?
	@$(ENV) html-validate dist/index.html dist/away.html dist/404.html
e2e: build single setup ## the end-to-end tests, in a browser (one file: E2E=tests/e2e/home.spec.mjs)
	@$(ENV) playwright test --config tests/e2e $(E2E)

bench: build bench/floor/dist/index.html setup ## how fast the first question, feedback, long histories and large groups are
	@$(ENV) node tools/bench.mjs

bench/floor/dist/index.html: $(FLOOR_SOURCES) tools/versions.env | setup-build
	@$(ENV) trunk --config bench/floor build --release
	@touch $@

.PHONY: icons
icons: setup ## draw the icons anew, after style/icons/favicon.svg was changed
	@$(ENV) node tools/icons.mjs

.PHONY: clean
clean: ## remove everything that was built
	rm -rf dist dist-single target bench/floor/dist bench/floor/target test-results playwright-report
