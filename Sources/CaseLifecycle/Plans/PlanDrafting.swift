import Vocabulary

/// The actions that a plan begins with, so that nothing is left out by forgetting it.
struct PlanDrafting {
    let kind: Plan.Kind
    let owner: String

    func actions(for targets: [Target], blocking addresses: [String]) -> [PlanAction] {
        let onTargets = targets.enumerated().map { place, target in action(place + 1, on: target) }
        guard kind == .containment else { return onTargets }
        return onTargets
            + addresses.enumerated().map { place, address in
                action(
                    targets.count + place + 1, .blockAddress, address: address,
                    Words(
                        text: "Block \(address) at every way out and log what still asks for it",
                        precondition: "The intruder's address is not shared with services that the organisation needs",
                        verification: "A connection to it is refused from each zone, and the refusals are logged",
                        rollback: "Remove the block"))
            }
    }

    /// The texts of an action by what it is and does.
    struct Words {
        let text: String
        let precondition: String
        let verification: String
        let rollback: String
    }

    private func action(_ number: Int, on target: Target) -> PlanAction {
        let words =
            switch (kind, target.kind) {
            case (.containment, .system): isolating(target.name)
            case (.containment, .account): disabling(target.name)
            case (.eradication, .system): cleaning(target.name)
            case (.eradication, .account): resetting(target.name)
            case (.recovery, .system): restoring(target.name)
            case (.recovery, .account): enabling(target.name)
            }
        return action(number, kind.act(on: target.kind), target: target, words)
    }

    private func action(
        _ number: Int, _ kind: PlanAction.Kind, target: Target? = nil, address: String? = nil, _ words: Words
    ) -> PlanAction {
        PlanAction(
            number: number, kind: kind, target: target, address: address, text: words.text, owner: owner,
            precondition: words.precondition, verification: words.verification, rollback: words.rollback,
            destroysTraces: kind.destroysTraces)
    }

    private func isolating(_ name: String) -> Words {
        Words(
            text: "Isolate \(name) from the network",
            precondition: "Its management agent answers, volatile evidence is taken, and the agent's way is allowed",
            verification: "From another system: nothing but the management agent reaches it, or is reached by it",
            rollback: "Release the isolation and restore the policy it had before")
    }

    private func disabling(_ name: String) -> Words {
        Words(
            text: "Disable \(name), end its sessions and revoke its tokens",
            precondition: "An account for emergencies works without it, and no service runs under it unnoticed",
            verification: "A logon with it is refused, and no new session of it appears",
            rollback: "Enable the account again")
    }

    private func cleaning(_ name: String) -> Words {
        Words(
            text: "Remove every cause of the incident from \(name), or rebuild it",
            precondition: "It is contained, and its evidence is held",
            verification: "Each cause is looked for again and not found",
            rollback: "Restore the image that was taken before")
    }

    private func resetting(_ name: String) -> Words {
        Words(
            text: "Reset the credentials of \(name), and remove what was added to it",
            precondition: "It is disabled, and no session of it is left",
            verification: "The old credentials are refused",
            rollback: "None: a reset is announced before and not undone")
    }

    private func restoring(_ name: String) -> Words {
        Words(
            text: "Restore \(name) from a verified asset, or build it anew, and harden it",
            precondition: "Every cause is gone from it, and the asset is verified",
            verification: "It matches its baseline, and its owner confirms that it works",
            rollback: "Isolate it again")
    }

    private func enabling(_ name: String) -> Words {
        Words(
            text: "Enable \(name) again, with new credentials",
            precondition: "Its credentials were reset, and its owner is known in person",
            verification: "Its owner can log on, and nobody else does",
            rollback: "Disable the account")
    }
}
