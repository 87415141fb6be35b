# make run     build, and take a made-up incident of ten compromised computers to the gate of containment
# make test    build and pass every test
# make check   formatting, layers, documents, and a short fuzzing of every reader
# make format  make the formatting right
# make docs    write docs/cli.md and docs/settings.md from the program
# make bench   speed beside a peer, of the process, and a process killed at 50 moments
# make soak    100,000 random sequences of commands against every gate, every byte of an event log cut and written over,
#              and a million random records by random rules (takes about an hour and three quarters)
# make release the program for use: optimised, and with the Swift runtime inside

SWIFT ?= swift
# For how many seconds `make check` fuzzes each reader; 0 for not at all. The first time takes some minutes to build.
CORDON_FUZZ ?= 2
# One set of options, since another recompiles everything.
RELEASE = --disable-index-store -c release --static-swift-stdlib

SAMPLE = .build/sample

.PHONY: setup run test check format bench docs release soak

setup:
	@scripts/setup.sh

run: setup
	$(SWIFT) build --product cordon
	scripts/sample.sh $(SAMPLE)

test: setup
	$(SWIFT) test

release: setup
	$(SWIFT) build $(RELEASE) --product cordon

format:
	$(SWIFT) format format -i -r --configuration .swift-format Package.swift Sources Tests Benchmarks scripts

check: setup
	$(SWIFT) format lint --strict -r --configuration .swift-format Package.swift Sources Tests Benchmarks scripts
	$(SWIFT) scripts/check-layers.swift
	scripts/check-words.sh
	$(SWIFT) scripts/make-docs.swift --check
	@[ "$(CORDON_FUZZ)" = 0 ] || scripts/fuzz.sh $(CORDON_FUZZ)

docs:
	$(SWIFT) scripts/make-docs.swift

# CORDON_RECORDS is how many records are indexed and searched, 200,000 unless told otherwise: 10,000,000 need 40 GB of disk.
# CORDON_BENCH names evidence and rules to measure on, for example: make bench CORDON_BENCH="--rules rules/ logs/"
bench: release
	$(SWIFT) build $(RELEASE) --product ReaderBenchmark
	Benchmarks/speed.py $(CORDON_BENCH)
	$(SWIFT) run $(RELEASE) ProcessBenchmark
	$(SWIFT) run $(RELEASE) SearchBenchmark $(CORDON_RECORDS)
	$(SWIFT) run $(RELEASE) InvestigationBenchmark
	CORDON_KILLS=50 $(SWIFT) test --filter KillTests

# CORDON_SEQUENCES and CORDON_RULE_RECORDS ask for other numbers.
soak: setup
	CORDON_SEQUENCES=$${CORDON_SEQUENCES:-100000} $(SWIFT) test --filter RandomSequenceTests
	CORDON_EVERY_BYTE=1 $(SWIFT) test --filter DamagedEventLogTests
	CORDON_RULE_RECORDS=$${CORDON_RULE_RECORDS:-1000000} $(SWIFT) test --filter NaiveEvaluatorTests
