/// Makes the keys of one object, or the attributes of one element, differ: `X`, `X_1`, `X_2`.
struct UniqueKeys {
    private var used: Set<String> = []
    private var counts: [String: Int] = [:]

    mutating func next(_ name: String) -> String {
        if used.insert(name).inserted { return name }
        while true {
            let count = counts[name, default: 0] + 1
            counts[name] = count
            let key = "\(name)_\(count)"
            if used.insert(key).inserted { return key }
        }
    }
}
