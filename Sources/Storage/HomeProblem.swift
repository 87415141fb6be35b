import Glibc
package import Vocabulary

/// Something about the files of a home that is not as Cordon makes them.
package struct HomeProblem: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Nothing can be appended or exported.
        case keyMissing
        /// The file holds no key, or that of another store.
        case wrongKey
        /// Others than the owner can sign in the name of the store.
        case keyReadableByOthers
        /// Others than the owner can put files into the home or take them away.
        case homeWritableByOthers
        /// Held evidence is not a file that everybody is kept from writing to and only its owner may read.
        case evidencePermissions
    }

    package let kind: Kind
    package let path: String

    package init(_ kind: Kind, _ path: String) {
        self.kind = kind
        self.path = path
    }
}

extension CaseDatabase {
    /// Examines the home's permissions and its key. A fault is a result, not an error.
    package func homeProblems() throws(StorageError) -> [HomeProblem] {
        let folder = HomeFolder(path: home)
        var problems: [HomeProblem] = []
        if try folder.isWritableByOthers { problems.append(HomeProblem(.homeWritableByOthers, home)) }
        var status = stat()
        guard stat(folder.privateKey, &status) == 0 else {
            return problems + [HomeProblem(.keyMissing, folder.privateKey)]
        }
        if status.st_mode & (S_IRWXG | S_IRWXO) != 0 {
            problems.append(HomeProblem(.keyReadableByOthers, folder.privateKey))
        }
        if (try? StoreKey.read(in: folder))?.store != store {
            problems.append(HomeProblem(.wrongKey, folder.privateKey))
        }
        return problems
    }
}

extension EvidenceVault {
    /// The files in the vault that no case names, as full paths in their order. What is being sealed is not among them,
    /// but a file whose sealing ended without its event is.
    ///
    /// - Parameter known: Every evidence that a case names: ``CaseDatabase/sealedEvidence()``.
    package func strayFiles(known: Set<EvidenceID>) throws(StorageError) -> [String] {
        let expected = Set(known.map(path(of:)))
        return try VaultFiles(folder: folder).list().map { "\(folder)/\($0.path)" }.filter { !expected.contains($0) }
    }

    /// The files in the vault that are not what sealing leaves: regular files that only their owner may read.
    package func permissionProblems() throws(StorageError) -> [HomeProblem] {
        try VaultFiles(folder: folder).list().filter { $0.mode != S_IFREG | 0o400 }
            .map { HomeProblem(.evidencePermissions, "\(folder)/\($0.path)") }
    }
}
