// What can be known of a library without running it.

public import VigiloExtensionPoints

/// A library's ELF image, read but not run: whole, for this machine, and a shared object.
///
/// The loader trusts what it maps: a library that is cut in the middle ends the process with SIGBUS or SIGSEGV inside
/// `dlopen`. So everything that the loader would follow is checked here first. No bytes, however mangled, make this
/// inspection trap or hang.
public struct ELFInspection: Sendable {
    /// A part of the file in which notes stand (PT_NOTE).
    public struct NoteSegment: Sendable, Hashable {
        /// In the file.
        public let range: Range<Int>
        /// Each note and its text begin at a multiple of this many bytes: 4, or 8.
        public let alignment: Int
    }

    public let noteSegments: [NoteSegment]
    /// What the library asks of the process that loads it.
    let linking: ELFLinking

    /// What passes, in words.
    static let wanted = "a whole shared object for this machine"

    private static let relocatable: UInt16 = 1
    private static let executable: UInt16 = 2
    private static let sharedObject: UInt16 = 3
    private static let core: UInt16 = 4

    /// Inspects a whole file, or throws what is the matter with it: `file.empty` or one of `elf.…`.
    public init(_ bytes: [UInt8]) throws(Refusal) {
        let view = ByteView(bytes)
        let header = try ELFHeader(view)
        try Self.checkType(header.type)
        let segments = try ELFSegment.all(view, header.programHeaders)
        try ELFSectionTable.check(view, header)
        let dynamic = try ELFDynamicSection(view, segments)
        if dynamic.marksProgram { throw Self.isProgram }
        linking = ELFLinking(view, header, segments, dynamic)
        noteSegments = segments.filter { $0.kind == .note }
            .map { NoteSegment(range: $0.file, alignment: $0.alignment == 8 ? 8 : 4) }
    }

    private static var isProgram: Refusal {
        Refusal(.elfExecutable, "it is a program, not a shared object; build it with -shared")
    }

    private static func checkType(_ type: UInt16) throws(Refusal) {
        switch type {
        case sharedObject: return
        case executable: throw isProgram
        case relocatable:
            throw Refusal(
                .elfNotShared,
                "it is an object file that has not been linked, not a shared object; link it with -shared")
        case core: throw Refusal(.elfNotShared, "it is the core dump of a crashed program, not a shared object")
        default: throw Refusal(.elfNotShared, "it is an ELF file of type \(type), not a shared object (type 3)")
        }
    }
}
