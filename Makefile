# According. `make` gives the program, build/according; everything else is in HACKING.md.
MESON ?= meson
PREFIX ?= /usr/local
FUZZ_SECONDS ?= 20
FUZZ_CC ?= clang-14
# clang's sanitizers see more than gcc's (an offset added to NULL, say), where they are installed.
SANITIZER_CC ?= $(shell echo 'int main(void) { return 0; }' | $(FUZZ_CC) -x c -o /dev/null \
  -fsanitize=address,undefined - 2>/dev/null && echo $(FUZZ_CC) || echo cc)

# A new meson.build (of a room, or of its tests) must be seen: it is no input of the old set-up.
MESON_FILES := meson.build meson_options.txt src/LAYERS \
  $(wildcard src/*/meson.build tests/meson.build tests/*/meson.build tools/meson.build)

.PHONY: all check golden eval asan tsan fuzz bench lint install clean
all: build/build.ninja
	@ninja -C build

# $(call setup,FOLDER,OPTIONS): sets a build folder up, or again where it exists.
define setup
@if [ -f $(1)/build.ninja ]; then $(MESON) setup --reconfigure $(1) $(2) >$(1)/setup.txt 2>&1 || \
  { cat $(1)/setup.txt; exit 1; }; touch $(1)/build.ninja; \
else mkdir -p $(1) && $(MESON) setup $(1) --prefix=$(PREFIX) $(2) >$(1)/setup.txt 2>&1 || \
  { cat $(1)/setup.txt; exit 1; }; fi
endef

build/build.ninja: $(MESON_FILES)
	$(call setup,build,)
build-asan/build.ninja build-tsan/build.ninja: build-%/build.ninja: $(MESON_FILES)
	@CC=$(SANITIZER_CC) $(MAKE) --no-print-directory setup-$*
build-fuzz/build.ninja: $(MESON_FILES)
	@CC=$(FUZZ_CC) $(MAKE) --no-print-directory setup-fuzz
.PHONY: setup-asan setup-tsan setup-fuzz
setup-asan:
	$(call setup,build-asan,-Db_sanitize=address$(comma)undefined -Db_lundef=false)
setup-tsan:
	$(call setup,build-tsan,-Db_sanitize=thread -Db_lundef=false)
setup-fuzz:
	$(call setup,build-fuzz,-Dfuzzing=true -Db_sanitize=address$(comma)undefined -Db_lundef=false)
comma := ,

check: all
	@$(MESON) test -C build --no-rebuild --print-errorlogs

# Writes the outputs that tests of the program expect, and those shown in README.md, anew.
golden: all
	@python3 tests/cli/test_golden.py build/according --update
	@python3 tests/cli/test_readme.py build/according --update

asan tsan: %: build-%/build.ninja
	@ninja -C build-$*
	@$(MESON) test -C build-$* --no-rebuild --print-errorlogs --timeout-multiplier 5

# New inputs are kept in build-fuzz/corpus/NAME; one that fails lies in build-fuzz/NAME-…
fuzz: build-fuzz/build.ninja
	@ninja -C build-fuzz
	@failed=0; for target in build-fuzz/tests/fuzz_*; do \
	  [ -f $$target ] && [ -x $$target ] || continue; \
	  name=$${target#build-fuzz/tests/fuzz_}; seeds=tests/fuzz/corpus/$$name; \
	  mkdir -p build-fuzz/corpus/$$name; [ -d $$seeds ] || seeds=; \
	  echo "fuzz $$name, $(FUZZ_SECONDS) s"; \
	  UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
	  $$target -max_total_time=$(FUZZ_SECONDS) -timeout=10 -max_len=65536 \
	    -artifact_prefix=build-fuzz/$$name- build-fuzz/corpus/$$name $$seeds \
	    >build-fuzz/$$name.txt 2>&1 || { tail -40 build-fuzz/$$name.txt; failed=1; }; \
	  tail -1 build-fuzz/$$name.txt; \
	done; [ $$failed = 0 ]

# The evaluation collection lies beside the project where it is at hand.
eval: all
	@if [ ! -x build/according ]; then \
	  echo "evaluation is skipped: there is no program yet"; \
	elif [ -f ../shared/eval/run_all.py ]; then \
	  compare=; [ -f docs/results/eval.json ] && compare="--compare docs/results/eval.json"; \
	  python3 ../shared/eval/run_all.py --program build/according --save build/eval.json $$compare; \
	else echo "evaluation is skipped: ../shared/eval is not here"; fi

bench: all
	@if [ -f tests/bench.py ]; then python3 tests/bench.py build/according; \
	else echo "nothing to measure yet"; fi

lint:
	@python3 tests/lint.py

install: all
	@$(MESON) setup --reconfigure build --prefix=$(PREFIX) >build/setup.txt && ninja -C build
	@$(MESON) install -C build --no-rebuild

clean:
	rm -rf build build-asan build-tsan build-fuzz build-gcc build-clang
