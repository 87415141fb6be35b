/// The shares that Windows makes by itself, for administrators alone.
enum AdministrativeShare {
    /// Whether a path ends in `ADMIN$` or a drive's share, as `C$`.
    static func isFolder(_ path: String) -> Bool {
        let share = Substring(path.uppercased()).split(separator: "\\").last ?? ""
        return share == "ADMIN$" || share.utf8.count == 2 && share.hasSuffix("$")
    }
}
