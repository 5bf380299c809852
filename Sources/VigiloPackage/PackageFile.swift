// One file of a package.

/// A file of a package: where it stands in it, and what it holds.
public struct PackageFile: Equatable, Sendable {
    /// The path inside the package: "risk_math.so", "frontend/tile.js".
    public let path: String
    /// The content. Of a package that was read it is a view of the archive's own bytes, not a copy.
    public let bytes: ArraySlice<UInt8>

    /// A file at a path with a content. Whether a package may hold it is checked when the package is made.
    public init(path: String, bytes: ArraySlice<UInt8>) {
        self.path = path
        self.bytes = bytes
    }

    /// A file at a path with a content. Whether a package may hold it is checked when the package is made.
    public init(path: String, bytes: [UInt8]) {
        self.init(path: path, bytes: bytes[...])
    }
}
