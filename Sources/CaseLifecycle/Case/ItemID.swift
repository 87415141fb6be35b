import Vocabulary

/// The name of something inside a case: a letter and a number in the order of making, such as `P-1` for a plan.
package struct ItemID<Item: ItemKind>: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    package let number: Int

    package init(number: Int) { self.number = number }

    /// Reads the letter and a number from 1 to 999,999,999 without leading zeros; nil for any other text.
    package init?(_ text: String) {
        guard let number = NumberedName.number(in: text, prefix: Item.prefix) else { return nil }
        self.number = number
    }

    package init(from decoder: any Decoder) throws {
        number = try NumberedName.decode(decoder, prefix: Item.prefix)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    package var description: String { "\(Item.prefix)\(number)" }
    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// What an ``ItemID`` names.
package protocol ItemKind: Sendable {
    static var prefix: String { get }
}

package enum OverrideKind: ItemKind { package static let prefix = "O-" }
package enum DebtKind: ItemKind { package static let prefix = "D-" }
package enum PlanKind: ItemKind { package static let prefix = "P-" }
package enum TaskKind: ItemKind { package static let prefix = "T-" }
package enum MeasureKind: ItemKind { package static let prefix = "M-" }
package enum AssetKind: ItemKind { package static let prefix = "R-" }
package enum CostKind: ItemKind { package static let prefix = "K-" }
package enum ActionKind: ItemKind { package static let prefix = "A-" }
package enum DutyKind: ItemKind { package static let prefix = "N-" }
package enum CauseKind: ItemKind { package static let prefix = "V-" }
package enum TransferKind: ItemKind { package static let prefix = "X-" }
package enum HandoverKind: ItemKind { package static let prefix = "H-" }

package typealias OverrideID = ItemID<OverrideKind>
package typealias DebtID = ItemID<DebtKind>
package typealias PlanID = ItemID<PlanKind>
package typealias TaskID = ItemID<TaskKind>
package typealias MeasureID = ItemID<MeasureKind>
/// A restoration asset: a backup or image.
package typealias AssetID = ItemID<AssetKind>
package typealias CostID = ItemID<CostKind>
/// A corrective action.
package typealias ActionID = ItemID<ActionKind>
/// A duty to notify.
package typealias DutyID = ItemID<DutyKind>
/// Something that must be eradicated: a vulnerability, malware, a means of persistence.
package typealias CauseID = ItemID<CauseKind>
package typealias TransferID = ItemID<TransferKind>
package typealias HandoverID = ItemID<HandoverKind>
