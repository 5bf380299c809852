// The manifest note: what a plugin says of itself, read from its file without running any of it.

public import VigiloExtensionPoints

/// What a plugin says of itself in the ELF note `.note.vigilo` (see note.h for its format).
///
/// The texts are checked to be printable, not to make sense: that a name is well formed and a version can be read is
/// asked later, by the same steps that judge a plugin without a note.
public struct ManifestNote: Sendable, Equatable {
    /// The number of the binary contract.
    public let abi: Int
    public let name: String
    public let kind: String
    public let version: String
    public let compatibleWith: String
    public let compiler: String

    private static let owner = Array("Vigilo\0".utf8)
    private static let type: UInt32 = 1
    static let largestBytes = 4096

    /// The file's manifest note, or nil if it carries none; `note.malformed` for one that cannot be read, and for two.
    ///
    /// Notes are looked for where the loader would map them (PT_NOTE) and nowhere else: a section can be added by a
    /// tool afterwards and says nothing about the code.
    public static func find(in bytes: [UInt8], _ inspection: ELFInspection) throws(Refusal) -> ManifestNote? {
        let view = ByteView(bytes)
        var found: Range<Int>?
        for segment in inspection.noteSegments {
            for note in try ELFNote.all(view, in: segment) where note.owner.elementsEqual(owner) && note.type == type {
                guard found == nil else { throw .malformedNote("there are two of it") }
                found = note.content
            }
        }
        guard let found else { return nil }
        guard found.count <= largestBytes else {
            throw .malformedNote("it is \(found.count) bytes long, and at most \(largestBytes) are allowed")
        }
        return try ManifestNote(text: bytes[found])
    }

    init(abi: Int, name: String, kind: String, version: String, compatibleWith: String, compiler: String) {
        self.abi = abi
        self.name = name
        self.kind = kind
        self.version = version
        self.compatibleWith = compatibleWith
        self.compiler = compiler
    }

    init(text bytes: ArraySlice<UInt8>) throws(Refusal) {
        var values = try ManifestNoteText(bytes).values
        func take(_ key: String, atMost limit: Int) throws(Refusal) -> String {
            guard let value = values.removeValue(forKey: key) else { throw .malformedNote("'\(key)' is missing") }
            guard value.utf8.count <= limit else {
                throw .malformedNote("'\(key)' is \(value.utf8.count) bytes long, and at most \(limit) are allowed")
            }
            return value
        }
        let abiText = try take("abi", atMost: 10)
        guard let abi = Int(abiText), String(abi) == abiText, abi >= 0 else {
            throw .malformedNote("'abi' is '\(Quoted(abiText))', and it must be a whole number")
        }
        self.abi = abi
        // The limits of base.h: what is longer in the note is longer in the descriptor.
        name = try take("name", atMost: 64)
        kind = try take("kind", atMost: 64)
        version = try take("version", atMost: 128)
        compatibleWith = try take("compatible_with", atMost: 256)
        compiler = try take("compiler", atMost: Self.largestBytes)
    }
}

extension Refusal {
    static func malformedNote(_ what: String) -> Refusal {
        Refusal(.noteMalformed, "its manifest note cannot be read: \(what)")
    }
}
