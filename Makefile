# Two commands: `make run` and `make test`. The rest is for who works on the project.
PYTHON ?= python3
INSIDE := .venv/bin/python

.PHONY: run stop test prove lint lock messages

run:  ## Install, start and serve everything; ends with Ctrl-C
	@$(PYTHON) -m backoffice.housekeeping.install base
	@exec $(INSIDE) -m backoffice.housekeeping.run

stop:  ## Stop what `make run` started elsewhere
	@$(INSIDE) -m backoffice.housekeeping.run stop

test:  ## The whole suite, on the real database; a part of it with ARGS="tests/law -q"
	@$(PYTHON) -m backoffice.housekeeping.install test
	@exec $(INSIDE) -m tests.suite $(ARGS)

prove:  ## The full counts, written to docs/proofs.md
	@$(PYTHON) -m backoffice.housekeeping.install test
	@exec $(INSIDE) -m tests.prove

lint:
	@$(PYTHON) -m backoffice.housekeeping.install test
	@$(INSIDE) -m ruff check .
	@$(INSIDE) -m mypy

lock:  ## Pin the requirements again after a change of requirements/*.in
	cd requirements && for name in base test; do ../.venv/bin/uv pip compile --quiet --universal --generate-hashes \
		--python-version 3.11 --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
		$$name.in -o $$name.txt || exit 1; done

messages:  ## Collect the texts to translate into locale/ (law/locale has its own: see docs/how-to)
	@$(INSIDE) -m backoffice.housekeeping.messages extract
