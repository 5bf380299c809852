// Writing a ustar archive: the same files always give the same bytes.

/// Puts files one after another into an archive, without a trace of who made it, where and when.
struct TarWriter {
    private var bytes: [UInt8] = []

    /// `sizeBytes` is how much room to make beforehand.
    init(reserving sizeBytes: Int) {
        bytes.reserveCapacity(sizeBytes)
    }

    /// How long an archive of these files is.
    static func size(of files: [PackageFile]) -> Int {
        files.reduce(2 * Tar.blockBytes) { total, file in
            total + Tar.blockBytes + file.bytes.count + Tar.padding(after: file.bytes.count)
        }
    }

    /// Adds a file whose path has been found to fit.
    mutating func add(_ file: PackageFile, isExecutable: Bool) {
        bytes += Self.header(of: file, isExecutable: isExecutable)
        bytes += file.bytes
        bytes.append(contentsOf: repeatElement(0, count: Tar.padding(after: file.bytes.count)))
    }

    /// The whole archive.
    consuming func finished() -> [UInt8] {
        bytes.append(contentsOf: repeatElement(0, count: 2 * Tar.blockBytes))
        return bytes
    }

    private static func header(of file: PackageFile, isExecutable: Bool) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: Tar.blockBytes)
        func put(_ field: Range<Int>, _ value: some Collection<UInt8>) {
            header.replaceSubrange(field.lowerBound..<field.lowerBound + value.count, with: value)
        }
        if let (prefix, name) = Tar.split(file.path) {
            put(Tar.Field.name, name)
            put(Tar.Field.prefix, prefix)
        }
        put(Tar.Field.mode, Tar.octal(isExecutable ? 0o755 : 0o644, digits: 7))
        put(Tar.Field.owner, Tar.octal(0, digits: 7))
        put(Tar.Field.group, Tar.octal(0, digits: 7))
        put(Tar.Field.size, Tar.octal(file.bytes.count, digits: 11))
        put(Tar.Field.time, Tar.octal(0, digits: 11))
        header[Tar.Field.type] = UInt8(ascii: "0")
        put(Tar.Field.magic, Tar.magic)
        put(Tar.Field.checksum, Tar.octal(Tar.checksum(of: header), digits: 6) + [0, UInt8(ascii: " ")])
        return header
    }
}
