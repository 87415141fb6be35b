#!/usr/bin/env bash
# Looks for bytes that crash, hang or bloat a parser or the rule reader, with libFuzzer and AddressSanitizer.
# SwiftPM cannot link such a program (it renames main), so it builds the instrumented modules and swiftc does the rest.
#
#   scripts/fuzz.sh [SECONDS [TARGET...]]    60 seconds for each file Fuzzing/TARGETFuzz.swift, unless told otherwise
#   scripts/fuzz.sh seeds                    writes the event logs and segments of Fuzzing/corpus again
#
# Exit status 1 where something was found; the input is then in .build-fuzz/found.
set -euo pipefail
cd "$(dirname "$0")/.."
work=.build-fuzz
mkdir -p "$work/found"
# A crash is reported by the sanitizer; Swift's own backtracer would hang on it.
export SWIFT_BACKTRACE=enable=no
# Leaks are not looked for: Swift keeps flags in the free bits of pointers, and what hangs on such a one looks lost.
export ASAN_OPTIONS=detect_leaks=0

options=(-c release --scratch-path "$work" --disable-index-store --sanitize=address -Xswiftc -sanitize=fuzzer)

# SwiftPM names a package after its folder; only code of the same name sees what is marked `package`.
package_name() {
    grep -h '"-module-name","Vocabulary"' "$work/release.yaml" | sed -n 's/.*"-package-name","\([^"]*\)".*/\1/p' | head -1
}

# The object files of modules built in folder $1. Swift modules list theirs: a folder also keeps those of deleted files.
objects_of() {
    local built=$1 module
    shift
    objects=()
    for module in "$@"; do
        local map="$built/$module.build/output-file-map.json"
        if [ -f "$map" ]; then
            mapfile -t -O ${#objects[@]} objects < <(grep -o '"[^"]*\.swift\.o"' "$map" | tr -d '"\\' | sort -u)
        else
            mapfile -t -O ${#objects[@]} objects < <(find "$built/$module.build" -name '*.o')
        fi
    done
}

if [ "${1:-}" = seeds ]; then
    work=.build-fuzz/seeds
    options=(-c release --scratch-path "$work" --disable-index-store)
    for engine in Simulation RecordSearch; do swift build "${options[@]}" --target "$engine"; done
    built=$(swift build "${options[@]}" --show-bin-path)
    objects_of "$built" Vocabulary Simulation RecordSearch
    swiftc -O -parse-as-library -swift-version 6 -package-name "$(package_name)" -module-name MakeSeeds \
        -I "$built/Modules" -I Sources/CZstd -o "$work/MakeSeeds" Fuzzing/MakeSeeds.swift \
        Fuzzing/MakeSegmentSeeds.swift "${objects[@]}" -lzstd
    exec "$work/MakeSeeds" Fuzzing/corpus
fi

seconds=${1:-60}
shift || true
[ $# -gt 0 ] || set -- EVTX EVTXCarver JSONLines JSONDocument CSV Zeek W3C WindowsXML Syslog Appliance DHCPServer Auditd WebLog ShellHistory JournalExport JournalFile LoginRecords LastLog Container SigmaRule IndicatorList ChecksumManifest SnapshotJSON UnreadContent Query Segment

status=0
for target in "$@"; do
    sources=("Fuzzing/${target}Fuzz.swift" Fuzzing/Promise.swift)
    case $target in
    SigmaRule | IndicatorList)
        engines=(Detection)
        modules=(Vocabulary AttackKnowledge Detection Yams CYaml)
        ;;
    Query | Segment)
        engines=(RecordSearch)
        modules=(Vocabulary RecordSearch)
        # How the header of a segment is sealed, which the target does again.
        [ "$target" = Query ] || sources+=(Sources/RecordSearch/Segment/{ByteHash,SegmentLayout}.swift)
        ;;
    ChecksumManifest | SnapshotJSON)
        engines=(CaseLifecycle)
        modules=(Vocabulary CaseLifecycle)
        # Its target needs a database, which it does not.
        [ "$target" = ChecksumManifest ] || sources+=(Sources/Services/SnapshotJSON.swift Sources/Services/RepeatedName.swift)
        ;;
    *)
        # What a parser gives is also written out again, as `cordon evidence dump` does.
        engines=(Detection EvidenceParsing Wire)
        modules=(Vocabulary AttackKnowledge Detection Yams CYaml CaseLifecycle CShims EvidenceParsing RecordSearch Investigation Reporting Wire)
        sources+=(Fuzzing/Reading.swift)
        ;;
    esac
    for engine in "${engines[@]}"; do swift build --quiet "${options[@]}" --target "$engine"; done
    built=$(swift build "${options[@]}" --show-bin-path)
    objects_of "$built" "${modules[@]}"
    swiftc -O -parse-as-library -swift-version 6 -package-name "$(package_name)" -module-name "${target}Fuzz" \
        -sanitize=fuzzer,address -I "$built/Modules" -o "$work/$target" \
        -I Sources/CPCRE2 -I Sources/CArchive -I Sources/CZlib -I Sources/CZstd -I Sources/CShims/include -I "$work/checkouts/Yams/Sources/CYaml/include" \
        "${sources[@]}" "${objects[@]}" -lpcre2-8 -larchive -lz -lzstd

    # New inputs go to the first folder and stay out of the repository; the seeds are in the second.
    mkdir -p "$work/corpus/$target"
    # What it tells meanwhile is thousands of lines; they are in the log of the target.
    if "$work/$target" "$work/corpus/$target" "Fuzzing/corpus/$target" -max_total_time="$seconds" -max_len=70000 \
        -use_value_profile=1 -timeout=10 -rss_limit_mb=1024 -print_final_stats=1 \
        -artifact_prefix="$work/found/$target-" > "$work/$target.log" 2>&1; then
        grep '^Done ' "$work/$target.log" | sed "s/^/$target: /"
    else
        status=1
        tail -40 "$work/$target.log"
    fi
done
exit $status
