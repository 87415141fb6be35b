import Commands

@main
struct Main {
    static func main() async { await RootCommand.start() }
}
