// How much a package may hold.

/// The limits of a package. They are wide for plugins and narrow for mischief.
public enum PackageLimits {
    /// The largest shared object, in bytes: 256 MiB.
    public static let libraryBytes = 256 << 20
    /// All files below `frontend` together, in bytes: 64 MiB.
    public static let frontendBytes = 64 << 20
    /// The manifest, in bytes: 1 MiB.
    public static let manifestBytes = 1 << 20
    /// A detached signature, in bytes: 64 KiB.
    public static let signatureBytes = 64 << 10
    /// All licence files together, in bytes: 4 MiB.
    public static let licenceBytes = 4 << 20
    /// How many entries an archive may have.
    public static let entries = 10_000
    /// The longest path, in bytes. A ustar header has room for 256; 240 leaves some to the folder that it goes into.
    public static let pathBytes = 240

    /// No archive that keeps to the limits is longer: for whoever receives one and has to stop reading somewhere.
    ///
    /// Each entry takes a header and less than a block of padding; GNU tar fills the end up to 10 KiB.
    public static let archiveBytes =
        libraryBytes + frontendBytes + manifestBytes + signatureBytes + licenceBytes + entries * 2 * Tar.blockBytes
        + (10 << 10)
}
