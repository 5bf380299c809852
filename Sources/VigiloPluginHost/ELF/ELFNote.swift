// The notes of an ELF file: pieces of text that tools leave in it for one another.

import VigiloExtensionPoints

/// One note: who left it, what it is, and where its content stands in the file.
struct ELFNote {
    private static let headerLength = 12
    /// Libraries have a handful.
    private static let most = 256

    let owner: ArraySlice<UInt8>
    let type: UInt32
    let content: Range<Int>

    /// All notes of a segment; refused if one of them reaches beyond it.
    static func all(_ view: ByteView, in segment: ELFInspection.NoteSegment) throws(Refusal) -> [ELFNote] {
        var notes: [ELFNote] = []
        var position = segment.range.lowerBound
        let end = segment.range.upperBound
        while position < end, end - position >= headerLength {
            guard let ownerLength = view.u32(at: position), let contentLength = view.u32(at: position + 4),
                let type = view.u32(at: position + 8)
            else { break }
            let owner = position + headerLength
            let content = aligned(owner + Int(ownerLength), to: segment.alignment, from: segment.range.lowerBound)
            let contentEnd = content + Int(contentLength)
            guard contentEnd <= end else {
                throw Refusal(.noteMalformed, "one of its notes reaches beyond the end of its segment")
            }
            guard notes.count < most else {
                throw Refusal(.noteMalformed, "it has more than \(most) notes, and no library has so many")
            }
            notes.append(
                ELFNote(
                    owner: view.bytes[owner..<owner + Int(ownerLength)], type: type, content: content..<contentEnd))
            position = aligned(contentEnd, to: segment.alignment, from: segment.range.lowerBound)
        }
        return notes
    }

    /// The next multiple of `alignment`, counted from the segment's beginning. Lengths are 32 bits, so nothing
    /// overflows here.
    private static func aligned(_ position: Int, to alignment: Int, from start: Int) -> Int {
        let distance = position - start
        return start + (distance + alignment - 1) / alignment * alignment
    }
}
