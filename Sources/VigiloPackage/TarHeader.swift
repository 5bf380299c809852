// One header of an archive, checked.

/// What a header says of a regular file: its path and its size.
struct TarHeader {
    let path: String
    let sizeBytes: Int

    /// Reads the block that stands at `offset` of the archive.
    init(_ block: ArraySlice<UInt8>, at offset: Int) throws(PackageError) {
        let magic = Self.field(Tar.Field.magic, of: block)
        let isGNU = magic.elementsEqual(Tar.gnuMagic)
        guard isGNU || magic.elementsEqual(Tar.magic) else { throw Self.noHeader(block, at: offset) }
        // Exactly as everybody writes it, so that no bit of it can be turned without notice.
        let checksum = Tar.octal(Tar.checksum(of: block), digits: 6) + [0, UInt8(ascii: " ")]
        guard Self.field(Tar.Field.checksum, of: block).elementsEqual(checksum) else {
            throw PackageError(
                "the package is damaged: the header at byte \(offset) does not have the checksum that it names; "
                    + "copy or download it again")
        }
        path = try Self.path(of: block, at: offset, hasPrefix: !isGNU)
        try Self.requireRegularFile(block, path)
        sizeBytes = try Self.size(of: block, path)
    }

    private static func field(_ range: Range<Int>, of block: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        block[block.startIndex + range.lowerBound..<block.startIndex + range.upperBound]
    }

    /// Prefix and name. GNU tar has other things where the prefix would be, but only in archives of other kinds.
    private static func path(
        of block: ArraySlice<UInt8>, at offset: Int, hasPrefix: Bool
    ) throws(PackageError) -> String {
        let name = text(field(Tar.Field.name, of: block))
        let prefix = text(field(Tar.Field.prefix, of: block))
        guard let name, let prefix, hasPrefix || prefix.isEmpty else {
            throw PackageError("the package is malformed: the header at byte \(offset) has a name that is no text")
        }
        return prefix.isEmpty ? name : prefix + "/" + name
    }

    /// Text up to the first NUL, behind which there is nothing but NULs; nil if it is anything else.
    private static func text(_ field: ArraySlice<UInt8>) -> String? {
        let text = field.prefix { $0 != 0 }
        guard field[text.endIndex...].allSatisfy({ $0 == 0 }) else { return nil }
        return String(validating: text, as: UTF8.self)
    }

    private static func requireRegularFile(_ block: ArraySlice<UInt8>, _ path: String) throws(PackageError) {
        let shown = PackagePath.shown(path)
        let what: String
        switch block[block.startIndex + Tar.Field.type] {
        case 0, UInt8(ascii: "0"): return
        case UInt8(ascii: "1"): what = "is a hard link; put the file itself in its place"
        case UInt8(ascii: "2"): what = "is a symbolic link; put the file itself in its place"
        case UInt8(ascii: "3"), UInt8(ascii: "4"), UInt8(ascii: "6"): what = "is a device or a pipe"
        case UInt8(ascii: "5"): what = "is a directory; a package lists its files only, as vigilo plugin pack does"
        case UInt8(ascii: "g"), UInt8(ascii: "x"), UInt8(ascii: "L"), UInt8(ascii: "K"):
            what = "is an extended header; make the archive with vigilo plugin pack or with tar --format=ustar"
        default: what = "is no regular file"
        }
        throw PackageError("the entry \(shown) \(what)")
    }

    /// Octal digits, then NULs or spaces. Sizes in binary, which GNU tar writes above 8 GiB, are over every limit.
    private static func size(of block: ArraySlice<UInt8>, _ path: String) throws(PackageError) -> Int {
        let field = field(Tar.Field.size, of: block)
        let digits = field.prefix { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }
        let rest = field[digits.endIndex...]
        guard !digits.isEmpty, rest.allSatisfy({ $0 == 0 || $0 == UInt8(ascii: " ") }) else {
            throw PackageError("the package is malformed: the size of \(PackagePath.shown(path)) is no octal number")
        }
        // Twelve octal digits are 36 bits.
        return digits.reduce(0) { $0 << 3 | Int($1 - UInt8(ascii: "0")) }
    }

    /// What is in the place of a header; at the very beginning there is often a better word for it.
    private static func noHeader(_ block: ArraySlice<UInt8>, at offset: Int) -> PackageError {
        guard offset == 0 else {
            return PackageError("the package is damaged: there is no ustar header at byte \(offset)")
        }
        if block.starts(with: [0x7F] + Array("ELF".utf8)) {
            return PackageError("it is no package but a shared object itself; give it as FILE.so")
        }
        if block.starts(with: [0x1F, 0x8B]) || block.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
            return PackageError("it is compressed, and a package is not: decompress it first")
        }
        return PackageError(
            "it is no package: it does not begin with a ustar header; vigilo plugin pack makes packages")
    }
}
