# make run     the app; on a machine without a display two laptops on a virtual one
# make test    every test; no display needed
# make lint    format, vet and staticcheck
# make help    the rest

# A Go that was unpacked where go.dev says, but not put on the PATH, will do.
ifeq ($(shell command -v go 2>/dev/null),)
export PATH := $(PATH):/usr/local/go/bin
endif
export CGO_ENABLED := 1
export GOFLAGS := $(strip $(GOFLAGS) -buildvcs=false)

TAGS  := -tags migrated_fynedo
# Where goroutines meet. The window's tests take too long under the detector.
RACY  := ./crdt/... ./sync/... ./storage/... ./editor/... ./workshop/... ./cmd/throughline/laptop/... ./internal/storm
FUZZTIME := 20s
SEEDS := 100000

.PHONY: run build test lint race fuzz storm bench bench-doc bench-canvas bench-live bench-cluster faults setup go help clean

run: setup-run bin
	@scripts/run

build: setup bin

.PHONY: bin
bin: go
	@echo "Building Throughline (the first build compiles the window toolkit's C code and takes some minutes)…"
	@go build $(TAGS) -o bin/throughline ./cmd/throughline

test: setup go
	go test $(TAGS) -timeout 30m ./...

lint: setup go
	@scripts/lint

race: setup go
	go test $(TAGS) -race -timeout 30m $(RACY)

# Every fuzz test for FUZZTIME each.
fuzz: go
	@scripts/fuzz $(FUZZTIME)

# A room under everything that goes wrong, SEEDS times; "make test" plays the first thousand.
storm: setup go
	go test $(TAGS) -timeout 24h ./internal/storm -run TestStorm -v -storm.from=1000 -storm.seeds=$(SEEDS)

bench: bench-doc bench-canvas

# Figures as JSON lines: opening, changing and saving workshops of 500 to 20,000 notes.
bench-doc: setup go
	@go run $(TAGS) ./cmd/bench-doc

# The same for panning and zooming in a window, on a virtual display.
bench-canvas: setup-run go
	@go build $(TAGS) -o bin/bench-canvas ./cmd/bench-canvas
	@scripts/on-display 1280x800 bin/bench-canvas

# The same for a room of 10 to 30 laptops on the loopback, each a process; some minutes.
# What can go wrong, at full length: minutes; see docs/faults.md.
faults: setup go
	go test $(TAGS) -timeout 60m -run 'ClosedLid|AnotherAddress|Junk|CutCable|Found|Isolation' ./cmd/throughline -v -thorough
	go test $(TAGS) -timeout 60m -run 'KilledProgram' ./cmd/throughline/laptop -v -kills 200
	go test $(TAGS) -timeout 60m -run 'WrongProofs|InBetween' ./sync/lan -v -proofs 10000 -relays 10000
	go test $(TAGS) -timeout 60m -run Partition ./internal/storm -v -storm.partitions 100
	go test $(TAGS) -timeout 60m -run MutatedBatches ./cmd/throughline/laptop -v -mutations 1000000

bench-live: setup go
	@go build $(TAGS) -o bin/bench-live ./cmd/bench-live
	@bin/bench-live

# How good the groups are that are made by words, on boards whose groups are known: a JSON
# line for each, and a table. BOARDS is a file as docs/clustering.md describes it.
bench-cluster: setup go
	@test -n "$(BOARDS)" || { echo "Say which boards: make bench-cluster BOARDS=file.json (docs/clustering.md says what is in it)" >&2; exit 1; }
	@go run $(TAGS) ./cmd/bench-cluster -boards "$(BOARDS)"

.PHONY: setup-run
setup: ; @scripts/setup
setup-run: ; @scripts/setup run

go:
	@command -v go >/dev/null || { echo "Throughline is built with Go 1.26 or later: https://go.dev/dl/" >&2; exit 1; }

help:
	@sed -n 's/^# make/make/p' Makefile
	@echo "make build   bin/throughline"
	@echo "make race    tests of the concurrent packages under the race detector"
	@echo "make fuzz    every fuzz test, FUZZTIME=20s each"
	@echo "make storm   a simulated room under everything that goes wrong, SEEDS=100000 times"
	@echo "make faults  lids, addresses, junk and kills at full length: minutes"
	@echo "make bench   bench-doc and bench-canvas: figures as JSON lines"
	@echo "make bench-live   a room of 10 to 30 laptops on this machine: latency, CPU, bytes"
	@echo "make bench-cluster BOARDS=file.json   how good the groups by words are, on boards with known groups"

clean:
	rm -rf bin out
