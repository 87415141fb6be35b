// swift-tools-version: 6.2
import PackageDescription

// The architecture, top to bottom. A target may import only the targets its line names.
let layers: KeyValuePairs<String, [String]> = [
    // Nouns: values shared by everything, and the reference tables of the field.
    "Vocabulary": [],
    "AttackKnowledge": ["Vocabulary"],

    // Engines: pure functions over values. No I/O, no clock, no randomness, no siblings.
    "CaseLifecycle": ["Vocabulary"],
    "EvidenceParsing": ["Vocabulary"],
    "RecordSearch": ["Vocabulary"],
    "Detection": ["Vocabulary", "AttackKnowledge"],
    "Investigation": ["Vocabulary", "AttackKnowledge"],
    "Simulation": ["Vocabulary"],

    // Paper and disk: a case written down.
    "Reporting": ["Vocabulary", "AttackKnowledge", "CaseLifecycle"],
    "Storage": ["Vocabulary", "CaseLifecycle"],

    // Use cases: the only place where engines and storage meet.
    "Services": [
        "Vocabulary", "AttackKnowledge", "CaseLifecycle", "EvidenceParsing", "RecordSearch", "Detection",
        "Investigation",
        "Simulation", "Reporting", "Storage",
    ],

    // Faces: translate requests into service calls and values into output.
    "Wire": [
        "Vocabulary", "AttackKnowledge", "CaseLifecycle", "RecordSearch", "Detection", "Investigation", "Reporting",
    ],
    "Bootstrap": ["Vocabulary", "Storage", "Services"],
    "Commands": [
        "Vocabulary", "AttackKnowledge", "CaseLifecycle", "RecordSearch", "Detection", "Investigation", "Reporting",
        "Wire", "Services", "Bootstrap",
    ],
]

// Third-party modules, and the few targets that may import each (docs/decisions/0003).
let thirdParty: [String: [Target.Dependency]] = [
    "EvidenceParsing": ["CShims", "CArchive", "CZlib", "CZstd"],
    "RecordSearch": ["CZstd"],
    "Wire": ["CShims"],
    "Bootstrap": ["CShims"],
    "Detection": [.product(name: "Yams", package: "Yams"), "CPCRE2"],
    "Storage": [
        .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Crypto", package: "swift-crypto"), "CShims",
    ],
    "Commands": [.product(name: "ArgumentParser", package: "swift-argument-parser")],
]

// Tests of storage look into the database from beside the code that they test; tests of commands ask their parser.
let thirdPartyInTests: [String: [Target.Dependency]] = [
    "StorageTests": [.product(name: "GRDB", package: "GRDB.swift")],
    "ServicesTests": [.product(name: "GRDB", package: "GRDB.swift")],
    "CommandsTests": [.product(name: "ArgumentParser", package: "swift-argument-parser")],
]

// Files that travel inside the executable.
let embedded: [String: [Resource]] = [
    "Detection": [.embedInCode("StarterRules")]
]

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

// Test targets, and what each may import. Those of a layer are named after it.
let tests: KeyValuePairs<String, [String]> = [
    "VocabularyTests": ["Vocabulary"],
    "AttackKnowledgeTests": ["AttackKnowledge", "Vocabulary"],
    "CaseLifecycleTests": ["CaseLifecycle", "Vocabulary"],
    "EvidenceParsingTests": ["EvidenceParsing", "Vocabulary", "Wire"],
    "RecordSearchTests": ["RecordSearch", "Vocabulary"],
    "DetectionTests": ["Detection", "Vocabulary"],
    "InvestigationTests": ["Investigation", "Vocabulary"],
    "SimulationTests": ["Simulation", "Vocabulary", "EvidenceParsing"],
    "ReportingTests": ["Reporting", "Vocabulary", "CaseLifecycle"],
    "StorageTests": ["Storage", "Vocabulary", "CaseLifecycle"],
    "WireTests": ["Wire", "Vocabulary", "EvidenceParsing", "CaseLifecycle", "Detection"],
    "ServicesTests": [
        "Services", "Vocabulary", "CaseLifecycle", "EvidenceParsing", "Detection", "Simulation", "Storage",
    ],
    // What people are told to type, held against the parser.
    "CommandsTests": ["Commands"],
    // The program as its users run it: arguments in, output and exit status out.
    "EndToEndTests": ["Vocabulary"],
]

func dependencies(_ names: [String]) -> [Target.Dependency] { names.map { .init(stringLiteral: $0) } }

let package = Package(
    name: "cordon",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: layers.map { name, imports in
        .target(
            name: name, dependencies: dependencies(imports) + (thirdParty[name] ?? []), resources: embedded[name],
            swiftSettings: settings)
    }
        + tests.map { name, imports in
            .testTarget(
                name: name, dependencies: dependencies(imports) + (thirdPartyInTests[name] ?? []),
                swiftSettings: settings)
        } + [
            .executableTarget(name: "cordon", dependencies: ["Commands"], swiftSettings: settings),
            // Speed of the readers: `make bench`. Not part of the program.
            .executableTarget(
                name: "ReaderBenchmark", dependencies: ["Vocabulary", "EvidenceParsing", "CShims"],
                path: "Benchmarks/Readers", swiftSettings: settings),
            // Speed of the process: `make bench`. Not part of the program.
            .executableTarget(
                name: "ProcessBenchmark", dependencies: ["Vocabulary", "CaseLifecycle", "Storage", "Services"],
                path: "Benchmarks/Process", swiftSettings: settings),
            // Speed of the record index: `make bench`. Not part of the program.
            .executableTarget(
                name: "SearchBenchmark",
                dependencies: [
                    "Vocabulary", "CaseLifecycle", "RecordSearch", "Detection", "Storage", "Services", "Bootstrap",
                ],
                path: "Benchmarks/Search", swiftSettings: settings),
            // Speed of one investigation: `make bench`. Not part of the program.
            .executableTarget(
                name: "InvestigationBenchmark", dependencies: ["Vocabulary", "Investigation"],
                path: "Benchmarks/Investigation", swiftSettings: settings),
            // The little C that is ours: what Swift has no words for.
            .target(name: "CShims"),
            .systemLibrary(
                name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
            .systemLibrary(
                name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
            .systemLibrary(
                name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
            .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        ]
)
