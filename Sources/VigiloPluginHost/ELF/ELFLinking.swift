// What a library asks of the process that loads it: other libraries, storage, rights.

/// What a library asks of the process that loads it.
///
/// Nothing in here is a fault of the file's; where a name cannot be read, it is left out.
struct ELFLinking: Sendable, Hashable {
    /// The names of the libraries that it needs (DT_NEEDED), in their order.
    let needed: [String]
    /// Where these are looked for before and after everywhere else (DT_RPATH, DT_RUNPATH), as written.
    let rpath: String?
    let runpath: String?
    /// Whether its code would have to be written to when it is loaded.
    let hasTextRelocations: Bool
    /// Whether it wants a stack that can be executed.
    let hasExecutableStack: Bool
    /// How many bytes of every thread's static storage it takes; 0 if it makes do with storage got when it is used.
    let staticTLSBytes: UInt64
    /// Whether it has a Swift runtime of its own.
    let carriesSwiftRuntime: Bool

    private static let rpathTag: UInt64 = 15
    private static let runpathTag: UInt64 = 29
    static let swiftCore = "libswiftCore.so"

    init(_ view: ByteView, _ header: ELFHeader, _ segments: [ELFSegment], _ dynamic: ELFDynamicSection) {
        let strings = ELFStrings(view, segments, dynamic)
        let needed = dynamic.neededNames.compactMap { strings?.text(at: $0) }
        self.needed = needed
        rpath = dynamic[Self.rpathTag].flatMap { strings?.text(at: $0) }
        runpath = dynamic[Self.runpathTag].flatMap { strings?.text(at: $0) }
        hasTextRelocations = dynamic.hasTextRelocations
        hasExecutableStack = Self.hasExecutableStack(segments)
        let storage = dynamic.usesStaticTLS ? segments.first { $0.kind == .threadLocal } : nil
        staticTLSBytes = storage.map { UInt64($0.memory.count) } ?? 0
        carriesSwiftRuntime =
            ELFSymbols(view, segments, dynamic)?.defines("swift_retain") ?? false
            || !needed.contains(Self.swiftCore)
                && ELFSectionTable.hasName(prefix: Array("swift5_".utf8), view, header)
    }

    var needsSwiftRuntime: Bool { needed.contains(Self.swiftCore) }

    /// Without the segment that says so, glibc takes it for granted on x86-64, and on other machines not.
    private static func hasExecutableStack(_ segments: [ELFSegment]) -> Bool {
        #if arch(x86_64)
            let isDefault = true
        #else
            let isDefault = false
        #endif
        return segments.last { $0.kind == .stack }?.isExecutable ?? isDefault
    }
}

/// The texts of the dynamic section.
struct ELFStrings {
    private let view: ByteView
    private let range: Range<Int>

    private static let addressTag: UInt64 = 5
    private static let sizeTag: UInt64 = 10
    private static let longestText = 4096

    /// nil if they are not in the file.
    init?(_ view: ByteView, _ segments: [ELFSegment], _ dynamic: ELFDynamicSection) {
        guard let address = dynamic[Self.addressTag],
            let segment = segments.first(where: { $0.offset(of: address) != nil }),
            let start = segment.offset(of: address)
        else { return nil }
        self.view = view
        let most = UInt64(segment.file.upperBound - start)
        range = start..<start + Int(min(dynamic[Self.sizeTag] ?? most, most))
    }

    /// A text closed by NUL; nil if there is none, if it is empty, too long, or not UTF-8.
    func text(at offset: UInt64) -> String? {
        guard offset < UInt64(range.count) else { return nil }
        let rest = view.bytes[range].dropFirst(Int(offset)).prefix(Self.longestText)
        guard let end = rest.firstIndex(of: 0), end > rest.startIndex else { return nil }
        return String(validating: rest[..<end], as: UTF8.self)
    }
}
