# The two commands of the README, and a few more. `make help` lists them.

.DEFAULT_GOAL := report
.PHONY: report new verify test tools lint bench benchqca help clean
VENV := .venv
READY := $(VENV)/ready
BIN := $(abspath $(VENV))/bin
STUDY ?= .
ARCHIVE ?= ..

report: $(READY) ## rebuild the study and its report (another study: make STUDY=examples/lipset)
	@test -f "$$STUDY_FOLDER/config.yaml" || { printf 'There is no study in %s: it has no config.yaml.\n' "$$STUDY_FOLDER"; exit 1; }
	@$(BIN)/snakemake --directory "$$STUDY_FOLDER"
	@printf '\nThe report: %s/results/report.pdf (for a browser: report.html, for a wall: summary.pdf)\n\n' "$$(cd "$$STUDY_FOLDER" && pwd)" && cat "$$STUDY_FOLDER/results/headline.txt"

new: $(READY) ## start a study of your own: make new STUDY=studies/mine
	@PYTHONPATH="$(CURDIR):$(CURDIR)/workflow" $(BIN)/python -m mssd.template "$$STUDY_FOLDER"

verify: $(READY) ## check an archive, and make its results anew by its own code: make verify ARCHIVE=file.zip (TRUST=yes: without asking)
	@$(BIN)/python -I workflow/mssd/verify.py "$$VERIFIED" --rebuild $(if $(filter yes,$(TRUST)),--run-its-code)
verify: export VERIFIED = $(value ARCHIVE)
report new clean: export STUDY_FOLDER = $(value STUDY)

test: $(READY) ## set up, and run the whole test suite
	@$(BIN)/python -m pytest

tools: .venv-tools/ready ## set up the tools of others that the tests hold an archive against

lint: $(READY) ## check the style of the code
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/snakefmt --check Snakefile workflow/rules

bench: $(READY) ## time a full rebuild against its floor, and a run with nothing to do
	@$(BIN)/python tests/bench.py

benchqca: $(READY) ## time the minimisation as conditions and cases grow; beside two peers with QCA_PYTHON=their/python
	@$(BIN)/python tests/bench_minimisation.py $(QCA_PYTHON)

clean: ## remove the results of the study; raw/ is never touched
	rm -rf "$${STUDY_FOLDER:?}/results" "$$STUDY_FOLDER/.snakemake"

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.venv-tools/ready: $(READY) tests/tools/requirements.txt
	@$(BIN)/python -m venv --clear .venv-tools
	@.venv-tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/tools/requirements.txt
	@touch $@

$(READY): requirements.txt workflow/setup.sh
	@sh workflow/setup.sh $(VENV)
	@touch $@
