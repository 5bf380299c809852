// Reading a ustar archive: strictly, and never beyond its bytes.

/// One regular file of an archive.
struct TarEntry {
    let path: String
    let bytes: ArraySlice<UInt8>
}

/// Goes through an archive from entry to entry.
///
/// Taken is what POSIX calls ustar and what GNU tar writes for short names. Everything that a package has no use for is
/// refused rather than skipped: links, devices, directories, extended headers, bytes behind the end.
struct TarReader {
    private let bytes: ArraySlice<UInt8>
    private var offset = 0

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
    }

    /// The next entry, or nil at the end of a whole archive.
    mutating func next() throws(PackageError) -> TarEntry? {
        let start = offset
        guard let block = take(Tar.blockBytes) else { throw cutShort("where a header must stand") }
        if block.allSatisfy({ $0 == 0 }) {
            if start == 0 { throw PackageError("the package is empty") }
            try end()
            return nil
        }
        let header = try TarHeader(block, at: start)
        guard let content = take(header.sizeBytes) else {
            throw cutShort(
                "within \(PackagePath.shown(header.path)), which has \(header.sizeBytes) bytes by its header")
        }
        guard let padding = take(Tar.padding(after: header.sizeBytes)) else {
            throw cutShort("behind \(PackagePath.shown(header.path))")
        }
        guard padding.allSatisfy({ $0 == 0 }) else {
            throw PackageError(
                "the package is damaged: behind \(PackagePath.shown(header.path)), before byte \(offset), "
                    + "there is something other than zeros")
        }
        return TarEntry(path: header.path, bytes: content)
    }

    /// A second block of zeros, and nothing else to the end of the file.
    private mutating func end() throws(PackageError) {
        guard take(Tar.blockBytes)?.allSatisfy({ $0 == 0 }) == true else {
            throw cutShort("where two blocks of zeros must end it")
        }
        let rest = bytes.dropFirst(offset)
        guard rest.count % Tar.blockBytes == 0, rest.allSatisfy({ $0 == 0 }) else {
            throw PackageError("the package is damaged: something follows its end at byte \(offset)")
        }
    }

    /// The next bytes, if there are so many.
    private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count <= bytes.count - offset else { return nil }
        let start = bytes.startIndex + offset
        offset += count
        return bytes[start..<start + count]
    }

    private func cutShort(_ place: String) -> PackageError {
        PackageError("the package is cut short: it ends at byte \(bytes.count), \(place); copy or download it again")
    }
}
