// The installation's own secret.

/// The installation key.
enum InstallationKey {
    /// Makes the key if there is none.
    static func make(in directory: DataDirectory) throws(Failure) {
        try file(in: directory).make()
    }

    /// The key must be whole and nobody else's to read.
    static func check(in directory: DataDirectory) throws(Failure) {
        try file(in: directory).check()
    }

    private static func file(in directory: DataDirectory) -> SecretFile {
        SecretFile(path: directory.key, name: "the installation key")
    }
}
