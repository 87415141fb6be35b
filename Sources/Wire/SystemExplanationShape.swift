package import CaseLifecycle
package import Vocabulary

/// Why a system is held to be compromised.
package struct SystemExplanationShape: Encodable {
    let host: HostShape
    /// Movements from the first system to this one, in the order of the way.
    let way: [MovementShape]

    package init(name: String, _ standing: SystemStanding, _ explanation: SystemExplanation?, way: [Movement]) {
        host = HostShape(name: name, standing: standing, explanation: explanation)
        self.way = way.map(MovementShape.init)
    }
}
