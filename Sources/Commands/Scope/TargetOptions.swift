import ArgumentParser
import CaseLifecycle

/// Systems or accounts, as commands about the scope take them.
struct TargetOptions: ParsableArguments {
    @Argument(help: "The systems, by name or alias; accounts with --account.")
    var names: [String]

    @Flag(help: "The names are those of accounts.")
    var account = false

    var all: [Target] { names.map { account ? .account($0) : .system($0) } }
}
