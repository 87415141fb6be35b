#!/usr/bin/env bash
# Looks for bytes that crash, hang or bloat a parser or the rule reader, with libFuzzer and AddressSanitizer.
# SwiftPM cannot link such a program (it renames main), so it builds the instrumented modules and swiftc does the rest.
#
#   scripts/fuzz.sh [SECONDS [TARGET...]]    60 seconds for each file Fuzzing/TARGETFuzz.swift, unless told otherwise
#
# Exit status 1 where something was found; the input is then in .build-fuzz/found.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
shift || true
[ $# -gt 0 ] || set -- EVTX JSONLines SigmaRule

work=.build-fuzz
mkdir -p "$work/found"
# A crash is reported by the sanitizer; Swift's own backtracer would hang on it.
export SWIFT_BACKTRACE=enable=no

options=(-c release --scratch-path "$work" --disable-index-store --sanitize=address -Xswiftc -sanitize=fuzzer)

status=0
for target in "$@"; do
    engine=EvidenceParsing
    modules=(Vocabulary EvidenceParsing)
    libraries=()
    if [ "$target" = SigmaRule ]; then
        engine=Detection
        modules=(Vocabulary AttackKnowledge Detection Yams CYaml)
        libraries=(-lpcre2-8)
    fi
    swift build "${options[@]}" --target "$engine"
    built=$(swift build "${options[@]}" --show-bin-path)
    # SwiftPM names a package after its folder; only code of the same name sees what is marked `package`.
    package=$(grep -h '"-module-name","Vocabulary"' "$work/release.yaml" |
        sed -n 's/.*"-package-name","\([^"]*\)".*/\1/p' | head -1)
    objects=()
    for module in "${modules[@]}"; do
        while IFS= read -r object; do objects+=("$object"); done < <(find "$built/$module.build" -name '*.o')
    done
    swiftc -O -parse-as-library -swift-version 6 -package-name "$package" -module-name "${target}Fuzz" \
        -sanitize=fuzzer,address -I "$built/Modules" -I Sources/CPCRE2 -o "$work/$target" \
        Fuzzing/"$target"Fuzz.swift Fuzzing/Reading.swift "${objects[@]}" "${libraries[@]}"

    # New inputs go to the first folder and stay out of the repository; the seeds are in the second.
    mkdir -p "$work/corpus/$target"
    "$work/$target" "$work/corpus/$target" "Fuzzing/corpus/$target" -max_total_time="$seconds" -max_len=70000 \
        -use_value_profile=1 -timeout=10 -rss_limit_mb=1024 -print_final_stats=1 \
        -artifact_prefix="$work/found/$target-" || status=1
done
exit $status
