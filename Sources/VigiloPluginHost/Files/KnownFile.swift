// What is known of a file from the last time that it was read, and how it is known again without reading it.

import VigiloJSON

/// A file that was read, found whole and staged without a remark, as long as neither it nor its copy has changed.
///
/// The system dates every change of a file itself (`ctime`), and nobody can set that date. So a file that has the same place
/// on the same disk, size and dates has the same content, if it had not been changed right before it was read: dates are
/// only as fine as the system's clock ticks.
struct KnownFile: Sendable, Equatable {
    let sha256: String
    /// nil: it carries none.
    let note: ManifestNote?
    let original: FileFingerprint
    let copy: FileFingerprint

    /// nil if the file was changed so shortly before it was read that another change might bear the same date.
    ///
    /// - Parameters:
    ///   - readAt: when reading began, in nanoseconds since 1970.
    ///   - granularity: how coarse the dates of files may be.
    init?(
        sha256: String, note: ManifestNote?, original: FileFingerprint, copy: FileFingerprint, readAt: Int64,
        granularity: Duration
    ) {
        guard original.isOlder(than: readAt - Int64(granularity / .nanoseconds(1))) else { return nil }
        self.init(sha256: sha256, note: note, original: original, copy: copy)
    }

    private init(sha256: String, note: ManifestNote?, original: FileFingerprint, copy: FileFingerprint) {
        (self.sha256, self.note, self.original, self.copy) = (sha256, note, original, copy)
    }
}

extension KnownFile {
    /// For the file of known files: a list without names, because thousands of these are read at every start.
    var keptValue: JSONValue {
        let numbers = (original.numbers + copy.numbers).map(JSONValue.integer)
        let texts = note.map { [$0.name, $0.kind, $0.version, $0.compatibleWith, $0.compiler] } ?? []
        let abi = note.map { [JSONValue.integer(Int64($0.abi))] } ?? []
        return .array([.string(sha256)] + numbers + abi + texts.map(JSONValue.string))
    }

    /// nil if it is not one.
    init?(kept value: JSONValue) {
        guard let members = value.arrayValue, let sha256 = members.first?.stringValue, sha256.utf8.count == 64,
            let original = FileFingerprint(numbers: members.dropFirst().prefix(FileFingerprint.numberCount)),
            let copy = FileFingerprint(
                numbers: members.dropFirst(1 + FileFingerprint.numberCount).prefix(FileFingerprint.numberCount))
        else { return nil }
        let rest = members.dropFirst(1 + 2 * FileFingerprint.numberCount)
        var note: ManifestNote?
        if let abi = rest.first {
            let texts = rest.dropFirst().compactMap(\.stringValue)
            guard let abi = abi.integerValue, texts.count == 5 else { return nil }
            note = ManifestNote(
                abi: Int(abi), name: texts[0], kind: texts[1], version: texts[2], compatibleWith: texts[3],
                compiler: texts[4])
        }
        self.init(sha256: sha256, note: note, original: original, copy: copy)
    }
}
