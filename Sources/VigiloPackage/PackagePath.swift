// Which paths a package may hold, and what stands at each of them.

/// What an entry is, by its path.
enum PackagePath {
    case manifest, library, signature, frontend, licence

    static let slash = UInt8(ascii: "/")
    static let manifestName = "manifest.json"
    static let frontendFolder = "frontend/"
    static let librarySuffix = ".so"
    static let signatureSuffix = ".so.sig"

    /// Refuses every path that could lead anywhere but to the place that is meant for it.
    init(_ path: String) throws(PackageError) {
        if let fault = Self.fault(in: path) { throw PackageError("the entry \(Self.shown(path)) \(fault)") }
        if path.utf8.starts(with: Self.frontendFolder.utf8) {
            self = .frontend
        } else if path.utf8.contains(Self.slash) {
            throw Self.unexpected(path)
        } else if path == Self.manifestName {
            self = .manifest
        } else if path.hasSuffix(Self.signatureSuffix), path.utf8.count > Self.signatureSuffix.utf8.count {
            self = .signature
        } else if path.hasSuffix(Self.librarySuffix), path.utf8.count > Self.librarySuffix.utf8.count {
            self = .library
        } else if path.hasPrefix("LICENSE") {
            self = .licence
        } else {
            throw Self.unexpected(path)
        }
    }

    /// What is wrong with the path itself, wherever it stands; completes "the entry 'x' ...".
    private static func fault(in path: String) -> String? {
        if path.isEmpty { return "has no name" }
        if path.utf8.count > PackageLimits.pathBytes {
            return "has a path of more than \(PackageLimits.pathBytes) bytes"
        }
        if path.utf8.first == slash { return "has an absolute path; paths in a package are relative" }
        if path.unicodeScalars.contains(where: { $0.isUnprintable || $0 == "\\" }) {
            return "has a control character or a backslash in its path"
        }
        // By bytes, as the system reads it: to Swift, a slash and an accent behind it are one character, and no slash.
        let parts = path.utf8.split(separator: slash, omittingEmptySubsequences: false)
        if parts.contains(where: { $0.elementsEqual("..".utf8) }) { return "leads out of the package with '..'" }
        if parts.contains(where: { $0.isEmpty || $0.elementsEqual(".".utf8) }) {
            return "has an empty or '.' part in its path; write paths plainly"
        }
        return Tar.split(path) == nil ? "has a path that no ustar header has room for; shorten its file's name" : nil
    }

    private static func unexpected(_ path: String) -> PackageError {
        PackageError(
            "the entry \(shown(path)) does not belong into a package, which holds manifest.json, NAME.so, NAME.so.sig, "
                + "frontend/... and LICENSE files only")
    }

    /// A path from a stranger, in quotes: short, on one line, harmless on a terminal.
    static func shown(_ path: String) -> String {
        let safe = path.unicodeScalars.prefix(80).map { scalar in
            scalar.isUnprintable ? "?" : String(scalar)
        }
        return "'\(safe.joined())\(path.unicodeScalars.count > 80 ? "..." : "")'"
    }
}

extension Unicode.Scalar {
    /// Whether it moves the cursor, the line or the reading direction instead of showing something.
    var isUnprintable: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: properties.isBidiControl
        }
    }
}
