/// A setting of the store: a choice that is recorded, of which there are few.
package struct StoreSetting: Sendable {
    package let name: String
    /// What holds where it was never changed.
    package let untouched: String
    package let allowed: [String]
    package let meaning: String

    /// Lets one account act under another name (`--as`).
    package static let actingAs = StoreSetting(
        name: "allow-as", untouched: "false", allowed: ["true", "false"],
        meaning: "whether an account may act under another name (--as); both names are recorded")

    /// Every setting there is; a name that is not among them is refused.
    package static let all = [actingAs]
}

extension Organisation {
    /// The value of a setting that holds.
    package func value(of setting: StoreSetting) -> String { settings[setting.name] ?? setting.untouched }
}
